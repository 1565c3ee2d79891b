import Feeds
import RedTrack

/// A weight and what it means: the chance relative to the weights beside it.
package struct WeightShare: Sendable, Hashable {
    /// The weight.
    package let weight: Int
    /// The sum of all weights beside it, its own included.
    package let total: Int

    package init(weight: Int, total: Int) {
        self.weight = weight
        self.total = total
    }

    /// The share in percent, exactly rounded to one decimal: `41.7 %`; `< 0.1 %` when it is more than nothing,
    /// `> 99.9 %` when it is less than everything, `0 %` when all weights are 0.
    package var percent: String {
        guard weight > 0, total > 0 else { return "0 %" }
        // In tenths of a percent; wide enough for any two weights.
        let tenths = (UInt128(weight) * 2_000 + UInt128(total)) / (UInt128(total) * 2)
        if tenths == 0 { return "< 0.1 %" }
        if tenths >= 1_000 { return weight < total ? "> 99.9 %" : "100 %" }
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}

/// How the chance of a stream, an offer or a landing changes.
package struct ShareChange: Sendable, Hashable {
    /// Its share before; `nil` for one that is new.
    package let before: WeightShare?
    /// Its share after; `nil` for one that goes.
    package let after: WeightShare?

    package init(before: WeightShare?, after: WeightShare?) {
        self.before = before
        self.after = after
    }

    /// `20 % of 100 -> 41.7 % of 120`; `nil` when nothing is known.
    package var text: String? {
        switch (before.flatMap(Self.text), after.flatMap(Self.text)) {
        case (let old?, let new?):
            before?.total == after?.total
                ? "\(before?.percent ?? "") -> \(new)" : "\(old) -> \(new)"
        case (let old?, nil): old
        case (nil, let new?): new
        case (nil, nil): nil
        }
    }

    private static func text(_ share: WeightShare) -> String? {
        share.total > 0 ? "\(share.percent) of \(share.total)" : nil
    }
}

/// The weights of a list before and after.
struct Weights {
    private let before: [Int?]
    private let after: [Int?]
    private let totals: (before: Int?, after: Int?)

    init(before: [Draft], after: [Draft], _ fields: [FieldDescription]) {
        let isWeighted = fields.contains { $0.name == "weight" }
        self.before = isWeighted ? before.map(Self.weight) : []
        self.after = isWeighted ? after.map(Self.weight) : []
        totals = (Self.total(self.before), Self.total(self.after))
    }

    private static func weight(_ draft: Draft) -> Int? {
        guard case .scalar(.number(let literal))? = draft["weight"] else { return nil }
        return DecimalLiteral(literal)?.integer
    }

    /// The sum; `nil` when it is beyond what can be said.
    private static func total(_ weights: [Int?]) -> Int? {
        var total = 0
        for case let weight? in weights {
            let (sum, overflow) = total.addingReportingOverflow(weight)
            if overflow { return nil }
            total = sum
        }
        return total
    }

    /// The shares of an element, by its places in both lists; `nil` when elements have no weights.
    func share(before old: Int?, after new: Int?) -> ShareChange? {
        func share(_ index: Int?, _ weights: [Int?], _ total: Int?) -> WeightShare? {
            guard let index, weights.indices.contains(index), let weight = weights[index], let total,
                weight >= 0, total >= weight
            else {
                return nil
            }
            return WeightShare(weight: weight, total: total)
        }
        let change = ShareChange(
            before: share(old, before, totals.before), after: share(new, after, totals.after))
        return change.before == nil && change.after == nil ? nil : change
    }
}
