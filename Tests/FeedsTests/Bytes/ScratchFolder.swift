import FoundationEssentials
import Glibc

/// A folder of a test, removed with everything in it when nobody holds it any more.
final class ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/waybill-feeds-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    struct Failure: Error {
        let code: Int32
    }

    /// The path of a name in the folder.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let descriptor = open(path(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        try Self.write(bytes, to: descriptor)
        return path(name)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure(code: errno) }
            done += count
        }
    }
}
