public import Diagnostics

/// Turns ordered rules into RedTrack's unordered, weighted streams, exactly or not at all.
///
/// RedTrack draws by weight among all streams whose filters a click passes. So the clicks are split into boxes, sets that
/// the filters of one stream can describe, such that no two boxes share a click and each has one outcome; every path of a
/// rule becomes a stream in each of the rule's boxes. Whatever cannot be said so is refused.
public struct RoutingCompiler: Sendable {
    /// The filters that streams may use.
    public var profile: FilterProfile
    /// How many streams a campaign may have.
    public var streamLimit: Int
    /// The greatest weight that is written.
    public var maximumWeight: Int

    /// A way to go wrong, for tests that show that the proof notices.
    package enum Fault: Sendable, CaseIterable {
        /// Each rule takes all clicks that meet its condition, whatever comes before it.
        case ignoresOrder
        /// The default takes all clicks.
        case forgetsComplement
        /// Exclusions become inclusions.
        case flipsExclude
        /// Weights become tenths.
        case roundsWeights
    }

    /// The mistake to make; `nil` in all but tests.
    package var fault: Fault?

    /// A compiler for the 2018 API and at most 64 streams, unless told otherwise.
    public init(
        profile: FilterProfile = .redTrack2018, streamLimit: Int = 64, maximumWeight: Int = Int(Int32.max)
    ) {
        self.profile = profile
        self.streamLimit = streamLimit
        self.maximumWeight = maximumWeight
    }

    /// The streams of a campaign.
    public func compile(_ tree: RuleTree) throws(RoutingRefusal) -> CompiledRouting {
        let live = LiveTree(tree, profile)
        guard live.obstacles.isEmpty else { throw RoutingRefusal(obstacles: live.obstacles) }
        var compilation = Compilation(live, self)
        let streams = try compilation.streams()
        var notes = live.notes
        let greatest =
            streams.map { max($0.weight, ($0.landings + $0.offers).map(\.weight).max() ?? 0) }.max() ?? 0
        if greatest > 1_000 {
            notes.append(
                Diagnostic(
                    .warning, "routing.large-weight",
                    "\(tree.origin): exact proportions need weights up to \(greatest)", at: tree.place,
                    help:
                        "the 2018 document names no limit (\(Assumption.a11.id)); smaller ones would change the odds"
                ))
        }
        return CompiledRouting(streams: streams, notes: notes)
    }
}

/// What a campaign's routing becomes.
public struct CompiledRouting: Sendable {
    /// The streams, in the order of the rules that they come from.
    public var streams: [RoutedStream]
    /// What was left out or deserves a look, as warnings.
    public var notes: [Diagnostic]
}
