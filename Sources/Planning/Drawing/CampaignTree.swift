import Feeds
import RedTrack

/// What becomes of a campaign's clicks, on both sides of a plan: from a source by a domain into streams with filters
/// and shares, and on to landing pages and offers.
package struct CampaignTree: Sendable, Equatable {
    /// What a stream chooses among: a landing page or an offer.
    struct Leaf: Sendable, Equatable {
        let name: String
        let share: Sided<WeightShare>
        var mark: Mark { share.mark }
    }

    /// One way through the campaign.
    struct Stream: Sendable, Equatable {
        /// Its place among the streams, counted from 1.
        let number: Sided<Int>
        let share: Sided<WeightShare>
        /// What a click of it costs.
        let cost: Sided<String>
        /// Which clicks it takes, one sentence a filter; none means all of them.
        let filters: [Sided<String>]
        let landings: [Leaf]
        let offers: [Leaf]

        var mark: Mark {
            if number.mark == .added || number.mark == .removed { return number.mark }
            return Mark.whole(
                [share.mark, cost.mark] + filters.map(\.mark) + landings.map(\.mark) + offers.map(\.mark))
        }

        /// `Stream 2`, and where it stood when it stood elsewhere.
        var title: String {
            let moved = number.mark == .changed ? number.before.map { " (was \($0))" } ?? "" : ""
            return "Stream \(number.shown ?? 0)\(moved)"
        }
    }

    /// What the campaign is called.
    package let title: String
    let source: Sided<String>
    let domain: Sided<String>
    /// The streams as they will be, then the ones that go.
    let streams: [Stream]
    /// How many streams that stay as they are have been left out by ``focused(above:)``.
    var omitted = 0

    /// How the source and the domain change, which are shown as one.
    var entryMark: Mark { Mark.together([source, domain].filter { $0.shown != nil }.map(\.mark)) }

    /// How the tree as a whole changes.
    var mark: Mark {
        Mark.whole([source.mark, domain.mark] + streams.map(\.mark))
    }

    /// Whether anything in it differs.
    package var isChanged: Bool { mark != .same }

    /// The tree to draw for somebody who looks for what changes: of many streams only the ones that do.
    func focused(above limit: Int = 8) -> CampaignTree {
        guard isChanged, streams.count > limit else { return self }
        let changed = streams.filter { $0.mark != .same }
        var tree = CampaignTree(title: title, source: source, domain: domain, streams: changed)
        tree.omitted = streams.count - changed.count
        return tree
    }

    /// What is said of the streams that are left out; `nil` when all are there.
    var omission: String? {
        omitted == 0
            ? nil
            : "\(omitted) more stream\(omitted == 1 ? " stays" : "s stay") as \(omitted == 1 ? "it is" : "they are")"
    }
}
