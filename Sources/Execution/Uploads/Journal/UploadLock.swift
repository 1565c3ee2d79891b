#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Sees to it that only one upload of a project is at work: two that read the same journals would send the same twice.
/// Held until the last reference goes, or the process ends in whatever way.
final class UploadLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    /// - Throws: ``JournalError`` with the code `busy` when another upload has it.
    init(_ folder: JournalFolder) throws(JournalError) {
        try folder.makeFolders()
        let path = folder.lockPath
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw JournalFile.failure(.folder, path, "the file cannot be made") }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let isBusy = errno == EWOULDBLOCK
            let failure = JournalFile.failure(.folder, path, "the file cannot be locked")
            close(descriptor)
            throw isBusy ? Self.busy(path) : failure
        }
        self.descriptor = descriptor
    }

    private static func busy(_ path: String) -> JournalError {
        JournalError(
            .busy, path: path,
            message: "another upload of this project is under way; nothing was sent. Wait for its end")
    }

    deinit {
        // A process that is being started may have a copy of the descriptor for a moment.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
