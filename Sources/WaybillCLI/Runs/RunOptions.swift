import ArgumentParser

/// The options of every command that changes an account, about how it tells what it does.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write what became of each object to a file: .json, .csv or .md. May be repeated.",
            valueName: "file"))
    var report: [String] = []

    @Flag(help: "Tell what happens as events for programs: on the error output, a JSON object a line.")
    var events = false

    @Flag(help: "Do not read back in the end what was changed, and whether the account took it.")
    var noVerify = false

    func validate() throws {
        for path in report where ReportFile(path) == nil {
            throw ValidationError(
                "the report \(path) has no format that its name tells: end it with .json, .csv or .md")
        }
        guard Set(report).count == report.count else { throw ValidationError("a --report is named twice") }
    }
}

/// A command that changes an account, and can be asked how to tell of it.
protocol RunningCommand: AsyncParsableCommand {
    /// How it tells what it does.
    var runs: RunOptions { get }
}

extension AsyncParsableCommand {
    /// For a command that changes an account: the same as ``reporting(_:)``, and signals end the work in good order.
    func running(
        _ work: @escaping @Sendable (Terminal, [String: String]) async throws -> ExitStatus
    ) async throws {
        try await reporting { terminal, environment in
            try await Interruption(terminal).guarding { try await work(terminal, environment) }
        }
    }
}
