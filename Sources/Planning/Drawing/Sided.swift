/// A value on both sides of a plan: as the account has it, and as it will be.
struct Sided<Value: Sendable & Equatable>: Sendable, Equatable {
    /// What the account has; `nil` when it has nothing there.
    let before: Value?
    /// What it will have; `nil` when it will be gone.
    let after: Value?

    init(_ before: Value?, _ after: Value?) {
        self.before = before
        self.after = after
    }

    /// A value that is the same on both sides.
    init(_ value: Value?) { self.init(value, value) }

    /// How the value changes.
    var mark: Mark {
        switch (before, after) {
        case (nil, nil): .same
        case (nil, _): .added
        case (_, nil): .removed
        default: before == after ? .same : .changed
        }
    }

    /// What it will be, or else what it was.
    var shown: Value? { after ?? before }

    /// The same on both sides, of other values.
    func map<Result: Sendable & Equatable>(_ transform: (Value) -> Result) -> Sided<Result> {
        Sided<Result>(before.map(transform), after.map(transform))
    }
}

/// How a part of a tree changes.
package enum Mark: Sendable, Hashable, CaseIterable {
    /// Not at all.
    case same
    /// It is new.
    case added
    /// It goes.
    case removed
    /// It stays, and something in it differs.
    case changed

    /// The sign in front of it, so that no colour is needed to tell.
    var sign: String {
        switch self {
        case .same: ""
        case .added: "+ "
        case .removed: "\u{2212} "
        case .changed: "~ "
        }
    }

    /// The mark of a whole that stays, with parts of these marks.
    static func whole(_ marks: some Sequence<Mark>) -> Mark {
        marks.contains { $0 != .same } ? .changed : .same
    }

    /// The mark of things that are shown as one: theirs, when they agree.
    static func together(_ marks: [Mark]) -> Mark {
        guard let first = marks.first, !marks.allSatisfy({ $0 == first }) else { return marks.first ?? .same }
        return whole(marks)
    }
}
