import Foundation
import HLSChecker

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    FileHandle.standardError.write(Data(Options.usage.utf8))
    exit(2)
}
var watch = Watch(options.url, load: Fetch.bytes)
watch.looksAtMedia = options.looksAtMedia
var count = 0
do {
    for load in 1...options.loads {
        let findings = try watch.look()
        count += findings.count
        for finding in findings { print(finding) }
        guard watch.isLive, load < options.loads else { break }
        Thread.sleep(forTimeInterval: Double(max(1, watch.targetDuration)))
    }
} catch {
    FileHandle.standardError.write(Data("hls-check: \(error)\n".utf8))
    exit(1)
}
print("\(count) findings, \(watch.mediaCount) segments and parts loaded.")
exit(count == 0 ? 0 : 1)
