package import Feeds
public import Planning
import RedTrack

/// All runs of a project, as their journals tell them.
public struct RunHistory: Sendable {
    /// The runs, the oldest first.
    public let runs: [RecordedRun]

    /// A history of these runs.
    public init(runs: [RecordedRun] = []) {
        self.runs = runs.sorted { $0.id < $1.id }
    }

    /// Reads the journals of a project; a project without any has no history.
    /// - Parameter folder: the project's folder.
    /// - Returns: all runs that have a journal.
    /// - Throws: ``JournalError`` when the folder or a journal cannot be read. A damaged journal is no error:
    ///   see ``RecordedRun/damagedLines``.
    public static func read(folder: String) throws(JournalError) -> RunHistory {
        let journals = JournalFolder(project: folder)
        var runs: [RecordedRun] = []
        for id in try journals.runs() {
            let journal = JournalReading(try JournalFile.bytes(of: journals.path(of: id)))
            runs.append(RecordedRun(id: id, records: journal.records, damagedLines: journal.damagedLines))
        }
        return RunHistory(runs: runs)
    }

    /// The creations of runs that did not finish or did not save the lock file, the oldest first; without
    /// those that a later run removed again. Of two with the same address only the later one.
    public func recoveredCreations(account: String) -> [RecordedCreation] {
        var found: [ObjectAddress: RecordedCreation] = [:]
        for run in runs where run.account == account {
            for intent in run.intents {
                guard let outcome = run.outcomes[intent.change],
                    outcome.result == .done || outcome.result == .adopted
                else { continue }
                if intent.action == .create {
                    guard let id = outcome.id, !(run.isLockSaved && run.finishedAt != nil) else { continue }
                    found[intent.address] = RecordedCreation(intent, run: run, id: id)
                } else if intent.action.isRemoval {
                    found = found.filter { $0.key.kind != intent.address.kind || $0.value.id != intent.id }
                }
            }
        }
        return found.values.sorted { ($0.at, $0.address) < ($1.at, $1.address) }
    }

    /// The creations of which nobody knows whether they reached the account, the oldest first; without those
    /// whose objects a later run dealt with.
    public func unresolvedCreations(account: String) -> [RecordedCreation] {
        var found: [ObjectAddress: RecordedCreation] = [:]
        for run in runs where run.account == account {
            for intent in run.intents { found[intent.address] = nil }
            for intent in run.unresolvedIntents where intent.action == .create {
                found[intent.address] = RecordedCreation(intent, run: run, id: nil)
            }
        }
        return found.values.sorted { ($0.at, $0.address) < ($1.at, $1.address) }
    }
}

/// A creation that a journal knows.
public struct RecordedCreation: Sendable {
    /// The run that sent it.
    public let run: RunID
    /// Which object.
    public let address: ObjectAddress
    /// The object's title.
    public let title: String
    /// The id that the account gave it; `nil` when nobody knows whether it exists.
    public let id: String?
    /// When it was sent.
    public let at: Moment
    /// Whether the files forbid its removal.
    public let isProtected: Bool
    /// The last sign of life of the run.
    package let lastSign: Moment
    /// The fields that were sent, in wire names.
    package let body: Value

    init(_ intent: JournalRecord.Intent, run: RecordedRun, id: String?) {
        self.run = run.id
        self.lastSign = max(run.lastSign, intent.at)
        self.address = intent.address
        self.title = intent.title
        self.id = id
        self.at = intent.at
        self.isProtected = intent.isProtected
        self.body = intent.body
    }
}
