public import Diagnostics

/// Reads manifests from files and folders.
public struct ManifestLoader: Sendable {
    private let variables: VariableScope
    private let overlays: [(path: String, overlay: ProjectRules.Overlay)]
    private let isWhole: Bool

    /// Makes a loader that knows neither variables nor overlays.
    public init() {
        variables = VariableScope()
        overlays = []
        isWhole = false
    }

    /// Makes a loader for a project.
    /// - Parameters:
    ///   - project: the project.
    ///   - account: the account whose variables and overlays count; the general ones count for all.
    ///   - isWhole: whether all files of the project are read, so that an overlay of an object that is not there is a
    ///     mistake.
    public init(_ project: Project, account: String? = nil, isWhole: Bool = true) {
        let rules = project.rules(for: account)
        variables = VariableScope(rules.variables, file: project.path(Project.fileName))
        overlays = rules.overlays.map { (project.path($0.file.value), $0) }
        self.isWhole = isWhole
    }

    /// The objects of files and folders.
    ///
    /// A folder stands for all manifests in it and below, in the order of their paths, without hidden ones; when it
    /// is a project, its `manifests:` decide. A file that is reached by two ways is read once. What cannot be read
    /// is an error, so that no object is ever taken for gone because of it.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` with everything that is wrong with all files at once, warnings
    ///   included, ordered by place.
    public func load(_ paths: [String]) throws(DiagnosticsError) -> Manifest { try load(paths, except: []) }

    /// Reads as ``load(_:)`` does, without the files of folders that `others` names.
    package func load(_ paths: [String], except others: [String]) throws(DiagnosticsError) -> Manifest {
        let reading = read(paths, except: others)
        guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(reading.diagnostics)
        }
        var manifest = reading.manifest
        manifest.warnings = reading.diagnostics.sorted()
        return manifest
    }

    /// What could be read of files and folders, and all that is wrong with them.
    package struct Reading: Sendable {
        /// The objects, those with a fault without the fields at fault.
        package var manifest = Manifest()
        /// Everything that is wrong with all files.
        package var diagnostics: [Diagnostic]
        /// Whether every object is there, if only with its name: only then can a name be known to lead nowhere.
        package var hasAllObjects = true
    }

    /// Reads as ``load(_:)`` does, and gives what there is.
    package func read(_ paths: [String], except others: [String] = []) -> Reading {
        let found = ManifestFiles(paths, except: others)
        var reading = Reading(diagnostics: found.diagnostics)
        reading.hasAllObjects = found.diagnostics.isEmpty
        for file in found.files { read(file.path, file.format, into: &reading) }
        reading.diagnostics += DuplicateCheck.diagnostics(for: reading.manifest.objects)
        layOverlays(over: &reading)
        return reading
    }

    private func read(_ path: String, _ format: ManifestFormat, into reading: inout Reading) {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.bytes(of: path)
        } catch {
            reading.hasAllObjects = false
            reading.diagnostics.append(
                Diagnostic(
                    .error, "manifest.unreadable", error.description, at: SourcePlace(file: path),
                    help: "make it readable, or remove it"))
            return
        }
        if SavedPlanMark.stands(atStartOf: bytes) { return }
        let result = ManifestReader.readWithoutDuplicates(
            bytes, file: path, format: format, variables: variables)
        reading.manifest.objects += result.objects
        reading.manifest.files.append(path)
        reading.diagnostics += result.diagnostics
        reading.hasAllObjects = reading.hasAllObjects && result.hasAllObjects
    }

    /// Reads the overlays, and lays them over the objects in their order.
    private func layOverlays(over reading: inout Reading) {
        guard !overlays.isEmpty else { return }
        var merge = OverlayMerge(reading.manifest.objects)
        for (path, overlay) in overlays {
            guard let format = ManifestFormat(fileName: path) else { continue }
            var file = Reading(diagnostics: [])
            read(path, format, into: &file)
            file.diagnostics += DuplicateCheck.diagnostics(for: file.manifest.objects)
            merge.lay(
                file.manifest.objects, adds: overlay.adds, isWhole: isWhole && reading.hasAllObjects)
            reading.diagnostics += file.diagnostics
            reading.manifest.files += file.manifest.files
            reading.hasAllObjects = reading.hasAllObjects && file.hasAllObjects
        }
        reading.manifest.objects = merge.objects
        reading.diagnostics += merge.diagnostics
    }

    /// How one file is read: with the variables of the project, without its overlays.
    package var fileReading: ManifestEditor.Reading {
        let variables = variables
        return { ManifestReader.read($0, file: $1, format: $2, variables: variables) }
    }

    /// A manifest file.
    package struct File: Sendable {
        /// Its path.
        package var path: String
        /// Its syntax.
        package var format: ManifestFormat
    }

    /// The manifest files that paths stand for, and what is wrong with the paths; what the files say is not read.
    package func files(_ paths: [String], except others: [String] = []) -> (
        files: [File], diagnostics: [Diagnostic]
    ) {
        let found = ManifestFiles(paths, except: others)
        // A saved plan is no manifest, whatever its name says.
        let files = found.files.filter { file in
            file.format != .json
                || (try? FileSystem.bytes(of: file.path)).map { !SavedPlanMark.stands(atStartOf: $0) } ?? true
        }
        return (files.map { File(path: $0.path, format: $0.format) }, found.diagnostics)
    }

    /// The bytes of a manifest file.
    /// - Throws: a finding that says why they cannot be had.
    package static func bytes(of path: String) throws(DiagnosticsError) -> [UInt8] {
        do {
            return try FileSystem.bytes(of: path)
        } catch {
            throw DiagnosticsError([
                Diagnostic(
                    .error, "manifest.unreadable", error.description, at: SourcePlace(file: path),
                    help: "make it readable")
            ])
        }
    }

    /// The text of a line, counted from 1, of a file, for showing a finding; `nil` when it cannot be had.
    public static func line(_ number: Int, of file: String) -> String? {
        guard let bytes = try? FileSystem.bytes(of: file) else { return nil }
        return SourceLine.text(number, of: bytes)
    }
}
