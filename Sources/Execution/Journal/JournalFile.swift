#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A journal's file: only for its owner's eyes, and only ever appended to.
package final class JournalFile: DurableLog {
    private let path: String
    private let descriptor: Int32

    /// Makes a new file.
    /// - Throws: ``JournalError`` with the code `write`, also when there is one already.
    package init(creating path: String) throws(JournalError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw Self.failure(.write, path, "the journal cannot be made") }
    }

    deinit { close(descriptor) }

    /// Opens the file of a run that goes on, and cuts what stands behind its last whole line. The cut is durable when
    /// this returns.
    /// - Parameters:
    ///   - path: the file.
    ///   - length: what is kept, in bytes, up to the end of the last whole line without its break.
    /// - Throws: ``JournalError`` with the code `write`.
    package init(reopening path: String, length: Int) throws(JournalError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        if descriptor < 0 { throw Self.failure(.write, path, "the journal cannot be opened") }
        if ftruncate(descriptor, off_t(length)) != 0 {
            throw Self.failure(.write, path, "the torn end of the journal cannot be cut")
        }
        // The break of the last line may be what was torn.
        if length > 0 { try write([UInt8(ascii: "\n")]) }
        try synchronize()
    }

    package func append(_ bytes: [UInt8]) throws(JournalError) {
        try write(bytes)
        try synchronize()
    }

    /// Adds bytes at the end, which are not durable yet.
    func write(_ bytes: [UInt8]) throws(JournalError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Self.put(descriptor, $0) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure(.write, path, "the journal cannot be written")
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes all that was written durable.
    func synchronize() throws(JournalError) {
        if fsync(descriptor) != 0 { throw Self.failure(.write, path, "the journal cannot be made durable") }
    }

    /// The system's call of the same name as ``write(_:)``.
    private static func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// All bytes of a file.
    /// - Throws: ``JournalError`` with the code `read`.
    package static func bytes(of path: String) throws(JournalError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw failure(.read, path, "the journal cannot be opened") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(.read, path, "the journal cannot be read")
            }
            bytes += buffer.prefix(count)
        }
    }

    /// Makes a folder's entries durable: a file that was just made in it survives a crash of the machine.
    static func synchronize(folder path: String) throws(JournalError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw failure(.folder, path, "the folder cannot be opened") }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw failure(.folder, path, "the folder cannot be made durable") }
    }

    /// What the system says of the call that failed last.
    static func failure(_ code: JournalError.Code, _ path: String, _ what: String) -> JournalError {
        let reason = String(cString: strerror(errno))
        return JournalError(
            code, path: path, message: "\(what): \(reason). Check the disk and the permissions of the folder")
    }
}
