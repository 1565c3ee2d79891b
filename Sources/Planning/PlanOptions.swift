/// What a plan may do beyond creating and updating.
public struct PlanOptions: Sendable {
    /// Remove objects that Waybill made and the files no longer mention.
    public var prune: Bool
    /// Remove also objects that Waybill never made.
    public var pruneUnmanaged: Bool
    /// How many objects of a kind may be removed.
    public var removalLimit: RemovalLimit

    /// By default nothing is removed that no file says to remove.
    public init(prune: Bool = false, pruneUnmanaged: Bool = false, removalLimit: RemovalLimit = .default) {
        self.prune = prune
        self.pruneUnmanaged = pruneUnmanaged
        self.removalLimit = removalLimit
    }
}

/// How many objects of one kind a plan may remove before it stops and asks a person.
public struct RemovalLimit: Sendable, Hashable {
    private enum Amount: Hashable {
        case count(Int)
        case percent(Int, atLeast: Int)
    }
    private let amount: Amount

    /// 10 % of a kind, and at least 5.
    public static let `default` = RemovalLimit(amount: .percent(10, atLeast: 5))

    private init(amount: Amount) { self.amount = amount }

    /// Reads `20` (objects) or `25%` (of a kind); `nil` for anything else.
    public init?(_ text: String) {
        if text.hasSuffix("%") {
            guard let percent = Int(text.dropLast()), (0...100).contains(percent) else { return nil }
            amount = .percent(percent, atLeast: 0)
        } else {
            guard let count = Int(text), count >= 0 else { return nil }
            amount = .count(count)
        }
    }

    /// How many of `total` objects may go.
    func allowed(of total: Int) -> Int {
        switch amount {
        case .count(let count): count
        case .percent(let percent, let least): max(least, total / 100 * percent + total % 100 * percent / 100)
        }
    }
}
