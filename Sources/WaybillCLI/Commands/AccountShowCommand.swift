import ArgumentParser
import Execution
import Feeds
import Planning
import RedTrack

/// Shows whose account it is and what it holds.
struct AccountShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show whose account it is, and how many objects it holds.",
        discussion: "Example: waybill account show team --json")

    @Argument(help: ArgumentHelp("The project's folder.", valueName: "folder")) var folder: String = "."
    @OptionGroup(title: "Account") var account: AccountOptions

    @Flag(help: "Print as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, environment in
            let workspace = try Workspace([folder])
            let target = try AccountTarget.find(
                named: account.account, in: workspace.project, environment: environment)
            let (name, snapshot) = try await AccountConnection.open(
                target, account, inFlight: 8, terminal: terminal
            ) { connection in
                (connection.name, try await AccountReader(client: connection.client).snapshot())
            }
            terminal.printResult(
                json ? Self.json(name, snapshot).jsonText(pretty: true) : Self.text(name, snapshot))
            return .success
        }
    }

    private static func counts(_ snapshot: Snapshot) -> [(Kind, Int)] {
        Kind.allCases.map { ($0, snapshot.objects[$0]?.count ?? 0) }
    }

    private static func text(_ name: String, _ snapshot: Snapshot) -> String {
        let profile = snapshot.account
        var rows = [("account", name), ("user", "\(profile.email) (\(profile.id))")]
        if let timezone = profile.timezone { rows.append(("time zone", timezone)) }
        if let plan = profile.plan { rows.append(("plan", plan)) }
        if let clicks = profile.clicksLeft { rows.append(("clicks left", "\(clicks)")) }
        rows += counts(snapshot).map { ($0.plural, "\($1)") }
        return rows.map { label, value in
            label + String(repeating: " ", count: max(1, 13 - label.count)) + value
        }.joined(separator: "\n")
    }

    private static func json(_ name: String, _ snapshot: Snapshot) -> Value {
        let profile = snapshot.account
        return .object([
            ("format", .string("waybill-account/1")),
            ("url", .string(name)),
            ("id", .string(profile.id)),
            ("email", .string(profile.email)),
            ("timezone", profile.timezone.map(Value.string) ?? .null),
            ("plan", profile.plan.map(Value.string) ?? .null),
            ("clicks_left", profile.clicksLeft.map { .number("\($0)") } ?? .null),
            ("counts", .object(counts(snapshot).map { ($0.plural, .number("\($1)")) })),
        ])
    }
}
