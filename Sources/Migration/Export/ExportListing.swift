internal import Diagnostics
internal import FoundationEssentials

/// What lies in the folder of an export, and which of it is a list of the tracker.
struct ExportListing {
    private let folder: String
    private let names: Set<String>
    private let subfolders: Set<String>

    /// Looks into a folder.
    /// - Throws: when it cannot be read.
    init(_ folder: String) throws(DiagnosticsError) {
        self.folder = folder
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw Self.error("there is no such folder", folder, "name the folder with the tracker's answers")
        }
        guard isFolder else {
            throw Self.error("this is a file and no folder", folder, "name the folder that holds it")
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Self.error("the folder cannot be read", folder, "look at its permissions")
        }
        self.names = Set(names)
        subfolders = Set(
            names.filter { name in
                var isFolder = false
                let isThere = FileManager.default.fileExists(
                    atPath: "\(folder)/\(name)", isDirectory: &isFolder)
                return isThere && isFolder
            })
    }

    private static func error(_ message: String, _ path: String, _ help: String) -> DiagnosticsError {
        DiagnosticsError([fault("folder", message, path, help)])
    }

    private static func fault(_ id: String, _ message: String, _ path: String, _ help: String) -> Diagnostic {
        Diagnostic(.error, "migration.\(id)", message, at: SourcePlace(file: path), help: help)
    }

    /// Whether a list is a folder, with a file for each object.
    func isFolder(_ list: String) -> Bool { subfolders.contains(list) }

    // MARK: Lists

    /// The files of a list; `nil` when it is not there.
    func files(of list: String, _ findings: inout [Diagnostic]) -> [String]? {
        let pages = pages(of: list)
        let forms =
            (isFile("\(list).json") ? ["\(list).json"] : []) + (isFolder(list) ? ["the folder \(list)"] : [])
            + pages.prefix(1).map(\.file)
        guard let form = forms.first else { return nil }
        if forms.count > 1 {
            findings.append(
                Self.fault(
                    "pages", "\(form) is there and \(forms[1]) too", folder,
                    "remove what is not of this export: each list is saved in one way"))
            return []
        }
        if isFolder(list) { return objects(of: list, &findings) }
        if pages.isEmpty { return ["\(folder)/\(list).json"] }
        check(pages, of: list, &findings)
        return pages.map { "\(folder)/\($0.file)" }
    }

    private func isFile(_ name: String) -> Bool { names.contains(name) && !subfolders.contains(name) }

    /// The files of a list with one object each.
    private func objects(of list: String, _ findings: inout [Diagnostic]) -> [String] {
        let path = "\(folder)/\(list)"
        guard let inside = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            findings.append(
                Self.fault("folder", "the folder cannot be read", path, "look at its permissions"))
            return []
        }
        let files = inside.filter { $0.hasSuffix(".json") }.sorted()
        if files.isEmpty {
            findings.append(
                Self.fault(
                    "missing-file", "the folder has no file NAME.json", path,
                    "save one object a file there; remove the folder when there are none"))
        }
        return files.map { "\(path)/\($0)" }
    }

    /// The pages of a list, in order.
    private func pages(of list: String) -> [(number: Int, file: String)] {
        names.compactMap { file -> (number: Int, file: String)? in
            guard file.hasPrefix("\(list)-"), file.hasSuffix(".json"), isFile(file) else { return nil }
            let digits = file.dropFirst(list.count + 1).dropLast(5)
            // No list has a thousand million pages.
            guard digits.utf8.count <= 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            return Int(digits).map { ($0, file) }
        }.sorted { ($0.number, $0.file) < ($1.number, $1.file) }
    }

    /// A page that is not there would be objects that are gone without a word, and one that is there twice has them twice.
    private func check(
        _ pages: [(number: Int, file: String)], of list: String, _ findings: inout [Diagnostic]
    ) {
        var expected = min(pages.first?.number ?? 1, 1)
        for (place, page) in pages.enumerated() {
            if place > 0, pages[place - 1].number == page.number {
                findings.append(
                    Self.fault(
                        "pages", "\(pages[place - 1].file) and \(page.file) are the same page", folder,
                        "remove one of them"))
                continue
            }
            // Of many that are missing the first ones tell.
            for number in expected..<max(expected, min(page.number, expected + 100)) {
                findings.append(
                    Self.fault(
                        "pages", "there is no \(list)-\(number).json, but \(pages.last?.file ?? "")", folder,
                        "save the page that is missing"))
            }
            expected = page.number + 1
        }
    }

    // MARK: What is not there

    /// The file that is meant to be a list, as it seems; `nil` when none is like it.
    func suggestion(for list: String) -> String? {
        let names = names.filter { !$0.hasPrefix(".") }.sorted()
        return names.first { $0.lowercased() == "\(list).json" }
            ?? Suggestion.closest(to: "\(list).json", in: names.filter { $0.lowercased().hasSuffix(".json") })
    }

    /// Says that a list is not there.
    func missing(_ list: String) -> Diagnostic {
        Self.fault(
            "missing-file", "there is no \(list).json", folder,
            suggestion(for: list).map { "is it \($0)? Then rename it to \(list).json" }
                ?? "save the answer of the tracker's API there as \(list).json, or its pages as \(list)-1.json,"
                + " \(list)-2.json ...")
    }

    /// Says that the folder has no list at all.
    func nothing(of template: TrackerTemplate) -> Diagnostic {
        let lists = template.inputs.map { "\($0.name).json" }.joined(separator: ", ")
        return Self.fault(
            "missing-file", "the folder has none of the lists of \(template.trackerName)", folder,
            "save the answers of its API there as \(lists)")
    }

    /// Says which files nobody reads: one whose name is wrong would be objects that are gone without a word.
    func unread(by template: TrackerTemplate, missing: [String]) -> [Diagnostic] {
        let lists = template.inputs.map(\.name)
        let read = Set(lists.flatMap { ["\($0).json"] + pages(of: $0).map(\.file) } + lists)
        let files = names.subtracting(read).filter { name in
            !name.hasPrefix(".") && !subfolders.contains(name) && name.lowercased().hasSuffix(".json")
                && name != "migration-report.json"
        }
        let folders = subfolders.subtracting(lists).filter {
            Suggestion.closest(to: $0, in: missing) != nil
        }
        return (files.union(folders)).sorted().map { name in
            let stem = name.lowercased().hasSuffix(".json") ? String(name.dropLast(5)) : name
            let close = Suggestion.closest(to: stem, in: missing)
            return Diagnostic(
                .warning, "migration.unread-file",
                "the \(subfolders.contains(name) ? "folder" : "file") \"\(name)\" is not read: no list of"
                    + " \(template.trackerName) is called so",
                at: SourcePlace(file: "\(folder)/\(name)"),
                help: close.map { "is it the list \($0)? Then rename it" }
                    ?? "its lists are \(lists.joined(separator: ", "))")
        }
    }
}
