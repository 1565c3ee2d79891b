import Foundation

/// Where the account lives, and whether it outlives the server.
struct DataFile: Sendable {
    let path: String
    /// Whether it goes with the server.
    let isTemporary: Bool

    /// A new file is its owner's alone: there is a key in it, and a password.
    init(_ path: String?) {
        isTemporary = path == nil
        self.path =
            path
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("sandbox-\(UUID().uuidString).sqlite").path
        // An empty file is a new one to SQLite, which gives its other files the same permissions. What cannot be
        // made here it cannot open either, and says why.
        let descriptor = open(self.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    func removeIfTemporary() {
        guard isTemporary else { return }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
