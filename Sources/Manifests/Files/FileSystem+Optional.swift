internal import Diagnostics

extension FileSystem {
    /// The bytes of a file that may be missing; `nil` when nothing is at the path.
    ///
    /// A file that is there and cannot be read is an error: taken for missing, it would change what a project means.
    /// - Parameters:
    ///   - path: the file.
    ///   - id: the id of that error.
    ///   - help: what to do about it.
    /// - Returns: the bytes, or `nil`.
    /// - Throws: one diagnostic at the file.
    static func bytes(
        ofOptional path: String, unreadable id: String, help: String
    ) throws(DiagnosticsError) -> [UInt8]? {
        guard exists(path) else { return nil }
        do {
            return try bytes(of: path)
        } catch {
            throw DiagnosticsError([
                Diagnostic(.error, id, error.description, at: SourcePlace(file: path), help: help)
            ])
        }
    }
}
