public import Manifests
public import Planning

extension UndoPlanner {
    /// Undoes a run, as far as it came.
    /// - Parameters:
    ///   - run: the run.
    ///   - history: all runs of the project.
    ///   - lock: the lock file, with the creations of interrupted runs merged in.
    ///   - snapshot: a full read of the account.
    ///   - options: what the undo may do.
    public init(
        run: RecordedRun, history: RunHistory, lock: LockFile, snapshot: Snapshot,
        options: UndoOptions = UndoOptions()
    ) {
        self.init(
            run.made(history: history, lock: lock, snapshot: snapshot), lock: lock, snapshot: snapshot,
            options: options)
    }
}
