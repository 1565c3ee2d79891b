package import Diagnostics
internal import Feeds

/// All that can be read of a lock file, whatever is wrong with it: what a rebuilt one is made of.
package struct LockReading: Sendable {
    /// The accounts that its lines name.
    package let accounts: [String]
    /// Every line that can be read, in the order of the file; merges leave several for one object.
    package let entries: [LockFile.Entry]
    /// What is wrong with the other lines.
    package let diagnostics: [Diagnostic]

    /// Reads the lines of a lock file; `nil` when there is none at the path.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` when the file cannot be read, is no text, or was written by another
    ///   version.
    package static func load(_ path: String) throws(DiagnosticsError) -> LockReading? {
        guard let text = try LockFile.text(of: path) else { return nil }
        var parser = LockParser(file: path)
        let reading = parser.reading(text)
        let foreign = reading.diagnostics.filter { $0.id == "lock.version" }
        guard foreign.isEmpty else { throw DiagnosticsError(foreign) }
        return reading
    }
}
