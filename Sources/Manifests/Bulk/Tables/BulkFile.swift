#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An open file that is read in pieces. It is not mapped: a mapped file that gets shorter ends the process.
final class BulkFile: Sendable {
    /// What tells one state of a file from another.
    private struct State: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init?(_ descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            size = Int(status.st_size)
            #if canImport(Darwin)
                let time = status.st_mtimespec
            #else
                let time = status.st_mtim
            #endif
            (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
        }
    }

    let path: String
    private let descriptor: Int32
    private let state: State

    /// `nil` when it cannot be opened, or is not one that has a size.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard let state = State(descriptor), state.size > 0, state.size < Int(FileSystem.mostBytes) else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
        self.state = state
    }

    deinit { close(descriptor) }

    /// How many bytes it had when it was opened.
    var size: Int { state.size }

    /// Whether it is as it was when it was opened: what was read in pieces belongs together.
    var isUnchanged: Bool { State(descriptor) == state }

    /// Fills a buffer with the bytes at an offset; false when there are not as many, or they cannot be read.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
        var count = 0
        while count < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let read = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + count))
            if read < 0, errno == EINTR { continue }
            if read <= 0 { return false }
            count += read
        }
        return true
    }

    /// The bytes of a range, cut to the file; `nil` when they cannot be read.
    func bytes(_ range: Range<Int>) -> [UInt8]? {
        let range = range.clamped(to: 0..<size)
        var isRead = false
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            isRead = read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
            // Nothing is given out of a buffer that was not filled.
            count = isRead ? range.count : 0
        }
        return isRead ? bytes : nil
    }
}
