import Diagnostics
import Foundation
import Manifests
import Planning
import RedTrack

/// Files of people that are to be changed: all of them are ready before the first is written.
struct FileChanges {
    /// One file.
    struct File {
        let path: String
        /// What it holds; `nil` when it is new.
        let before: [UInt8]?
        let after: [UInt8]
    }

    /// The files that change, in the order of the files; then new ones.
    private(set) var files: [File] = []
    /// What was not edited, and why.
    private(set) var refusals: [Diagnostic] = []
    /// The addresses of the edits that were not made.
    private(set) var refused: [String] = []

    /// Makes edits.
    /// - Parameters:
    ///   - edits: what is to change, by file.
    ///   - new: files that are not there yet.
    ///   - reading: how the files are read.
    /// - Throws: a file that cannot be read, or an object that cannot be written.
    init(
        _ edits: [(file: String, edits: [ManifestEdit])],
        new: [(path: String, objects: [ManifestObject])] = [], reading: @escaping ManifestEditor.Reading
    ) throws {
        var order: [String] = []
        var byFile: [String: [ManifestEdit]] = [:]
        for (file, edits) in edits {
            if byFile[file] == nil { order.append(file) }
            byFile[file, default: []] += edits
        }
        for file in order {
            guard let format = ManifestFormat(fileName: file) else { continue }
            let bytes = try ManifestLoader.bytes(of: file)
            do {
                let editor = ManifestEditor(file: file, format: format, read: reading)
                let result = try editor.edit(bytes, byFile[file] ?? [])
                refusals += result.refusals
                refused += result.refused
                if result.isChanged { files.append(File(path: file, before: bytes, after: result.bytes)) }
            } catch {
                refusals += error.diagnostics.filter { $0.severity == .error }
                refused += (byFile[file] ?? []).map(\.address)
            }
        }
        for (path, objects) in new {
            guard let format = ManifestFormat(fileName: path) else { continue }
            let texts: [(name: String, text: String)]
            do {
                texts = try ManifestWriter.write(objects, as: format)
            } catch {
                throw CommandFailure(.failure, "nothing was written: \(TerminalText.safe(error.description))")
            }
            guard !FileManager.default.fileExists(atPath: path) else {
                throw CommandFailure(.failure, "\(path) exists already; nothing is overwritten")
            }
            files += texts.map { File(path: path, before: nil, after: Array($0.text.utf8)) }
        }
    }

    /// The changes as `diff -u` shows them.
    var diff: String { files.map { UnifiedDiff.text($0.before, $0.after, path: $0.path) }.joined() }

    /// Writes the files, each as a whole or not at all.
    func write() throws {
        for file in files {
            if file.before == nil {
                let folder = (file.path as NSString).deletingLastPathComponent
                if !folder.isEmpty {
                    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                }
            } else if try ManifestLoader.bytes(of: file.path) != file.before {
                throw CommandFailure(
                    .failure, "\(file.path) was changed by somebody else meanwhile; run the command again")
            }
            try EditedFile.write(file.after, to: file.path)
        }
    }
}
