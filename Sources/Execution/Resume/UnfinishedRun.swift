import Crypto
import Diagnostics
package import Manifests
package import Planning

/// A run that can go on: its plan, and what its journal tells of it.
package struct UnfinishedRun: Sendable {
    /// Its name.
    package let id: RunID
    /// Its plan.
    package let saved: SavedPlan
    /// Whether the end of its journal is cut short.
    package let isTorn: Bool
    /// How many changes its journal knows as made.
    package var doneCount: Int { replay.made.count }
    /// How many changes have requests without a known outcome.
    package var doubtfulCount: Int { replay.doubtful.count }

    let replay: RunReplay
    let journalPath: String
    let wholeLength: Int
    let nextNumber: Int
    /// The time of its last record.
    var lastSign: Moment { run.lastSign }
    private let run: RecordedRun

    /// The creations of which nobody knows whether they arrived, with their places in the plan, in its order.
    var doubtfulCreations: [(index: Int, creation: RecordedCreation)] {
        replay.doubtful.sorted { $0.key < $1.key }.filter { $0.value.action == .create }.map {
            index, intent in
            (index, RecordedCreation(intent, run: run, id: nil))
        }
    }

    /// Its plan over the lock file as it stands, and the lock file to go on with.
    package func plan(over stored: LockFile) -> (plan: Plan, lock: LockFile) {
        // What the plan was made with beside the lock file is in there once the run has saved it.
        (saved.plan(over: stored), replay.hasSavedLock ? stored : saved.lock(over: stored))
    }

    /// What the rest of its plan rests on, before the account is read.
    package func basis(of plan: Plan) -> PlanBasis {
        saved.basis.continuing(
            plan, done: Set(replay.made.keys), doubtful: Set(replay.doubtful.keys),
            created: replay.created(plan))
    }

    /// What has to be read of the account to know whether the rest holds.
    package func reach(of plan: Plan, _ basis: PlanBasis) -> PlanReach {
        PlanReach(plan.without(Set(replay.made.keys), made: replay.created(plan)), basis)
    }

    /// Reads the journal and the plan of a run.
    /// - Parameters:
    ///   - run: the run, as the history knows it.
    ///   - folder: the project's folder.
    /// - Returns: the run, ready to be compared with the account.
    /// - Throws: ``JournalError`` when either cannot be read, or is not what was written.
    package static func read(_ run: RecordedRun, folder: String) throws(JournalError) -> UnfinishedRun {
        let journals = JournalFolder(project: folder)
        let path = journals.path(of: run.id)
        let journal = JournalReading(try JournalFile.bytes(of: path))
        if let line = journal.damagedLines.first {
            throw JournalError(
                .damaged, path: path,
                message: "line \(line) is not what was written, so that nobody can say what the run has done;"
                    + " nothing was sent. Run `waybill apply` instead: it plans from the account as it is, and"
                    + " recognises what the journal still knows")
        }
        let saved = try plan(run, journals)
        let replay = RunReplay(journal.records)
        let fits = replay.doubtful.values.allSatisfy { intent in
            saved.plan.changes.indices.contains(intent.change)
                && saved.plan.changes[intent.change].address == intent.address
                && saved.plan.changes[intent.change].action == intent.action
        }
        guard fits, replay.made.keys.allSatisfy(saved.plan.changes.indices.contains) else {
            throw JournalError(
                .damaged, path: path,
                message: "the journal and the plan beside it are not of the same run; nothing was sent. Run"
                    + " `waybill apply` instead")
        }
        return UnfinishedRun(
            id: run.id, saved: saved, isTorn: journal.isTorn, replay: replay, journalPath: path,
            wholeLength: journal.wholeLength, nextNumber: journal.nextNumber, run: run)
    }

    private static func plan(_ run: RecordedRun, _ journals: JournalFolder) throws(JournalError) -> SavedPlan
    {
        let path = journals.planPath(of: run.id)
        guard let digest = run.planDigest else {
            throw JournalError(
                .read, path: path,
                message:
                    "no plan was kept of this run, so that it cannot go on. Run `waybill apply` instead: it"
                    + " plans only what is left")
        }
        let bytes = try JournalFile.bytes(of: path)
        guard Fingerprint.whole(of: SHA256.hash(data: bytes)) == digest else {
            throw JournalError(
                .damaged, path: path,
                message: "this is not the plan that the run began with; nothing was sent. Run `waybill apply`"
                    + " instead: it plans only what is left")
        }
        do {
            return try SavedPlan.read(bytes, file: path)
        } catch {
            throw JournalError(
                .damaged, path: path,
                message: (error.diagnostics.first?.message ?? "the plan cannot be read")
                    + "; nothing was sent. Use the Waybill that began the run, or run `waybill apply` instead"
            )
        }
    }
}
