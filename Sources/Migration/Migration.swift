package import Diagnostics
package import Manifests
internal import Mapping
package import RedTrack
package import Routing

/// What a tracker's export becomes: manifest objects, for each campaign how it fared, and what is to be done outside.
package struct Migration: Sendable {
    /// The tracker, as `migrate` takes it.
    package let tracker: String
    /// What its template is called.
    package let title: String
    /// What the tracker is called in sentences.
    package let trackerName: String
    /// The folder that was read, as the user gave it.
    package let export: String
    /// What the user decided.
    package let options: [(name: String, value: String)]
    /// The objects, those without which the others cannot be first.
    package internal(set) var objects: [ManifestObject] = []
    /// The campaigns, in the order of the export.
    package internal(set) var campaigns: [Campaign] = []
    /// What is wrong with other records, and what deserves a look in other objects.
    package internal(set) var findings: [Diagnostic] = []
    /// What the template leaves out without harm.
    package internal(set) var skipped: [LeftObject] = []
    /// What no live campaign leads to; it is not moved.
    package internal(set) var unreached: [LeftObject] = []
    /// The fields of the export that nobody reads and nobody leaves out on purpose, by list.
    package internal(set) var lost: [String: [FieldCount]] = [:]
    /// The fields that are left out on purpose, by list.
    package internal(set) var ignored: [String: [FieldCount]] = [:]
    /// The networks that were moved, with their postbacks.
    package internal(set) var networks: [Cutover.Network] = []
    /// The sources that were moved.
    package internal(set) var sources: [Cutover.Source] = []
    /// The landing pages that were moved.
    package internal(set) var landers: [Cutover.Lander] = []
    /// The hosts of the old links.
    package internal(set) var domains: [String] = []
    /// What offers are called, by the ids that rules and streams have for them.
    package internal(set) var offerTitles: [String: String] = [:]
    /// What landing pages are called, by such ids.
    package internal(set) var landerTitles: [String: String] = [:]

    /// A campaign of the tracker.
    package struct Campaign: Sendable {
        /// What the tracker calls it.
        package let name: String
        /// Its id at the tracker.
        package let id: String
        /// Its key in the manifest.
        package let key: String
        /// Where it stands in the export.
        package let place: SourcePlace?
        /// Its link at the tracker, without secrets.
        package let oldLink: String?
        /// The rules that the tracker routes by; `nil` when they cannot be read.
        package let tree: RuleTree?
        /// The streams that it becomes; none when it is refused.
        package let streams: [RoutedStream]
        /// What the proof found; `nil` when there are no streams to compare.
        package let verdict: RoutingProof.Verdict?
        /// Why it is refused, as errors, and what deserves a look, as warnings.
        package let findings: [Diagnostic]

        /// Whether it is moved.
        package var isMigrated: Bool {
            !findings.contains { $0.severity == .error } && verdict?.isEquivalent == true
        }
    }

    /// An object of the export that is not moved.
    package struct LeftObject: Sendable, Hashable {
        /// What it would become.
        package let kind: RedTrack.Kind
        /// Its id at the tracker.
        package let id: String
        /// What the tracker calls it.
        package let name: String
        /// Why; empty when nothing leads there.
        package let reason: String
    }

    /// A field of the export.
    package struct FieldCount: Sendable, Hashable {
        /// Its path.
        package let path: String
        /// How many values there were.
        package let count: Int
        /// Why it is left out; `nil` when it is lost.
        package let reason: String?

        init(_ use: FieldUse) { (path, count, reason) = (use.path, use.count, use.reason) }
    }

    /// Moves an export.
    /// - Parameters:
    ///   - export: the saved answers.
    ///   - template: what they become.
    ///   - options: what the user decides.
    /// - Throws: what is wrong with the template, or with a list as a whole.
    package init(
        _ export: TrackerExport, _ template: TrackerTemplate, options: MigrationOptions = MigrationOptions()
    ) throws(DiagnosticsError) {
        tracker = template.name
        title = template.title
        trackerName = template.trackerName
        self.export = export.folder
        self.options = options.recorded
        do throws(DiagnosticsError) {
            var migrator = try Migrator(export, template, options)
            migrator.run(into: &self)
        } catch {
            // They may quote values of the export.
            throw DiagnosticsError(error.diagnostics.map(Migrator.redacted))
        }
        findings += export.notes
    }

    /// Whether every campaign is moved, nothing is lost, and every record could be read.
    package var isComplete: Bool {
        campaigns.allSatisfy(\.isMigrated) && lost.isEmpty && !findings.contains { $0.severity == .error }
    }

    /// Whether there are campaigns, and none of them can be moved.
    package var isRefused: Bool { !campaigns.isEmpty && !campaigns.contains(where: \.isMigrated) }
}
