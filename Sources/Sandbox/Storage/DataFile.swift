import Foundation

/// Where the account lives, and whether it outlives the server.
struct DataFile: Sendable {
    let path: String
    private let isTemporary: Bool

    /// - Throws: ``SandboxError`` when the folder of `path` cannot be made.
    init(_ path: String?) throws {
        isTemporary = path == nil
        self.path =
            path
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("sandbox-\(UUID().uuidString).sqlite").path
    }

    func removeIfTemporary() {
        guard isTemporary else { return }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
