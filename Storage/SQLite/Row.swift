import CSQLite
import Foundation

/// A row of a result, valid only inside the closure that is given it; columns count from 0.
struct Row {
    let statement: OpaquePointer

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func int(_ column: Int32) -> Int { Int(truncatingIfNeeded: int64(column)) }
    func bool(_ column: Int32) -> Bool { int64(column) != 0 }
    func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
    func date(_ column: Int32) -> Date { Date(milliseconds: int64(column)) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, column))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func int64OrNil(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }
    func textOrNil(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func dateOrNil(_ column: Int32) -> Date? { isNull(column) ? nil : date(column) }
}
