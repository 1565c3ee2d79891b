/// Why a journal cannot be written or read.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable { case folder, write, read, damaged, busy }

        private let kind: Kind

        /// The folder for journals cannot be made or read.
        public static let folder = Code(kind: .folder)
        /// A record cannot be made durable; nothing may be sent after that.
        public static let write = Code(kind: .write)
        /// A journal cannot be read.
        public static let read = Code(kind: .read)
        /// A line of a journal is not what was written, and must not be guessed.
        public static let damaged = Code(kind: .damaged)
        /// Another process is at work that must be alone.
        public static let busy = Code(kind: .busy)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public var code: Code
    /// The file or folder.
    public var path: String
    /// What happened and what to do next, in sentences without the last full stop.
    public var message: String

    /// Describes a failure.
    public init(_ code: Code, path: String, message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    /// One sentence and the next step, after the path.
    public var description: String { "\(path): \(message)." }
}
