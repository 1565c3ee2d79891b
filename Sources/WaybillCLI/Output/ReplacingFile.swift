import Foundation

/// A file that is written in pieces beside its place and put there when it is whole: nobody ever finds half of it.
struct ReplacingFile {
    /// Where it is put.
    let path: String
    private let temporary: String
    private let handle: FileHandle
    private var pending: [UInt8] = []

    /// Starts a file.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        temporary = path + ".\(ProcessInfo.processInfo.processIdentifier).tmp"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporary)
        else {
            throw CommandFailure(
                .failure, "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        self.handle = handle
    }

    /// Adds bytes.
    mutating func write(_ bytes: [UInt8]) throws(CommandFailure) {
        pending += bytes
        if pending.count >= 1 << 18 { try flush() }
    }

    private mutating func flush() throws(CommandFailure) {
        guard !pending.isEmpty else { return }
        do {
            try handle.write(contentsOf: pending)
        } catch {
            throw CommandFailure(.failure, "\(path) cannot be written: \(SystemReason.text(of: error))")
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Puts the file into its place.
    mutating func commit() throws(CommandFailure) {
        try flush()
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw CommandFailure(.failure, "\(path) cannot be written: \(SystemReason.text(of: error))")
        }
        guard rename(temporary, path) == 0 else {
            throw CommandFailure(.failure, "\(path) cannot be replaced: \(String(cString: strerror(errno)))")
        }
    }

    /// Puts the file into its place; an older one with another content is kept under the first free name.
    /// - Returns: the name of the older one, when there was any.
    mutating func commitKeepingOld() throws(CommandFailure) -> String? {
        try flush()
        guard FileManager.default.fileExists(atPath: path),
            !FileManager.default.contentsEqual(atPath: path, andPath: temporary)
        else {
            try commit()
            return nil
        }
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).\(number)") { number += 1 }
        let kept = "\(path).\(number)"
        guard rename(path, kept) == 0 else {
            throw CommandFailure(.failure, "\(path) cannot be moved: \(String(cString: strerror(errno)))")
        }
        try commit()
        return kept
    }

    /// Writes the whole file and puts it into its place; see ``commitKeepingOld()``.
    mutating func replace(with bytes: [UInt8]) throws(CommandFailure) -> String? {
        do throws(CommandFailure) {
            try write(bytes)
            return try commitKeepingOld()
        } catch {
            discard()
            throw error
        }
    }

    /// Forgets what was written.
    func discard() {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: temporary)
    }
}

/// Why the system refused something, in its own words.
enum SystemReason {
    static func text(of error: any Error) -> String {
        let error = error as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
        return (cause ?? error).localizedDescription
    }
}
