public import Diagnostics
public import RedTrack

/// What the files say an account should hold.
public struct Manifest: Sendable {
    /// The objects of all files, in the order of the files and, within one, as written.
    public var objects: [ManifestObject]
    /// What somebody should look at although the files can be used, ordered by place.
    public var warnings: [Diagnostic]
    /// The paths of the files that were read, in order.
    public var files: [String]

    /// Puts a manifest together; ``ManifestLoader`` makes them from files.
    public init(objects: [ManifestObject] = [], warnings: [Diagnostic] = [], files: [String] = []) {
        self.objects = objects
        self.warnings = warnings
        self.files = files
    }

    /// The object with this key; `nil` when no file mentions it. Linear in the objects.
    public func object(_ kind: Kind, _ key: String) -> ManifestObject? {
        objects.first { $0.kind == kind && $0.key == key }
    }

    /// Adds objects from elsewhere, such as a feed.
    /// - Throws: every object that has the name of another one.
    package mutating func add(_ more: [ManifestObject]) throws(DiagnosticsError) {
        guard !more.isEmpty else { return }
        objects += more
        let duplicates = DuplicateCheck.diagnostics(for: objects)
        if !duplicates.isEmpty { throw DiagnosticsError(duplicates) }
    }
}
