import Foundation

/// How this program writes and reads JSON.
enum JSON {
    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }

    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try bytes(value), as: UTF8.self)
    }

    /// Throws a `Problem` that says which key is wrong, and how.
    static func read<Value: Decodable>(_: Value.Type, from bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch let problem as Problem {
            throw problem
        } catch DecodingError.keyNotFound(let key, _) {
            throw Problem(422, "\(key.stringValue) is missing.")
        } catch DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context)
        {
            throw Problem(422, "\(path(context)) has the wrong type.")
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw Problem(422, "\(path(context)): \(context.debugDescription).")
        } catch {
            throw Problem(400, "The body is no JSON.")
        }
    }

    /// A word of a fixed set; another one is refused with all that there are.
    struct OneOf<Value: RawRepresentable<String> & CaseIterable>: Decodable {
        let value: Value

        init(from decoder: any Decoder) throws {
            let word = try decoder.singleValueContainer().decode(String.self)
            guard let value = Value(rawValue: word) else {
                let key = decoder.codingPath.map(\.stringValue).joined(separator: ".")
                let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(422, "\(key) is one of \(all).")
            }
            self.value = value
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        let keys = context.codingPath.map(\.stringValue)
        return keys.isEmpty ? "The body" : keys.joined(separator: ".")
    }
}
