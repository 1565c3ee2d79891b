import ArgumentParser
import Feeds
import Manifests
import Planning
import RedTrack

/// Says what a field is.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a kind or a field is, which values it takes, and what clears it.",
        discussion: "Examples: waybill explain offers, waybill explain offers.payment.amount")

    @Argument(help: ArgumentHelp("A kind, or a kind and a field of it.", valueName: "kind[.field]"))
    var name: String

    @Flag(help: "Print it as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, _ in
            let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            let kind = try KindArgument.kind(String(parts[0]))
            let entries: [FieldReference]
            if parts.count == 1 {
                entries = FieldReference.all(of: kind)
            } else {
                entries = [try Self.field(String(parts[1]), of: kind)]
            }
            if json {
                terminal.printResult(ExplainOutput(kind, entries).json.jsonText(pretty: true))
            } else {
                terminal.printResult(
                    parts.count == 1
                        ? ExplainOutput(kind, entries).overview : ExplainOutput(kind, entries).text)
            }
            return .success
        }
    }

    private static func field(_ path: String, of kind: Kind) throws -> FieldReference {
        if let field = FieldReference.named(path, of: kind) { return field }
        let known = FieldReference.all(of: kind).map(\.path)
        // A field that stands inside of others may be asked for by its last name.
        let inner = known.filter { $0.hasSuffix("." + path) }
        let help =
            inner.isEmpty
            ? NameSuggestion.help(for: path, in: known)
                ?? "`waybill explain \(kind.plural)` lists them"
            : "did you mean \(inner.prefix(3).map { "\(kind.plural).\($0)" }.joined(separator: ", "))?"
        throw CommandFailure(.usage, "\(kind.plural) have no field `\(TerminalText.safe(path))`: \(help)")
    }
}
