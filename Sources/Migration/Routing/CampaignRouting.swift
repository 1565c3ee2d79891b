internal import Diagnostics
internal import Feeds
internal import Mapping
internal import RedTrack
internal import Routing

/// How a campaign routes there, and the streams that do the same.
struct CampaignRouting: Sendable {
    /// The rules; `nil` when the export does not have them.
    private(set) var tree: RuleTree?
    /// The streams; none when there is an obstacle.
    private(set) var streams: [RoutedStream] = []
    /// What the proof found; `nil` when there are no streams to compare.
    private(set) var verdict: RoutingProof.Verdict?
    /// What stands in the way.
    private(set) var errors: [Diagnostic] = []
    /// What deserves a look.
    private(set) var notes: [Diagnostic] = []
    /// Where shares lead that name no offer.
    private(set) var destinations: [String: RoutingReader.Destination] = [:]
    /// Where they stand.
    private(set) var places: [String: SourcePlace] = [:]

    /// Reads the routing of a campaign.
    init(_ campaign: TrackerObject, _ objects: TrackerObjects) {
        errors = campaign.remarks.filter(\.isRefusal).map { campaign.error("refused", $0.reason) }
        // Nothing else is known of it: the template reads no more than its title.
        guard errors.isEmpty else { return }
        let graph = campaign.node(GraphShape.name)
        guard let node = graph ?? campaign.node(TrackerShape.routing) else {
            errors = [
                campaign.error(
                    "no-routing", "its rules and paths are not in the export",
                    help:
                        "save the list that holds them again; an export made with a limited key lacks objects"
                )
            ]
            return
        }
        var reader = RoutingReader(campaign.title, at: campaign.place) { isOffer, id in
            objects.skipReason(TrackerReference(isOffer ? .offer : .landing, id))
        }
        tree = graph == nil ? reader.tree(node) : reader.tree(ofGraph: node)
        errors = reader.findings
        notes = reader.notes
        destinations = reader.destinations
        places = reader.places
    }

    /// Makes the streams, and proves them.
    mutating func compile(_ compiler: RoutingCompiler) {
        guard let tree, errors.isEmpty else { return }
        do throws(RoutingRefusal) {
            let compiled = try compiler.compile(tree)
            notes += compiled.notes
            streams = compiled.streams
            let verdict = RoutingProof().compare(tree, with: streams)
            self.verdict = verdict
            if !verdict.isEquivalent {
                errors.append(
                    Diagnostic(
                        .error, "migration.unproven",
                        "\(tree.origin): the streams are not proven to route alike: \(verdict)",
                        at: tree.place, help: "please report this with the campaign's rules"))
                streams = []
            }
        } catch {
            errors += error.obstacles.map(\.diagnostic)
        }
    }

    /// Adds obstacles that are found outside; the streams then are of no use.
    mutating func refuse(_ obstacles: [Diagnostic]) {
        errors += obstacles
        if !obstacles.isEmpty { streams = [] }
    }

    /// The ids of what clicks may be sent to, in the order of the rules.
    func destinations(isOffer: Bool) -> [String] {
        var seen: Set<String> = []
        func fresh(_ ids: [String]) -> [String] { ids.filter { seen.insert($0).inserted } }
        if !streams.isEmpty {
            return streams.flatMap { fresh((isOffer ? $0.offers : $0.landings).map(\.id)) }
        }
        guard let tree else { return [] }
        let choices =
            (tree.forced + tree.rules).filter(\.isEnabled).map(\.choice) + [tree.fallback].compactMap { $0 }
        return choices.flatMap { choice in
            choice.paths.filter { $0.isEnabled && !$0.weight.isZero }.flatMap { path in
                fresh(
                    (isOffer ? path.offers : path.landers).filter { $0.isEnabled && !$0.weight.isZero }.map(
                        \.id))
            }
        }
    }
}
