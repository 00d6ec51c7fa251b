import Agenda
import Foundation
import Storage
import Testing

@testable import ratskanal

@Suite("What people are told")
struct WordingTests {
    private static let full = StorageError(
        .diskFull, while: "running a statement", object: "/d/catalogue.sqlite",
        cause: .sqlite(code: 13, message: "database or disk is full", sql: "UPDATE session"))

    @Test("a full disk is a sentence without SQL, with what to do")
    func fullDisk() {
        let problem = Problem(wording: Self.full)
        #expect(problem.status == 503)
        #expect(problem.detail == "The disk is full: free space and try again.")
        #expect(Failure(wording: Self.full).description == problem.detail)
        // The server's log has it all.
        #expect("\(Self.full)".contains("UPDATE session"))
    }

    @Test(
        "no wording shows SQL or what was under way inside",
        arguments: [
            (StorageError.Code.busy, "try again"), (.database, "the catalogue refused"),
            (.damaged, "restore a backup"), (.invalid("a note needs a text"), "A note needs a"),
            (.unknownItem(7), "Item 7 is not on"), (.gateMarkersAreFixed, "Marks of the gate"),
            (.notFound, "There is no 2026-11-20-stadtrat."),
        ])
    func storage(code: StorageError.Code, words: String) {
        let error = StorageError(
            code, while: "checking a marker", object: "2026-11-20-stadtrat",
            cause: .sqlite(code: 1, message: "near", sql: "SELECT"))
        for text in [Problem(wording: error).detail, Failure(wording: error).description] {
            #expect(text.contains(words) && text.hasSuffix("."), "\(text)")
            #expect(!text.contains("SQL") && !text.contains("SELECT"), "\(text)")
            #expect(!text.contains("checking"), "\(text)")
        }
    }

    @Test(
        "a file that cannot be read is worded for a person",
        arguments: [
            (CocoaError.Code.fileReadNoSuchFile, "check the path"),
            (.fileReadNoPermission, "permissions"), (.fileReadUnknown, "check the path"),
        ])
    func unreadable(code: CocoaError.Code, words: String) {
        let text = Failure(reading: "/tmp/a.csv", CocoaError(code)).description
        #expect(text.hasPrefix("/tmp/a.csv ") && text.contains(words), "\(text)")
        #expect(!text.contains("NSCocoa"))
    }

    @Test("one of something is singular")
    func counted() {
        #expect(0.counted("hit") == "0 hits")
        #expect(1.counted("person") == "1 person")
        #expect(2.counted("item") == "2 items")
    }

    @Test(
        "a word that a marker does not know is answered with those it knows",
        arguments: [
            (#"{"kind": "itm"}"#, "kind is one of item, speechStart, speechEnd, "),
            (#"{"kind": "speechStart", "role": "king"}"#, "role is one of chair, "),
            (#"{"kind": 5}"#, "kind has the wrong type."), (#"{}"#, "kind is missing."),
        ])
    func kinds(body: String, words: String) {
        let problem = #expect(throws: Problem.self) {
            try JSON.read(MarkerRequest.self, from: Array(body.utf8))
        }
        #expect(problem?.status == 422)
        #expect(problem?.detail.hasPrefix(words) == true, "\(problem?.detail ?? "")")
    }
}
