public import Manifests

/// A plan as it is kept in a file: reviewed today, applied tomorrow, and refused when the account has moved meanwhile.
///
/// The file holds all that is shown and all that is sent, and nothing secret: no key, and no address beyond the one
/// that people see.
public struct SavedPlan: Sendable {
    /// Where a plan was made, as people know it.
    public struct Origin: Sendable, Hashable {
        /// The version of the program.
        public var tool: String
        /// When, in RFC 3339.
        public var created: String
        /// The folder of the project, as its user named it.
        public var project: String
        /// The name of the account in `waybill.yaml`; `nil` when none was named.
        public var account: String?
        /// The address of the account, without a user name or a password.
        public var address: String

        /// Says where a plan was made.
        public init(tool: String, created: String, project: String, account: String?, address: String) {
            self.tool = tool
            self.created = created
            self.project = project
            self.account = account
            self.address = address
        }
    }

    /// Where it was made.
    public let origin: Origin
    /// The plan.
    public let plan: Plan
    /// What it rests on.
    package let basis: PlanBasis
    /// The lock file as it stood on disk, as a hash of its text.
    package let lockDigest: String
    /// What the plan was made with beside the lock file: objects that interrupted runs had created.
    package let recovered: [LockFile.Entry]

    /// Keeps a plan.
    /// - Parameters:
    ///   - plan: the plan.
    ///   - origin: where it was made.
    ///   - snapshot: the account that it was made for.
    ///   - lock: the lock file that it was made with, recovered creations included.
    ///   - storedLock: the lock file as it stands on disk.
    public init(_ plan: Plan, origin: Origin, snapshot: Snapshot, lock: LockFile, storedLock: LockFile) {
        self.init(
            origin: origin, plan: plan, basis: PlanBasis(plan, snapshot: snapshot, lock: lock),
            lockDigest: Self.digest(of: storedLock),
            recovered: lock.entries.filter { storedLock[$0.kind, $0.key] != $0 })
    }

    init(
        origin: Origin, plan: Plan, basis: PlanBasis, lockDigest: String, recovered: [LockFile.Entry]
    ) {
        self.origin = origin
        self.plan = plan
        self.basis = basis
        self.lockDigest = lockDigest
        self.recovered = recovered
    }

    private static func digest(of lock: LockFile) -> String { Fingerprint.of(lock.text) }

    /// The lock file to apply the plan with: the one on disk, and what the plan was made with beside it.
    public func lock(over stored: LockFile) -> LockFile {
        var lock = stored
        for entry in recovered where lock[entry.kind, entry.key] == nil { lock.set(entry) }
        return lock
    }

    /// The plan, to be applied over the lock file on disk.
    ///
    /// When somebody else has written the lock file since, what the plan knows of objects that need no change is left
    /// out: it could be older than what the lock file says now.
    public func plan(over stored: LockFile) -> Plan {
        if Self.digest(of: stored) == lockDigest { return plan }
        var plan = plan
        plan.settled = []
        plan.forgotten = []
        plan.moved = []
        return plan
    }
}
