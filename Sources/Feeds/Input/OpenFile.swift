internal import Diagnostics

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// A file that is open for reading, or standard input; closed when nobody holds it any more.
final class OpenFile {
    private let descriptor: Int32
    private let isOwned: Bool
    /// The size in bytes of a file whose bytes can be read in any order; `nil` for pipes and devices.
    let seekableBytes: Int?

    /// Opens the file of a path, or standard input for `-`. A named pipe waits until somebody writes into it.
    /// - Throws: `source`, with the system's reason.
    init(path: String) throws(FeedError) {
        if path == "-" {
            (descriptor, isOwned) = (0, false)
        } else {
            guard !path.utf8.contains(0), !path.isEmpty else {
                throw FeedError.system(ENOENT, "cannot be opened")
            }
            var opened: Int32
            repeat { opened = open(path, O_RDONLY | O_CLOEXEC) } while opened < 0 && errno == EINTR
            guard opened >= 0 else { throw FeedError.system(errno, "cannot be opened") }
            (descriptor, isOwned) = (opened, true)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            // Nothing of a class that failed to begin is cleaned up by itself.
            if isOwned { close(descriptor) }
            throw FeedError.system(code, "cannot be read")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            if isOwned { close(descriptor) }
            throw FeedError.system(EISDIR, "cannot be read")
        }
        seekableBytes = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// The next bytes, at most `count`; empty at the end. Waits for the first of them, not for all.
    func nextBytes(_ count: Int) throws(FeedError) -> [UInt8] {
        try fill(count) { read(descriptor, $0, $1) }
    }

    private func fill(
        _ count: Int, _ readSome: (UnsafeMutableRawPointer, Int) -> Int
    ) throws(FeedError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            guard let base = buffer.baseAddress else { return }
            var result: Int
            repeat {
                result = readSome(UnsafeMutableRawPointer(base), buffer.count)
            } while result < 0 && errno == EINTR
            if result < 0 { code = errno } else { filled = result }
        }
        guard code == 0 else { throw FeedError.system(code, "cannot be read any further") }
        return bytes
    }
}

extension OpenFile: SeekableBytes {
    var count: Int { seekableBytes ?? 0 }

    func bytes(at offset: Int, count: Int) throws(FeedError) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        var bytes = try fill(count) { pread(descriptor, $0, $1, off_t(offset)) }
        while bytes.count < count {
            let more = try fill(count - bytes.count) {
                pread(descriptor, $0, $1, off_t(offset + bytes.count))
            }
            guard !more.isEmpty else { break }
            bytes += more
        }
        return bytes
    }
}

/// Bytes that can be read in any order.
protocol SeekableBytes {
    /// How many there are.
    var count: Int { get }
    /// Up to `count` bytes from `offset` on; fewer only at the end.
    func bytes(at offset: Int, count: Int) throws(FeedError) -> [UInt8]
}
