public import Planning

/// What a reading of the account after a run has shown: whether it has what was sent.
public struct Verification: Sendable {
    /// What is wrong with an object, or with one value of it.
    public enum Cause: String, Sendable, CaseIterable {
        /// The account kept what it had before, or has nothing there.
        case ignored
        /// The value was cleared, and is still there.
        case notCleared = "not-cleared"
        /// The account has another value than the one that was sent.
        case changed
        /// A value that was not sent is another one than before.
        case notSent = "not-sent"
        /// The object is not there.
        case gone
        /// The object was removed and is still there.
        case stillThere = "still-there"
        /// The account has another new object of the same name: a second run may have made it.
        case duplicate
    }

    /// One thing that is not as the plan wanted it.
    public struct Finding: Sendable, Hashable {
        /// The change's place in the plan, counted from 0.
        public let change: Int
        /// The object.
        public let address: ObjectAddress
        /// Its id.
        public let id: String
        /// What is wrong.
        public let cause: Cause
        /// The value's path in manifest names; `nil` when it is about the object as a whole.
        public let path: String?
        /// What it should be, as people read it; `nil` without a path.
        public let wanted: String?
        /// What the account has, as people read it. Of a duplicate, its id.
        public let found: String?
        /// Whether sending it once more has helped.
        public internal(set) var isRepaired = false

        /// Whether the account is not what the plan wanted, so that the run is not done as a whole. What others did
        /// meanwhile is worth knowing, and no failure of the run.
        public var isOpen: Bool {
            switch cause {
            case .ignored, .notCleared, .changed, .gone, .stillThere: !isRepaired
            case .notSent, .duplicate: false
            }
        }
    }

    /// How many objects were looked at.
    public internal(set) var checked = 0
    /// What is not as it should be, in the order of the plan.
    public internal(set) var findings: [Finding] = []
    /// Why some objects, or all, could not be looked at, in sentences. That is no finding: they may be as they should be.
    public internal(set) var unread: [String] = []
    /// The links of the campaigns that were created or changed, by the place of the change in the plan.
    public internal(set) var links: [Int: String] = [:]

    init() {}

    /// Whether something is not as the plan wanted it, and could not be repaired.
    public var isOpen: Bool { findings.contains(where: \.isOpen) }
}

extension Verification {
    /// Adds what was seen of other objects.
    mutating func add(_ other: Verification) {
        checked += other.checked
        findings += other.findings
        unread += other.unread
        links.merge(other.links) { $1 }
    }
}
