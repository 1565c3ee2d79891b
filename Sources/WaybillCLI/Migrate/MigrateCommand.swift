import ArgumentParser
import Diagnostics
import Foundation
import Manifests
import Migration

/// Moves the campaigns of another tracker.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Leave another tracker: its campaigns as manifest files, proven to route alike.",
        discussion: """
            Reads a folder with saved answers of a tracker's API and writes manifest files that `waybill plan` takes. \
            Every campaign's rules become streams that are proven to send each click where the tracker sends it; a \
            campaign for which that is not possible is refused with the place, and the others pass.

            Trackers: \(TrackerCatalogue.supported.joined(separator: ", ")); or a file with a template. What to save \
            for each of them: docs/MIGRATE.md.
            """)

    @Argument(help: ArgumentHelp("The tracker, or a file with a template.", valueName: "tracker"))
    var tracker: String

    @Argument(
        help: ArgumentHelp(
            "The folder with the tracker's answers: NAME.json, NAME-1.json, NAME-2.json ... or NAME/*.json for each"
                + " list.", valueName: "export"))
    var export: String

    @Option(help: ArgumentHelp("Write the manifest and a report to a folder.", valueName: "folder")) var out:
        String?

    @Option(
        name: [.customLong("set"), .customLong("param")],
        help: ArgumentHelp("A parameter of the template, such as currency=EUR.", valueName: "name=value"))
    var parameters: [ImportPair] = []

    @Flag(help: "Make offers of paths that lead to an address instead of an offer.")
    var allowSyntheticOffers = false

    @Flag(
        help:
            "Make offers of paths that lead to another campaign, by its new link; needs a migration that was applied."
    )
    var chain = false

    @Flag(help: "Send macros that RedTrack does not fill as they are.") var allowUnknownMacros = false

    @Option(
        name: .customLong("exchange-rate"),
        help: ArgumentHelp("What one of a currency is worth in the account's.", valueName: "from=number"))
    var exchangeRates: [ImportPair] = []

    @Option(
        name: .customLong("network-url"),
        help: ArgumentHelp("The website of a network, which RedTrack demands.", valueName: "network=url"))
    var networkURLs: [ImportPair] = []

    @Option(help: ArgumentHelp("How many streams a campaign may have; 64 by default.", valueName: "count"))
    var maxStreams: Int?

    @Flag(help: "End with 65, and write nothing, when a campaign is refused or a field is lost.") var strict =
        false

    @Flag(
        name: .customLong("every-finding"),
        help: "List every finding with its place, instead of two examples of each reason.")
    var everyFinding = false

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @OptionGroup(title: "Account, for --chain") var account: AccountOptions

    func validate() throws {
        if chain, out == nil {
            throw ValidationError("--chain needs --out: the folder tells what was applied before")
        }
        for rate in exchangeRates where Self.rate(rate) == nil {
            throw ValidationError(
                "--exchange-rate \(rate.name)=\(rate.value): the rate must be a number above 0, such as 1.08")
        }
        for network in networkURLs where !["http://", "https://"].contains(where: network.value.hasPrefix) {
            throw ValidationError(
                "--network-url \(network.name)=...: the address starts with https:// or http://")
        }
        if let maxStreams, maxStreams < 1 { throw ValidationError("--max-streams takes 1 or more") }
    }

    /// What one of a currency is worth; `nil` when that is no number above 0.
    private static func rate(_ pair: ImportPair) -> Decimal? {
        MigrationOptions.amount(pair.value).flatMap { $0 > 0 ? $0 : nil }
    }

    private func options() -> MigrationOptions {
        func values(_ pairs: [ImportPair]) -> [String: String] {
            Dictionary(pairs.map { ($0.name, $0.value) }) { $1 }
        }
        var options = MigrationOptions()
        options.allowsSyntheticOffers = allowSyntheticOffers
        options.followsCampaigns = chain
        options.allowsUnknownMacros = allowUnknownMacros
        options.rates = Dictionary(
            exchangeRates.compactMap { pair in Self.rate(pair).map { (pair.name.uppercased(), $0) } }
        ) { $1 }
        options.networkURLs = values(networkURLs)
        options.parameters = values(parameters)
        options.streamLimit = maxStreams
        return options
    }

    func run() async throws {
        try await reporting { terminal, environment in
            let template = try TrackerCatalogue(folder: try Workspace([project]).folder).load(tracker)
            try checkPlaces()
            let folder = try out.map { try MigrationFolder($0, tracker: template.name) }
            var options = options()
            if chain, let folder {
                options.links = try await NewLinks.read(folder.path, account, terminal, environment)
            }
            let migration = try migration(template, options)
            let report = MigrationReport(migration)
            tell(report, terminal)
            let text = MigrationText(report, columns: terminal.resultColumns).text
            if strict, !migration.isComplete {
                terminal.say(text)
                throw CommandFailure(
                    .invalidFile, "nothing was written: --strict takes no refused campaign and no lost field")
            }
            let written = try folder?.write(migration.objects, others: MigrationReportFiles.all(report))
            terminal.printResult(text)
            if let folder, let written {
                terminal.printResult("Written to \(folder.path): \(written.joined(separator: ", ")).")
                terminal.say(Self.next(migration, folder.path))
            } else {
                terminal.say("Nothing was written: --out FOLDER writes the manifest and a report.")
            }
            return migration.isRefused ? .refused : .success
        }
    }

    /// In one folder with the manifest, the files of an export would be read as manifests too.
    private func checkPlaces() throws(CommandFailure) {
        let place = { (path: String) in URL(fileURLWithPath: path).resolvingSymlinksInPath().standardized.path
        }
        guard let out, place(out) == place(export) else { return }
        throw CommandFailure(
            .usage,
            "--out names the folder of the export: name another one, which is made when it is not there")
    }

    /// Reads and moves the export. Findings about it are told without its lines, which may hold keys.
    private func migration(_ template: TrackerTemplate, _ options: MigrationOptions) throws -> Migration {
        do throws(DiagnosticsError) {
            return try Migration(TrackerExport(export, for: template), template, options: options)
        } catch {
            throw PrivateFindings(error.diagnostics, of: export)
        }
    }

    private func tell(_ report: MigrationReport, _ terminal: Terminal) {
        let text = MigrationText(
            report, columns: terminal.showsProgress ? terminal.talkColumns : nil,
            colored: terminal.colorsErrors)
        let findings = everyFinding ? text.findings : text.reasons
        if !findings.isEmpty { terminal.say(findings + "\n\n") }
    }

    /// What to do with what was written.
    private static func next(_ migration: Migration, _ folder: String) -> String {
        let report = "\(folder)/\(MigrationReportFiles.html)"
        return migration.objects.isEmpty
            ? "Next: open \(report), which says what stands in the way."
            : "Next: open \(report), then run: waybill plan \(folder)"
    }
}
