import Feeds
import Manifests
package import Planning
import RedTrack

/// What is left of a run that can go on, after the account was read again: pure, and computed anew whenever it is read.
package struct Resumption: Sendable {
    /// What is left to do, in a form that can be shown.
    package let rest: Plan
    /// What the rest stood on and has moved since the plan was made; the places are those of ``rest`` with its moved
    /// changes.
    package let findings: [StaleFinding]
    /// The plan that the places of the findings are about.
    package let subject: Plan
    /// How many changes are left out, since they hold no longer or wait for one that does not.
    package var leftOut: Int { out.count }
    /// How many changes requests without an answer had made.
    package var foundCount: Int { found.count }
    /// The creations without an outcome that the account does not have.
    package let missing: [ObjectAddress]

    /// The whole plan, with the account at hand.
    package let plan: Plan
    /// What was read of the account.
    package let account: Snapshot
    let found: [Int: Value]
    let out: Set<Int>

    /// Compares what is left of a run with the account.
    /// - Parameters:
    ///   - run: the run.
    ///   - whole: its whole plan, over the lock file as it stands.
    ///   - known: what the rest of it rests on; see ``UnfinishedRun/basis(of:)``.
    ///   - account: what ``UnfinishedRun/reach(of:_:)`` names, read again.
    ///   - lock: the lock file that it is applied over.
    ///   - history: the project's runs, this one included.
    init(
        _ run: UnfinishedRun, plan whole: Plan, basis known: PlanBasis, account: Snapshot, lock: LockFile,
        history: RunHistory
    ) {
        let plan = whole.knowing(account)
        let created = run.replay.created(plan)
        let search = CreationSearch(
            snapshot: account, known: Self.known(run, account, lock: lock, history: history, created: created)
        )
        var found: [Int: Value] = [:]
        var ids = created
        var unclear: [Int: [String]] = [:]
        var missing: [ObjectAddress] = []
        let doubtful = run.doubtfulCreations
        for ((index, creation), answer) in zip(doubtful, search.answers(to: doubtful.map(\.creation))) {
            switch answer {
            case .found(let object):
                found[index] = object.record
                ids[creation.address] = object.id
            case .ambiguous(let objects): unclear[index] = objects
            case .missing: missing.append(creation.address)
            }
        }
        let done = Set(run.replay.made.keys).union(found.keys)
        let left = plan.changes.indices.filter { !done.contains($0) }
        let rest = plan.without(done, made: ids)
        let basis = known.owning(ids, in: account)
        var findings: [StaleFinding] = []
        for finding in StaleCheck(rest, basis, account: account, lock: lock).findings() {
            guard finding.changes.count == 1, let place = finding.changes.first,
                rest.changes[place].address == finding.object, run.replay.doubtful[left[place]] != nil
            else {
                findings.append(finding)
                continue
            }
            let change = rest.changes[place]
            switch finding.cause {
            case .applied where change.action != .create:
                found[left[place]] =
                    change.id.flatMap { account.object(change.address.kind, id: $0)?.record } ?? .null
            case .changed:
                // The request arrived, and the account made of it what it always does: it is sent again.
                let object = change.id.flatMap { account.object(change.address.kind, id: $0) }
                if object.map(change.explains) != true { findings.append(finding) }
            case .applied, .taken, .reappeared:
                findings.append(
                    StaleFinding(
                        object: finding.object, id: finding.id,
                        cause: unclear[left[place]].map { .taken($0) } ?? finding.cause,
                        changes: finding.changes))
            default: findings.append(finding)
            }
        }
        // What was found by comparing is done too: the rest is without it.
        let compared = Set(left.indices.filter { found[left[$0]] != nil })
        let stale = StaleRest(rest, findings)
        self.findings = findings
        self.subject = rest
        self.rest = rest.without(compared.union(stale.done).union(stale.out), made: Self.ids(findings))
        self.missing = missing
        self.plan = plan
        self.account = account
        for place in stale.done {
            let change = rest.changes[place]
            let id = change.id ?? Self.ids(findings)[change.address]
            found[left[place]] = id.flatMap { account.object(change.address.kind, id: $0)?.record } ?? .null
        }
        self.found = found
        self.out = Set(stale.out.subtracting(compared).map { left[$0] })
    }

    /// The ids of what somebody else has created as planned.
    private static func ids(_ findings: [StaleFinding]) -> [ObjectAddress: String] {
        var ids: [ObjectAddress: String] = [:]
        for finding in findings where finding.id == nil {
            if case .applied(let id) = finding.cause { ids[finding.object] = id }
        }
        return ids
    }

    /// The objects that are known to be nothing that a lost request of this run has made.
    private static func known(
        _ run: UnfinishedRun, _ account: Snapshot, lock: LockFile, history: RunHistory,
        created: [ObjectAddress: String]
    ) -> [Kind: Set<String>] {
        var known = run.saved.basis.knownIDs
        for entry in lock.entries { known[entry.kind, default: []].insert(entry.id) }
        for (address, id) in created { known[address.kind, default: []].insert(id) }
        for creation in history.recoveredCreations(account: account.account.id) {
            if let id = creation.id { known[creation.address.kind, default: []].insert(id) }
        }
        return known
    }

    /// What the run starts from when it goes on.
    func start(_ run: UnfinishedRun) -> RunStart {
        var start = RunStart()
        for (index, made) in run.replay.made {
            start.settled[index] = ChangeResult(
                outcome: made.isAdopted ? .adopted(id: made.id) : .done(id: made.id), wasStarted: false,
                body: made.body, revision: made.revision)
            if made.isInLock { start.locked.insert(index) }
        }
        for index in out {
            start.settled[index] = ChangeResult(
                outcome: .failed(
                    message: "it was left out, since what it rests on has moved. Plan again."),
                wasStarted: false)
        }
        start.found = found
        return start
    }
}
