import ArgumentParser
import Feeds

/// Lists what filters and settings can name.
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "List what filters and settings can name: countries, cities, browsers, ...",
        discussion: """
            The lists of cities and internet providers are long: ask for a part of them by --name.

            Example: waybill index cities --name berlin
            """)

    @Argument(help: "The list.") var index: AccountIndex

    @Option(help: "Only entries of this name: cities, and isp, where it may be repeated.") var name:
        [String] = []

    @Option(help: "Whose tags: campaigns (by default) or offers.") var of: AccountIndex.TagOwner?

    @OptionGroup var output: RecordFormatOptions
    @OptionGroup(title: "Account") var account: ProjectAccountOptions

    func validate() throws {
        if !name.isEmpty, index != .cities, index != .isp {
            throw ValidationError("--name is for cities and isp only")
        }
        if name.count > 1, index == .cities { throw ValidationError("cities take one --name") }
        if name.contains("") { throw ValidationError("--name is empty") }
        if of != nil, index != .tags { throw ValidationError("--of is for tags only") }
    }

    func run() async throws {
        try await reporting { terminal, environment in
            let entries = try await account.open(terminal, environment) { [index, name, of] connection in
                try await index.entries(connection.client, names: name, of: of ?? .campaigns)
            }
            if output.json {
                terminal.printResult(Self.json(index, entries).jsonText(pretty: true))
            } else {
                var printer = RecordPrinter(terminal, output.format, index.columns)
                try printer.print(entries)
                try printer.finish(saying: "the list has no such entries")
            }
            return .success
        }
    }

    private static func json(_ index: AccountIndex, _ entries: [Value]) -> Value {
        .object([
            ("format", .string("waybill-index/1")), ("index", .string(index.rawValue)),
            ("entries", .array(entries)),
        ])
    }
}
