import Synchronization

/// The journal of one upload. Its file is made with its first record: an upload that does nothing leaves none.
final class UploadJournal: Sendable {
    /// The upload's name.
    let run: RunID

    private let folder: JournalFolder
    private let start: UploadRecord.Start
    private let journal = Mutex<Journal?>(nil)

    init(_ folder: JournalFolder, account: String, tool: String, file: String, at moment: Moment) {
        self.folder = folder
        run = RunID(at: moment, random: UInt32.random(in: 0...UInt32.max))
        start = UploadRecord.Start(run: run.rawValue, account: account, tool: tool, file: file, at: moment)
    }

    /// Whether anything was recorded.
    var hasBegun: Bool { journal.withLock { $0 != nil } }

    /// Adds a record and returns when it is durable. Called by one task after the other.
    /// - Throws: ``JournalError``; nothing may be sent after that.
    func append(_ record: UploadRecord) async throws(JournalError) {
        if let journal = journal.withLock({ $0 }) {
            return try await journal.append(content: record.value)
        }
        let new = Journal(log: try folder.create(run))
        try await new.append(content: UploadRecord.started(start).value)
        journal.withLock { $0 = new }
        try await new.append(content: record.value)
    }
}
