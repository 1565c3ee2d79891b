import ArgumentParser
import Foundation
import Manifests
import Sandbox

/// How the sandbox of a rehearsal behaves.
struct RehearsalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Wait this long before every answer, as an account far away does.", valueName: "ms"))
    var latency: Int = 0

    @Option(
        help: ArgumentHelp(
            "Turn away more requests than this, as the account may: 60/min or 5/s.",
            discussion: "How fast requests are sent is --rate, as for every command.", valueName: "rate"))
    var rateLimit: String?

    @Option(
        help: ArgumentHelp("What goes wrong, and when: a YAML file (docs/SANDBOX.md).", valueName: "file"))
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "Keep the account that results, to be looked at as `--account sandbox:FILE`.", valueName: "file"))
    var keep: String?

    func validate() throws {
        guard (0...600_000).contains(latency) else { throw ValidationError("--latency takes 0 to 600000") }
        do {
            _ = try rateLimit.map { try RateLimit($0) }
        } catch {
            throw ValidationError("--rate-limit: \(error)")
        }
        if let keep, FileManager.default.fileExists(atPath: keep) {
            throw ValidationError("\(keep) is there already: --keep takes the name of a new file")
        }
    }

    /// The sandbox that starts as a copy of an account.
    func configuration(copying account: SandboxAccount) throws -> SandboxConfiguration {
        return SandboxConfiguration(
            dataFile: keep, copy: account, latency: .milliseconds(latency),
            faults: try faults.map { try SandboxCommand.schedule($0) } ?? .none,
            rate: try rateLimit.map { try RateLimit($0) })
    }
}
