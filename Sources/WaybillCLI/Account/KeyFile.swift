import Foundation
import RedTrack

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file that a new key goes to, readable by its owner alone. It is made ready before the key exists: a missing
/// folder or permission must not cost a key.
struct KeyFile: Sendable {
    /// The file that is created or replaced, symbolic links followed.
    let path: String
    private let draft: String
    private let descriptor: Int32

    /// Makes an empty draft beside the file.
    init(preparing path: String) throws(CommandFailure) {
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: self.path, isDirectory: &isFolder), isFolder.boolValue {
            throw CommandFailure(.failure, "\(path) is a folder: name a file. The key was not replaced")
        }
        draft = "\(self.path).\(ProcessInfo.processInfo.processIdentifier).new"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw CommandFailure(
                .failure, "\(path) cannot be written: \(Self.reason). The key was not replaced")
        }
    }

    /// Puts the key into the file, all at once. Nothing else may be done with the file afterwards.
    func write(_ key: APIKey) throws(CommandFailure) {
        var rest = Array(key.text.utf8)[...] + [0x0A]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0, errno != EINTR { throw lost() }
            rest = rest.dropFirst(max(count, 0))
        }
        guard fsync(descriptor) == 0 else { throw lost() }
        guard rename(draft, path) == 0 else {
            let reason = Self.reason
            close(descriptor)
            throw CommandFailure(
                .failure, "the key was replaced, but \(path) was not: \(reason). The new key is in \(draft)")
        }
        close(descriptor)
    }

    /// Takes the draft away; the file stays as it was.
    func discard() {
        close(descriptor)
        unlink(draft)
    }

    private func lost() -> CommandFailure {
        let reason = Self.reason
        discard()
        return CommandFailure(
            .failure,
            "the key was replaced, but \(path) cannot be written: \(reason). The old key is dead; copy the new one"
                + " from RedTrack")
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
