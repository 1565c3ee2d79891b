package import Planning
import RedTrack

/// How the touched objects of a kind are read back: by their ids or by the list, whichever takes fewer requests.
package struct ReadBackWay: Sendable, Hashable {
    /// Whether the list is read.
    package let isByList: Bool
    /// The requests that it takes, when every object is found at once.
    package let requests: Int

    /// So many pages of a list are worth knowing who else has the name of a new object.
    private static let mostPagesForDuplicates = 20

    /// The way for some objects of a kind.
    /// - Parameters:
    ///   - kind: the kind.
    ///   - count: how many objects of it were touched.
    ///   - createsAny: whether any of them is new.
    ///   - plan: what was applied.
    init(_ kind: Kind, count: Int, createsAny: Bool, of plan: Plan) {
        let listed =
            (plan.unchanged[kind] ?? 0) + (plan.unmanaged[kind] ?? 0)
            + plan.changes.count { $0.address.kind == kind }
        let calls = RedTrackClient.callsToLook(at: kind, ids: count, listed: listed)
        let limit = createsAny ? Self.mostPagesForDuplicates : 0
        isByList = calls.byID.map { calls.byList <= max($0, limit) } ?? true
        requests = isByList ? calls.byList : calls.byID ?? calls.byList
    }

    /// The requests that reading back all that a plan touches will take, as far as one can tell.
    package static func requests(for plan: Plan) -> Int {
        var counts: [Kind: (all: Int, new: Int)] = [:]
        for change in plan.changes {
            counts[change.address.kind, default: (0, 0)].all += 1
            if change.action == .create { counts[change.address.kind]?.new += 1 }
        }
        return counts.reduce(0) { sum, entry in
            sum
                + ReadBackWay(
                    entry.key, count: entry.value.all, createsAny: entry.value.new > 0, of: plan
                ).requests
        }
    }
}
