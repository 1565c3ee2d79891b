#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The few things that manifests need of the file system, with the system's reason when one fails.
enum FileSystem {
    /// What a path leads to, after following symbolic links.
    struct Item: Hashable {
        enum Shape: Hashable { case file, folder, other }

        /// Two paths to one file have the same identity.
        struct Identity: Hashable {
            let device: UInt64
            let number: UInt64
        }

        let identity: Identity
        let shape: Shape
    }

    /// No manifest is larger, in bytes.
    static let mostBytes = 1 << 30

    static func item(at path: String) throws(FileAccessError) -> Item {
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(path, "read") }
        let shape: Item.Shape =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        return Item(
            identity: .init(
                device: UInt64(truncatingIfNeeded: status.st_dev),
                number: UInt64(truncatingIfNeeded: status.st_ino)),
            shape: shape)
    }

    /// Whether anything is at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The bytes of a file.
    static func bytes(of path: String) throws(FileAccessError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, "read") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, "read")
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= mostBytes else {
                throw FileAccessError(
                    path: path, operation: "read", reason: "it has more than \(mostBytes) bytes")
            }
        }
    }

    /// The names in a folder, sorted by bytes, without hidden ones.
    static func names(in path: String) throws(FileAccessError) -> [String] {
        guard let folder = opendir(path) else { throw failure(path, "read") }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                if errno != 0 { throw failure(path, "read") }
                break
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Replaces a file as a whole, or leaves it as it was: a temporary file beside it, made durable, takes its place.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError) {
        try replace(path) { write throws(FileAccessError) in try write(bytes) }
    }

    /// The same with content that is written piece by piece.
    static func replace(
        _ path: String,
        writing content: (_ write: ([UInt8]) throws(FileAccessError) -> Void) throws(FileAccessError) -> Void
    ) throws(FileAccessError) {
        // The file behind a symbolic link is replaced, not the link.
        let target = realPath(path) ?? path
        let folder =
            target.lastIndex(of: "/").map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
        let name = target.split(separator: "/").last ?? "file"
        let temporary = "\(folder)/.\(name).\(getpid()).tmp"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, "write") }
        do throws(FileAccessError) {
            var status = stat()
            if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
            try content { bytes throws(FileAccessError) in try write(bytes, to: descriptor, path) }
            guard fsync(descriptor) == 0 else { throw failure(path, "write") }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        guard close(descriptor) == 0, rename(temporary, target) == 0 else {
            let error = failure(path, "write")
            unlink(temporary)
            throw error
        }
        // The new name must be durable as well; a folder that cannot be synchronised still holds the file.
        let parent = open(folder, O_RDONLY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    private static func write(
        _ bytes: [UInt8], to descriptor: Int32, _ path: String
    ) throws(FileAccessError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Darwin.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
                #else
                    Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
                #endif
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, "write")
            }
            written += count
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func failure(_ path: String, _ operation: String) -> FileAccessError {
        let code = errno
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else {
            return FileAccessError(path: path, operation: operation, reason: "error \(code)")
        }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let reason = String(decoding: bytes, as: UTF8.self)
        return FileAccessError(path: path, operation: operation, reason: reason)
    }
}
