#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reads files at once into memory of their size.
enum BulkBytes {
    /// The bytes of a file; `nil` when it cannot be read, or is not one that has a size.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
            status.st_size < Int(FileSystem.mostBytes)
        else { return nil }
        let size = Int(status.st_size)
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            advise(buffer)
            while count <= size {
                // Within the buffer: at most `size + 1 - count` bytes are read behind the first `count`.
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = Self.read(descriptor, rest)
                if read < 0, errno == EINTR { continue }
                isWhole = read == 0 && count == size
                if read <= 0 { break }
                count += read
            }
        }
        return isWhole ? bytes : nil
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    /// Asks for large pages: the first touch of small ones costs more than the reading.
    private static func advise(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        #if canImport(Glibc) || canImport(Musl)
            let page = 1 << 21
            guard let base = buffer.baseAddress, buffer.count > 4 * page else { return }
            let start = (Int(bitPattern: base) + page - 1) & ~(page - 1)
            let end = (Int(bitPattern: base) + buffer.count) & ~(page - 1)
            guard end > start, let first = UnsafeMutableRawPointer(bitPattern: start) else { return }
            // It is advice: nothing depends on whether it is taken.
            _ = madvise(first, end - start, MADV_HUGEPAGE)
        #endif
    }
}
