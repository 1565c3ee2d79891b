import Foundation

/// Writes files of people: through links, with the rights that they had, as a whole or not at all.
enum EditedFile {
    /// Gives a file other bytes.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        let real = Workspace.real(path)
        let rights = try? FileManager.default.attributesOfItem(atPath: real)[.posixPermissions]
        var file = try ReplacingFile(real)
        do throws(CommandFailure) {
            try file.write(bytes)
            try file.commit()
        } catch {
            file.discard()
            throw error
        }
        if let rights {
            try? FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: real)
        }
    }
}
