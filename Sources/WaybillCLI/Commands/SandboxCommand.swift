import ArgumentParser
import Manifests
import Sandbox
import UnixSignals

/// Serves a sandbox until it is stopped.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Serve RedTrack's API of 2018 on this machine, to rehearse on.",
        discussion: """
            Prints `listening on http://127.0.0.1:PORT` when it is ready, and stops on Ctrl-C or SIGTERM. The account \
            lives in a SQLite file; without --data it is forgotten at the end.
            """)

    @Option(help: "The port on 127.0.0.1; 0 takes any free one.") var port: Int = 0

    @Option(help: ArgumentHelp("The data file; made when it is not there.", valueName: "file")) var data:
        String?

    @Option(
        help: ArgumentHelp(
            "The key of the sandbox's account. Never use the key of a real account.",
            discussion: "By default the one stored in the data file, else a generated one.", valueName: "key")
    )
    var apiKey: String?

    @Option(help: "What a new account holds: demo (a small account) or empty.") var seed: SandboxSeed = .empty

    @Option(help: ArgumentHelp("Wait this long before every answer.", valueName: "ms")) var latency: Int = 0

    @Option(
        help: ArgumentHelp("What goes wrong, and when: a YAML file (docs/SANDBOX.md).", valueName: "file"))
    var faults: String?

    @Option(help: ArgumentHelp("The requests allowed for each key, such as 20/min.", valueName: "rate"))
    var rate: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
        guard (0...600_000).contains(latency) else { throw ValidationError("--latency takes 0 to 600000") }
    }

    /// The faults of a file.
    static func schedule(_ path: String) throws -> FaultSchedule {
        do {
            return try FaultSchedule(try YAMLValue.load(path))
        } catch let error as FaultSchedule.ReadingError {
            throw CommandFailure(
                .invalidFile, error.problems.map { "\(path): \($0)" }.joined(separator: "\nerror: "))
        }
    }

    func run() async throws {
        try await reporting { terminal, _ in
            let configuration = SandboxConfiguration(
                port: port, dataFile: data, apiKey: apiKey, seed: seed, latency: .milliseconds(latency),
                faults: try faults.map { try Self.schedule($0) } ?? .none,
                rate: try rate.map { try RateLimit($0) })
            let showsKey = apiKey == nil
            // Trapped before the server says that it listens: whoever waits for that line may stop it at once.
            let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
            try await SandboxServer(configuration).run { sandbox in
                if showsKey { terminal.say("the key of this sandbox is \(sandbox.apiKey)") }
                terminal.printResult("listening on \(sandbox.baseURL)")
                for await _ in signals { return }
            }
            return .success
        }
    }
}
