import Foundation

/// A folder of its own for a test, removed when the last reference to it goes.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let name = "waybill-test-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders above it.
    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func read(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name)),
            as: UTF8.self)
    }

    /// The paths of all files, relative, sorted.
    func files() -> [String] {
        (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
    }

    /// The bytes of all files, by relative path.
    func contents() -> [String: Data] {
        let pairs = files().compactMap { name in
            FileManager.default.contents(atPath: path + "/" + name).map { (name, $0) }
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    /// The same without what is kept beside the project's files: a command that may change the account leaves its lock
    /// there.
    func projectContents() -> [String: Data] { contents().filter { !$0.key.contains(".waybill/") } }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    /// Makes a symbolic link that leads to `target`.
    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// Copies the package's sample account to `team`.
    func copySamples() throws {
        for (samples, name) in [("account", "team"), ("feeds", "feeds")] {
            try FileManager.default.copyItem(
                atPath: WaybillProcess.package + "/samples/" + samples, toPath: path + "/" + name)
        }
    }
}
