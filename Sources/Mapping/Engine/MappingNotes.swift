internal import Diagnostics
internal import Synchronization

/// What functions of one mapper share.
final class MappingContext: Sendable {
    let notes = MappingNotes()
    let joins: JoinUse

    init(_ joins: JoinUse) { self.joins = joins }
}

/// Counts what the user of a feed should know and what stops nothing.
final class MappingNotes: Sendable {
    /// How many different notes are kept.
    private static let most = 200

    private let notes = Mutex<[String: MappingNote]>([:])

    /// Counts a note.
    func add(_ message: String, at position: SourcePosition) {
        notes.withLock { notes in
            if notes[message] == nil, notes.count >= Self.most { return }
            notes[message, default: MappingNote(message: message, count: 0, first: position)].count += 1
        }
    }

    /// All notes, the most frequent first.
    var all: [MappingNote] {
        notes.withLock { $0.values.sorted { ($1.count, $0.message) < ($0.count, $1.message) } }
    }
}
