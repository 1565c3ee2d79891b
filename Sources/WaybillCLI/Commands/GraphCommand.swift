import ArgumentParser
import Execution
import Planning
import RedTrack

/// Draws objects and who refers to whom.
struct GraphCommand: AsyncParsableCommand {
    /// Whose objects are drawn.
    enum Origin: String, CaseIterable, ExpressibleByArgument {
        case files, account
    }

    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the objects of files or of an account, and the trees of campaigns.",
        discussion: """
            Objects stand in the order in which a click meets them: sources and domains, campaigns, landing pages, offers, \
            networks. What files refer to without having it is dashed.

            Example: waybill graph --campaign "Autumn in Europe" > autumn.svg
            """)

    @Argument(
        help: ArgumentHelp("The project's folder, or some of its files and folders.", valueName: "path"))
    var paths: [String] = ["."]

    @Option(help: "What to draw: what the files say, or what the account has.") var from: Origin = .files

    @Option(help: "svg, mermaid (for GitHub and GitLab) or dot (for Graphviz).") var format:
        GraphOutput.Format = .svg

    @Option(help: ArgumentHelp("Draw the tree of this campaign; may be repeated.", valueName: "name"))
    var campaign: [String] = []

    @OptionGroup(title: "Account") var account: AccountOptions

    func run() async throws {
        try await reporting { terminal, environment in
            let graph =
                switch from {
                case .files: GraphOutput(try Workspace(paths).manifest())
                case .account: GraphOutput(try await snapshot(terminal, environment))
                }
            terminal.printResult(
                campaign.isEmpty
                    ? graph.text(as: format) : try graph.text(ofCampaigns: campaign, as: format))
            return .success
        }
    }

    private func snapshot(_ terminal: Terminal, _ environment: [String: String]) async throws -> Snapshot {
        let target = try AccountTarget.find(
            named: account.account, in: try Workspace(paths).project, environment: environment)
        return try await AccountConnection.open(target, account, inFlight: 8, terminal: terminal) {
            connection in
            let snapshot = try await AccountReader(client: connection.client).snapshot {
                terminal.progress("reading the account: \($0.objects) \($0.kind.plural)")
            }
            terminal.clearProgress()
            return snapshot
        }
    }
}
