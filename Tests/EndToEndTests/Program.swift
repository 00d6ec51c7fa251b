import Foundation
import Glibc
import Spawning
import Synchronization

/// A program that runs beside the test until it is stopped; its lines can be waited for.
final class Program: Sendable {
    private struct Waiting {
        let words: String
        let continuation: CheckedContinuation<String?, Never>
    }

    private struct State {
        var lines: [String] = []
        var waiting: [Int: Waiting] = [:]
        var ending: [CheckedContinuation<Int32, Never>] = []
        var count = 0
        var status: Int32?
        /// Its last line is read.
        var hasSaidAll = false
        var hasEnded: Bool { status != nil && hasSaidAll }
    }

    private let process = Process()
    private let name: String
    private let state = Mutex(State())

    /// Starts it. What it writes, standard error included, is kept as lines.
    ///
    /// `fault` names a place where it kills itself.
    init(_ path: String, _ arguments: [String], fault: String? = nil) async throws {
        name = URL(filePath: path).lastPathComponent
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        if let fault {
            process.environment = ProcessInfo.processInfo.environment
                .merging(["RATSKANAL_FAULT": fault]) { $1 }
        }
        process.standardInput = FileHandle.nullDevice
        process.terminationHandler = { [weak self] in self?.hasEnded($0.terminationStatus) }
        let pipe = try await OwnThread.run {
            try Spawning.inTurn {
                let pipe = Pipe()
                self.process.standardOutput = pipe
                self.process.standardError = pipe
                try self.process.run()
                return pipe
            }
        }
        let reading = pipe.fileHandleForReading
        Thread.detachNewThread { [weak self] in
            var rest = Data()
            while true {
                let piece = reading.availableData
                guard !piece.isEmpty, let self else {
                    self?.hasSaidAll()
                    return
                }
                rest.append(piece)
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    self.add(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[(end + 1)...])
                }
            }
        }
    }

    deinit {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    /// Its number among the processes.
    var processID: Int32 { process.processIdentifier }

    var isRunning: Bool { state.withLock { $0.status == nil } }

    /// All that it wrote up to now.
    var lines: [String] { state.withLock { $0.lines } }

    /// The first line that contains these words, as soon as it is there.
    func line(containing words: String, within seconds: Double = 300) async throws -> String {
        let found = await withCheckedContinuation {
            (continuation: CheckedContinuation<String?, Never>) in
            let known: String?? = state.withLock { state in
                if let line = state.lines.first(where: { $0.contains(words) }) { return line }
                if state.hasEnded { return .some(nil) }
                state.count += 1
                let number = state.count
                state.waiting[number] = Waiting(words: words, continuation: continuation)
                DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
                    let late = self?.state.withLock { $0.waiting.removeValue(forKey: number) }
                    late?.continuation.resume(returning: nil)
                }
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
        if let found { return found }
        throw EndToEndError(
            "\(name) did not say \"\(words)\", but:\n" + lines.joined(separator: "\n"))
    }

    /// Asks it to end, as systemd does, and gives its exit status.
    @discardableResult
    func stop() async -> Int32 { await end(by: SIGTERM) }

    /// Ends it as Ctrl-C in a terminal does.
    @discardableResult
    func interrupt() async -> Int32 { await end(by: SIGINT) }

    /// Ends it at once, without a word to it.
    @discardableResult
    func kill() async -> Int32 { await end(by: SIGKILL) }

    /// Holds it up: it neither does nor says anything from now on.
    func pause() { Glibc.kill(process.processIdentifier, SIGSTOP) }

    /// Waits until it has ended by itself.
    func finish() async -> Int32 { await end(by: 0) }

    /// The status; a program that has not ended after two minutes is told of and killed, and its
    /// status is SIGKILL's.
    private func end(by signal: Int32) async -> Int32 {
        let late = DispatchWorkItem { [weak self] in self?.isStuck() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: late)
        defer { late.cancel() }
        return await withCheckedContinuation { continuation in
            let status: Int32? = state.withLock { state in
                if state.hasEnded { return state.status }
                state.ending.append(continuation)
                if signal != 0, state.status == nil {
                    Glibc.kill(process.processIdentifier, signal)
                }
                return nil
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    private func isStuck() {
        guard state.withLock({ $0.status == nil }) else { return }
        // A thread may go while it is looked at: then it says nothing.
        let threads = "/proc/\(process.processIdentifier)/task"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: threads)) ?? []
        let waits = names.sorted().map { thread in
            ["comm", "wchan", "syscall"].map { file in
                let path = "\(threads)/\(thread)/\(file)"
                return ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "?")
                    .trimmingCharacters(in: .newlines)
            }.joined(separator: " ")
        }
        print(
            "\(name) does not end. Its threads:", waits.joined(separator: "\n"), "It said:",
            lines.suffix(40).joined(separator: "\n"), separator: "\n")
        Glibc.kill(process.processIdentifier, SIGKILL)
    }

    private func add(_ line: String) {
        let told = state.withLock { state in
            state.lines.append(line)
            let told = state.waiting.filter { line.contains($0.value.words) }
            for number in told.keys { state.waiting[number] = nil }
            return told.values.map(\.continuation)
        }
        for continuation in told { continuation.resume(returning: line) }
    }

    private func hasEnded(_ status: Int32) {
        state.withLock { $0.status = status }
        tellEnd()
        // A child of its own may have its output, and live on.
        DispatchQueue.global().asyncAfter(deadline: .now() + 10) { [weak self] in
            self?.hasSaidAll()
        }
    }

    private func hasSaidAll() {
        state.withLock { $0.hasSaidAll = true }
        tellEnd()
    }

    /// What it says is whole a moment after it has ended, or before.
    private func tellEnd() {
        let (status, ending, waiting) = state.withLock { state in
            guard let status = state.status, state.hasSaidAll else {
                return (Int32(0), [CheckedContinuation<Int32, Never>](), [Waiting]())
            }
            defer { (state.ending, state.waiting) = ([], [:]) }
            return (status, state.ending, Array(state.waiting.values))
        }
        for continuation in ending { continuation.resume(returning: status) }
        for waiter in waiting { waiter.continuation.resume(returning: nil) }
    }
}
