package import Diagnostics
package import Routing

extension MigrationReport {
    /// A campaign of the tracker, and how it fared.
    package struct Campaign: Sendable {
        /// What the tracker calls it.
        package var name: String
        /// Its key in the manifest.
        package var key: String
        /// Its id in the tracker.
        package var id: String
        /// The link that its ads point to.
        package var oldLink: String?
        /// The rules that the tracker routes by; `nil` when they could not be read.
        package var tree: RuleTree?
        /// The streams that it becomes; none when it is refused.
        package var streams: [RoutedStream]
        /// What the proof found; `nil` when there was nothing to compare.
        package var verdict: RoutingProof.Verdict?
        /// Why it is refused, as errors, and what deserves a look, as warnings.
        package var findings: [Diagnostic]
        /// Whether it is moved.
        package var isMoved: Bool
        /// Where it stands in the export.
        package var place: SourcePlace?

        /// A campaign.
        package init(
            _ name: String, key: String, id: String, oldLink: String? = nil, tree: RuleTree? = nil,
            streams: [RoutedStream] = [], verdict: RoutingProof.Verdict? = nil, findings: [Diagnostic] = [],
            isMoved: Bool, place: SourcePlace? = nil
        ) {
            (self.name, self.key, self.id, self.oldLink) = (name, key, id, oldLink)
            (self.tree, self.streams, self.verdict) = (tree, streams, verdict)
            self.findings = findings
            self.isMoved = isMoved
            self.place = place ?? tree?.place
        }

        /// Why it is refused.
        var errors: [Diagnostic] { findings.filter { $0.severity == .error } }
        /// What deserves a look.
        var warnings: [Diagnostic] { findings.filter { $0.severity == .warning } }
        /// `moved` or `refused`.
        var status: String { isMoved ? "moved" : "refused" }
    }

    /// The campaigns as they are read: those that are refused, those with something to look at, the others; each in the
    /// order of the export, of which the places are given.
    var readingOrder: [Int] {
        func rank(_ campaign: Campaign) -> Int {
            campaign.isMoved ? campaign.warnings.isEmpty ? 2 : 1 : 0
        }
        let ranks = campaigns.map(rank)
        return (0...2).flatMap { wanted in ranks.indices.filter { ranks[$0] == wanted } }
    }

    /// What all streams together take for granted, each once.
    var assumptions: [Assumption] {
        let streams = campaigns.lazy.filter(\.isMoved).flatMap(\.streams)
        return streams.isEmpty ? [] : RoutingProof.assumptions(of: streams)
    }
}
