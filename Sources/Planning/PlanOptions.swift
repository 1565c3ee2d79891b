public import Manifests

/// What a plan may do beyond creating and updating.
public struct PlanOptions: Sendable {
    /// Remove objects that Waybill made and the files no longer mention.
    public var prune: Bool
    /// Remove also objects that Waybill never made.
    public var pruneUnmanaged: Bool
    /// How many objects of a kind may be removed.
    public var removalLimit: RemovalLimit
    /// Which objects can be gone from the files.
    public var scope: RemovalScope
    /// Objects of which nobody knows whether they are gone, by what their keys start with, and why: they stay.
    public var uncertain: [String: String]
    /// Objects that a feed mentions in records that cannot be used, and why: they stay as they are.
    public var unusable: [ObjectAddress: String]
    /// What the keys of objects start with that feeds made: their bare links get what the network's `offer_url` adds.
    public var feedKeys: [String]
    /// Which side wins where both edited a field since the last apply; without one such a field is refused.
    public var takes: [Take] = []
    /// The objects that got another key.
    public var moves: [Project.Move] = []
    /// What becomes of objects of the files that neither an id nor the lock file knows.
    public var adoption = AdoptionPolicies()

    /// By default nothing is removed that no file says to remove.
    public init(
        prune: Bool = false, pruneUnmanaged: Bool = false, removalLimit: RemovalLimit = .default,
        scope: RemovalScope = .everything, uncertain: [String: String] = [:],
        unusable: [ObjectAddress: String] = [:], feedKeys: [String] = []
    ) {
        self.prune = prune
        self.pruneUnmanaged = pruneUnmanaged
        self.removalLimit = removalLimit
        self.scope = scope
        self.uncertain = uncertain
        self.unusable = unusable
        self.feedKeys = feedKeys
    }
}

/// Which of the objects that Waybill made can be gone from the files, because all files were read that would mention
/// them.
public enum RemovalScope: Sendable, Hashable {
    /// All: the files are those of the whole project.
    case everything
    /// Those whose keys start with one of these texts, as those of a feed do; none without a text.
    case keys(startingWith: [String])

    /// Whether an object with this key would be mentioned if it were still there.
    func includes(_ key: String) -> Bool {
        switch self {
        case .everything: true
        case .keys(let prefixes): prefixes.contains { key.utf8.starts(with: $0.utf8) }
        }
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
