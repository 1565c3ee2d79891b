import ArgumentParser

/// The options of the commands that ask an account something and read no files of the project but `waybill.yaml`.
struct ProjectAccountOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @OptionGroup var account: AccountOptions

    /// Finds the account and connects to it while `body` runs.
    func open<Result: Sendable>(
        _ terminal: Terminal, _ environment: [String: String],
        _ body: @escaping @Sendable (AccountConnection) async throws -> Result
    ) async throws -> Result {
        let target = try AccountTarget.find(
            named: account.account, in: try Workspace([project]).project, environment: environment)
        return try await AccountConnection.open(target, account, inFlight: 2, terminal: terminal, body)
    }
}
