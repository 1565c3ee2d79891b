public import Diagnostics

/// Reads manifests from files and folders.
public struct ManifestLoader: Sendable {
    /// Makes a loader.
    public init() {}

    /// The objects of files and folders.
    ///
    /// A folder stands for all manifests in it and below, in the order of their paths, without hidden ones; when it
    /// is a project, its `manifests:` decide. A file that is reached by two ways is read once. What cannot be read
    /// is an error, so that no object is ever taken for gone because of it.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` with everything that is wrong with all files at once, warnings
    ///   included, ordered by place.
    public func load(_ paths: [String]) throws(DiagnosticsError) -> Manifest {
        let found = ManifestFiles(paths)
        var diagnostics = found.diagnostics
        var manifest = Manifest()
        for file in found.files {
            let bytes: [UInt8]
            do {
                bytes = try FileSystem.bytes(of: file.path)
            } catch {
                diagnostics.append(
                    Diagnostic(
                        .error, "manifest.unreadable", error.description, at: SourcePlace(file: file.path),
                        help: "make it readable, or remove it"))
                continue
            }
            let result = ManifestReader.readWithoutDuplicates(bytes, file: file.path, format: file.format)
            manifest.objects += result.objects
            manifest.files.append(file.path)
            diagnostics += result.diagnostics
        }
        diagnostics += DuplicateCheck.diagnostics(for: manifest.objects)
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(diagnostics)
        }
        manifest.warnings = diagnostics.sorted()
        return manifest
    }

    /// The text of a line, counted from 1, of a file, for showing a finding; `nil` when it cannot be had.
    public static func line(_ number: Int, of file: String) -> String? {
        guard let bytes = try? FileSystem.bytes(of: file) else { return nil }
        return SourceLine.text(number, of: bytes)
    }
}
