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
    /// Where the records are in the files of a list: the forms in which a tracker answers.
    private(set) var records: [String: [String]] = [:]
    /// The lists that are folders: the name of a file may say which object it holds.
    private(set) var folders: Set<String> = []
    /// What deserves a look: files that nobody reads.
    private(set) var notes: [Diagnostic] = []

    /// Looks for the lists of a template.
    /// - Throws: when a list that is needed is not there, or a file is certainly no answer of an API.
    package init(_ folder: String, for template: TrackerTemplate) throws(DiagnosticsError) {
        self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let listing = try ExportListing(self.folder)
        var findings: [Diagnostic] = []
        var missing: [TrackerTemplate.Input] = []
        for input in template.inputs {
            guard let found = listing.files(of: input.name, &findings) else {
                missing.append(input)
                continue
            }
            if listing.isFolder(input.name) { folders.insert(input.name) }
            findings += found.compactMap { Self.fault(of: $0) }
            // A folder has a file for each object, and not the list.
            if !folders.contains(input.name), let fault = input.total?.fault(of: input.name, found) {
                findings.append(fault)
            }
            files[input.name] = found
            records[input.name] = forms(of: input, found)
        }
        let names = missing.map(\.name)
        if files.isEmpty, !names.contains(where: { listing.suggestion(for: $0) != nil }) {
            findings.append(listing.nothing(of: template))
        } else {
            findings += missing.filter(\.isRequired).map { listing.missing($0.name) }
        }
        if !findings.isEmpty { throw DiagnosticsError(findings) }
        notes = listing.unread(by: template, missing: names)
    }

    // MARK: Forms

    /// The paths at which records may be. A bare list always is one, and the file of a folder may be one object.
    private func forms(of input: TrackerTemplate.Input, _ files: [String]) -> [String] {
        var forms = ["[*]"]
        if let envelope = input.envelope { forms.append(envelope) }
        guard folders.contains(input.name) else { return forms }
        if let single = input.single { forms.append(single) }
        let known = forms.dropFirst().compactMap { $0.split(separator: ".").first.map(String.init) }
        let isBare = files.allSatisfy { file in
            guard Self.start(of: file) == UInt8(ascii: "{"),
                let data = try? Data(contentsOf: URL(fileURLWithPath: file)),
                let tree = try? JSONDocument.parse(Array(data))
            else { return false }
            return !known.contains { tree.value[$0] != nil }
        }
        return isBare ? ["@"] : forms
    }

    /// What a file certainly is instead of JSON: trackers answer wrong addresses with a page and the status 200.
    private static func fault(of path: String) -> Diagnostic? {
        let start = start(of: path)
        let what: String
        switch start {
        case UInt8(ascii: "<"): what = "is a page (HTML) and not JSON"
        case nil: what = "is empty"
        default: return nil
        }
        return Diagnostic(
            .error, "migration.no-json", "the file \(what)", at: SourcePlace(file: path, position: .start),
            help:
                "the tracker did not answer with its list: check the address and the key of the API, and save the"
                + " answer again")
    }

    /// The first byte that is no blank.
    private static func start(of path: String) -> UInt8? {
        let url = URL(fileURLWithPath: path)
        guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else { return UInt8(ascii: "?") }
        return data.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    }
}
