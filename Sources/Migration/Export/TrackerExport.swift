package import Diagnostics
internal import Feeds
internal import FoundationEssentials

/// A folder of saved answers of a tracker's API: `offers.json`, or `offers-1.json`, `offers-2.json` ... for its pages, or a
/// folder `offers` with one object a file.
package struct TrackerExport: Sendable {
    /// The folder, as the user gave it.
    package let folder: String
    /// The files of each list that there is.
    package private(set) var files: [String: [String]] = [:]
    /// The lists whose files hold them under a name.
    private(set) var enveloped: Set<String> = []

    /// Looks for the lists of a template.
    /// - Throws: when a list that is needed is not there.
    package init(_ folder: String, for template: TrackerTemplate) throws(DiagnosticsError) {
        self.folder = folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var findings: [Diagnostic] = []
        for input in template.inputs {
            let found = Self.files(of: input.name, in: folder, names)
            if found.isEmpty {
                guard input.isRequired else { continue }
                findings.append(
                    Diagnostic(
                        .error, "migration.missing-file", "there is no \(input.name).json",
                        at: SourcePlace(file: folder), help: "save the answer of the tracker's API there"))
                continue
            }
            files[input.name] = found
            if let envelope = input.envelope, found.contains(where: { Self.hasEnvelope(envelope, $0) }) {
                enveloped.insert(input.name)
            }
        }
        if !findings.isEmpty { throw DiagnosticsError(findings) }
    }

    private static func files(of name: String, in folder: String, _ names: [String]) -> [String] {
        if names.contains("\(name).json") { return ["\(folder)/\(name).json"] }
        if names.contains(name) {
            let inside = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
            return inside.filter { $0.hasSuffix(".json") }.sorted().map { "\(folder)/\(name)/\($0)" }
        }
        let pages = names.compactMap { file -> Int? in
            guard file.hasPrefix("\(name)-"), file.hasSuffix(".json") else { return nil }
            return Int(file.dropFirst(name.count + 1).dropLast(5))
        }
        return pages.sorted().map { "\(folder)/\(name)-\($0).json" }
    }

    /// Whether an answer is a map with the list in it. The reader says what is wrong with anything else.
    private static func hasEnvelope(_ envelope: String, _ path: String) -> Bool {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return false }
        let text = data.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        guard text.first == UInt8(ascii: "{") else { return false }
        return (try? JSONDocument.parse(Array(text)))?.value[envelope]?.value.list != nil
    }
}
