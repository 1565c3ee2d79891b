import ArgumentParser
import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack

/// Checks files without an account.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check files, without an account.",
        discussion: """
            Reads every file and reports all errors of all files at once, each with its place. Exits with 0 when the \
            files are valid, else with 65.
            """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path")) var paths: [String] = ["."]

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "Accept references to objects that only the account holds.") var partial = false

    @Option(help: "The account of waybill.yaml whose rules, variables and overlays count.")
    var account: String?

    @Flag(help: "Print the findings as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, environment in
            var manifest = Manifest()
            var findings: [Diagnostic] = []
            do {
                let workspace = try Workspace(paths, account: account, environment: environment)
                try AccountTarget.check(account, in: workspace.project)
                let reading = workspace.reading()
                manifest = reading.manifest
                findings = reading.diagnostics
                var feedKeys: [String] = []
                if workspace.isWhole {
                    let feeds = try ProjectFeeds(workspace, terminal).read()
                    try manifest.add(feeds.objects)
                    feedKeys = feeds.keys
                }
                let whole = manifest
                manifest = try await selection.part(of: manifest, in: workspace.folder, terminal)
                findings += Linter(workspace.rules.lints, feedKeys: feedKeys).findings(in: manifest)
                // A part refers to what is not in it.
                let check = ReferenceCheck(whole)
                findings += check.diagnostics
                if !partial, reading.hasAllObjects { findings += Self.dangling(check, whole, in: manifest) }
            } catch let error as DiagnosticsError {
                findings = error.diagnostics
            }
            findings.sort()
            if json {
                terminal.printResult(DiagnosticsJSON.text(findings))
            } else {
                FailureReport(terminal: terminal).report(findings)
            }
            if findings.contains(where: { $0.severity == .error }) { return .invalidFile }
            if !json {
                let files = manifest.files.count
                terminal.printResult(
                    "\(manifest.objects.count) objects in \(files) file\(files == 1 ? "" : "s") are valid: "
                        + Self.counts(manifest.objects) + ".")
            }
            return .success
        }
    }

    /// The references of a part that lead nowhere.
    private static func dangling(
        _ check: ReferenceCheck, _ manifest: Manifest, in part: Manifest
    ) -> [Diagnostic] {
        let names = Dictionary(grouping: manifest.objects, by: \.kind).mapValues { $0.map(\.key) }
        let meant = Set(part.objects.map { ObjectAddress($0.kind, $0.key) })
        return check.dangling.filter { meant.contains(ObjectAddress($0.objectKind, $0.objectKey)) }.map {
            $0.diagnostic(known: names[$0.kind] ?? [])
        }
    }

    private static func counts(_ objects: [ManifestObject]) -> String {
        Kind.allCases.compactMap { kind in
            let count = objects.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(count == 1 ? kind.rawValue : kind.plural)"
        }.joined(separator: ", ")
    }
}
