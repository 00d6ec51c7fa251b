import Recording

/// How HEVC is named in playlists (RFC 6381, by ISO/IEC 14496-15 Annex E.3): `hvc1.1.6.L93.B0`.
enum HEVCCodec {
    /// By the configuration record in an init section; its plain form where it has none.
    static func text(ofInit bytes: [UInt8]) -> String {
        let name = Array("hvcC".utf8)
        guard
            let place = bytes.indices.first(where: { bytes[$0...].starts(with: name) }),
            bytes.count >= place + 4 + 13
        else { return "hvc1" }
        let record = Array(bytes[(place + 4)..<(place + 4 + 13)])
        let spaces = ["", "A", "B", "C"]
        let flags = record[2..<6].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let reversed = (0..<32).reduce(UInt32(0)) { $0 | ((flags >> $1) & 1) << (31 - $1) }
        var constraints = Array(record[6..<12])
        while constraints.last == 0 { constraints.removeLast() }
        let tier = record[1] & 0x20 == 0 ? "L" : "H"
        var text = "hvc1.\(spaces[Int(record[1] >> 6)])\(record[1] & 0x1f)"
        text += ".\(String(reversed, radix: 16, uppercase: true)).\(tier)\(record[12])"
        for byte in constraints { text += "." + String(byte, radix: 16, uppercase: true) }
        return text
    }
}
