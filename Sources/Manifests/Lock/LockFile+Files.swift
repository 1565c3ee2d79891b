public import Diagnostics
internal import Feeds

extension LockFile {
    /// Reads a lock file; `nil` when there is none at the path.
    /// - Throws: everything that is wrong with it at once; a file that is there and cannot be read is an error too.
    public static func load(_ path: String) throws(DiagnosticsError) -> LockFile? {
        guard let text = try text(of: path) else { return nil }
        return try parse(text, file: path)
    }

    /// The text of a lock file; `nil` when there is none.
    static func text(of path: String) throws(DiagnosticsError) -> String? {
        let bytes = try FileSystem.bytes(
            ofOptional: path, unreadable: "lock.unreadable",
            help: "make it readable: it knows which objects were made from these files")
        guard let bytes else { return nil }
        do {
            return try SourceText.decode(bytes)
        } catch {
            throw DiagnosticsError([error.diagnostic(file: path)])
        }
    }

    /// Writes the lock file as a whole: whatever happens, the path holds the old text or the new one.
    /// - Throws: ``FileAccessError`` when it cannot be written; the old text is then untouched.
    public func save(to path: String) throws(FileAccessError) {
        try FileSystem.replace(path) { write throws(FileAccessError) in try self.write(write) }
    }
}
