public import Diagnostics
internal import Feeds

extension Project {
    /// Reads the project of a folder; `nil` when the folder has no `waybill.yaml`.
    /// - Throws: everything that is wrong with the file at once, never with a key in it.
    public static func load(folder: String) throws(DiagnosticsError) -> Project? {
        let path =
            folder == "." ? fileName : folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName
        let bytes = try FileSystem.bytes(
            ofOptional: path, unreadable: "project.unreadable", help: "make it readable")
        guard let bytes else { return nil }
        return try parse(bytes, folder: folder, file: path)
    }

    /// Reads the bytes of a `waybill.yaml`; see ``load(folder:)``.
    public static func parse(_ bytes: [UInt8], folder: String, file: String) throws(DiagnosticsError)
        -> Project
    {
        var findings = Findings(file: file)
        let documents = YAMLTree.read(bytes, &findings)
        var reader = ProjectReader(findings: findings)
        let project = reader.project(documents, folder: folder)
        let diagnostics = SecretLines(bytes).hiding(in: reader.findings.diagnostics)
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(diagnostics)
        }
        return project
    }
}
