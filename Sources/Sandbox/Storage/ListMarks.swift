import GRDB
import Synchronization

/// Where pages of whole lists have ended, so that the next one is found without a walk over all rows before it: an account
/// may have a million.
///
/// New rows stand behind all others, so that a mark holds until a row leaves its list or comes back into it. The data
/// file counts how often that was, and a reader compares in the transaction in which it reads.
final class ListMarks: Sendable {
    /// The rows of a list up to one of them.
    struct Mark {
        /// How many they are.
        let count: Int
        /// The number of the last one; 0 for no row at all.
        let row: Int64

        static let start = Mark(count: 0, row: 0)
    }

    /// A list as it was at some time.
    struct State: Hashable {
        let user: String
        let kind: Kind
        /// How often rows had left it or come back.
        let changes: Int

        init(_ user: User, _ kind: Kind, _ db: Database) throws {
            self.user = user.id
            self.kind = kind
            let statement = try db.cachedStatement(
                sql: "SELECT changes FROM list_change WHERE user_id = ? AND kind = ?")
            changes = try Int.fetchOne(statement, arguments: [user.id, kind.rawValue]) ?? 0
        }
    }

    /// The last lists that were read, the newest first, each with its last marks.
    private let states = Mutex<[(state: State, marks: [Mark])]>([])
    private static let mostStates = 16
    private static let mostMarks = 64

    /// The last known mark with no more rows before it than these.
    func mark(_ state: State, before offset: Int) -> Mark {
        states.withLock { states in
            let marks = states.first { $0.state == state }?.marks ?? []
            return marks.filter { $0.count <= offset }.max { $0.count < $1.count } ?? .start
        }
    }

    /// Keeps a mark.
    func note(_ mark: Mark, of state: State) {
        states.withLock { states in
            let index = states.firstIndex { $0.state == state }
            var marks = index.map { states.remove(at: $0).marks } ?? []
            marks.append(mark)
            states.insert((state, marks.suffix(Self.mostMarks)), at: 0)
            states.removeLast(max(states.count - Self.mostStates, 0))
        }
    }
}
