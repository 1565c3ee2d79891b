import Diagnostics
import Foundation
import RedTrack
import Testing

@testable import Manifests

@Suite("Loading files and folders")
struct ManifestLoaderTests {
    private func load(_ folder: TemporaryFolder, _ names: [String] = [""]) throws(DiagnosticsError)
        -> Manifest
    {
        try ManifestLoader().load(names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 })
    }

    private func names(_ manifest: Manifest, in folder: TemporaryFolder) -> [String] {
        manifest.files.map { String($0.dropFirst(folder.path.count + 1)) }
    }

    @Test("a folder is read with all that is below, in order, without hidden and foreign files")
    func folder() throws {
        let folder = try TemporaryFolder([
            "b.yaml": "offers: [{title: b}]", "a/c.json": #"{"landings": [{"title": "c"}]}"#,
            "a/offers.de.csv": "title\nd\n",
            "z.xml": "<waybill><domains><domain><title>e</title></domain></domains></waybill>",
            ".hidden/x.yaml": "nonsense", ".x.yaml": "nonsense", "README.md": "nonsense",
            "waybill.lock": "nonsense",
            "waybill.yaml": "{}",
        ])
        let manifest = try load(folder)
        #expect(names(manifest, in: folder) == ["a/c.json", "a/offers.de.csv", "b.yaml", "z.xml"])
        #expect(manifest.objects.map(\.key) == ["c", "d", "b", "e"])
        #expect(manifest.object(.offer, "d")?.place.file == folder.path + "/a/offers.de.csv")
    }

    @Test("links that lead in circles end, and a file reached twice is read once")
    func links() throws {
        let folder = try TemporaryFolder(["a/b.yaml": "offers: [{title: b}]"])
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: "..")
        try files.createSymbolicLink(atPath: folder.path + "/a/again.yaml", withDestinationPath: "b.yaml")
        let manifest = try load(folder, ["", "a/b.yaml", "a"])
        #expect(manifest.objects.count == 1)
    }

    @Test("the globs of a project decide")
    func globs() throws {
        let folder = try TemporaryFolder([
            "waybill.yaml": "manifests: [\"m/**/*.yaml\", one.csv.d/offers.csv, \"n/o?.json\"]",
            "m/a.yaml": "offers: [{title: a}]", "m/x/y/b.yaml": "offers: [{title: b}]",
            "m/c.json": "nonsense",
            "other.yaml": "nonsense", "one.csv.d/offers.csv": "title\nc\n", "n/o1.json": "{}",
            "n/o12.json": "nonsense",
        ])
        #expect(try load(folder).objects.map(\.key) == ["a", "b", "c"])
    }

    @Test(
        "patterns stand for paths",
        arguments: [
            ("*.yaml", "a.yaml", true), ("*.yaml", "x/a.yaml", false), ("**/*.yaml", "a.yaml", true),
            ("**/*.yaml", "x/y/a.yaml", true), ("x/**", "x/y/a.yaml", true),
            ("x/**/a.yaml", "x/a.yaml", true),
            ("x/?.yaml", "x/a.yaml", true), ("x/?.yaml", "x/ab.yaml", false), ("./*.yaml", "a.yaml", true),
            ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false), ("**", "a/b", true),
            ("*", "é.yaml", true),
        ])
    func patterns(pattern: String, path: String, matches: Bool) {
        #expect(Glob(pattern).matches(path) == matches)
    }

    @Test("everything that cannot be read is an error, and all are told at once")
    func unreadable() throws {
        let folder = try TemporaryFolder([
            "good.yaml": "offers: [{title: a}]", "empty.yaml": "# nothing\n", "offers.csv": "",
            "text.txt": "x",
            "things.csv": "title\n", "sub/.keep": "",
        ])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/gone.yaml", withDestinationPath: "nowhere")
        let error = #expect(throws: DiagnosticsError.self) {
            try load(folder, ["", "text.txt", "missing.yaml", "sub"])
        }
        let found = error?.diagnostics.map {
            "\($0.place?.file.dropFirst(folder.path.count + 1) ?? "") \($0.id)"
        }
        #expect(
            found == [
                "empty.yaml manifest.empty-file", "gone.yaml manifest.unreadable",
                "missing.yaml manifest.unreadable",
                "offers.csv manifest.empty-file", "sub manifest.no-files", "text.txt manifest.format",
                "things.csv manifest.kind",
            ])
    }

    @Test("objects of two files with one name are an error that names both places")
    func duplicates() throws {
        let folder = try TemporaryFolder([
            "a.yaml": "offers:\n  - {key: k, title: a}",
            "b.json": #"{"offers": [{"key": "k"}, {"title": "é"}]}"#,
            "c.yaml":
                "landings: [{key: k}]\noffers:\n  - title: é\n  - {title: x, id: 1}\n  - {title: y, id: 1}",
        ])
        let error = #expect(throws: DiagnosticsError.self) { try load(folder) }
        #expect(
            error?.diagnostics.map(\.lineAndColumn) == ["1:13", "3:5", "5:20"], "\(String(describing: error))"
        )
        #expect(error?.diagnostics.first?.help?.contains("a.yaml:2:5") ?? false)
        #expect(error?.diagnostics[1].help?.contains("`key` of its own") ?? false)
    }

    @Test("the lines of a file can be had for showing findings")
    func lines() throws {
        let folder = try TemporaryFolder(["a.yaml": "a\r\nb\rc\n\nd"])
        let file = folder.path + "/a.yaml"
        #expect((1...6).map { ManifestLoader.line($0, of: file) } == ["a", "b", "c", "", "d", nil])
        #expect(ManifestLoader.line(1, of: file + "x") == nil)
    }
}
