import Diagnostics
import Foundation
import RedTrack
import TestSupport
import Testing

@testable import Manifests

@Suite("The lock file")
struct LockFileTests {
    @Test("it is sorted text, one line an object")
    func text() throws {
        var lock = LockFile(account: "5a8407acf07a9153abe11564")
        lock.set(.init(kind: .offer, key: "b \"q\"", id: "2", fingerprints: ["url": "0f", "title": "a1"]))
        lock.set(.init(kind: .offer, key: "a", id: "1", isProtected: true))
        lock.set(
            .init(kind: .network, key: "z\n", id: "an id", isProtected: true, fingerprints: ["a b": "c"]))
        let text = """
            waybill-lock 1
            account 5a8407acf07a9153abe11564
            network "z\\n" "an id" protect a%20b=c
            offer "a" 1 protect
            offer "b \\"q\\"" 2 title=a1,url=0f

            """
        #expect(lock.text == text)
        #expect(try LockFile.parse(text, file: "waybill.lock") == lock)
        #expect(try LockFile.parse(text.replacing("\n", with: "\r\n"), file: "waybill.lock") == lock)
        #expect(lock[.offer, "a"]?.id == "1")
        #expect(lock.entry(.offer, id: "2")?.key == "b \"q\"")
        #expect(lock.remove(.offer, "a")?.id == "1")
        #expect(lock[.offer, "a"] == nil)
    }

    @Test("two spellings of one letter are two keys")
    func spellings() throws {
        var lock = LockFile()
        lock.set(.init(kind: .offer, key: "\u{E9}", id: "1"))
        lock.set(.init(kind: .offer, key: "e\u{301}", id: "2"))
        #expect(lock.entries.count == 2)
        #expect(try LockFile.parse(lock.text, file: "l").entries.map(\.id) == lock.entries.map(\.id))
    }

    @Test("whatever the texts, it is read back equal")
    func roundTrip() throws {
        for seed in UInt64(1)...200 {
            var generator = ObjectGenerator(seed: seed)
            var random = SeededGenerator(seed: seed)
            var lock = LockFile(account: Bool.random(using: &random) ? "a\(seed)" : nil)
            for number in 0..<5 {
                let object = generator.object(Kind.allCases.randomElement(using: &random) ?? .offer)
                lock.set(
                    .init(
                        kind: object.kind, key: object.key, id: object.id?.value ?? "\(number)",
                        isProtected: object.isProtected,
                        fingerprints: Dictionary(
                            object.fields.map { ($0.description.name, "0123456789ab") },
                            uniquingKeysWith: { $1 })))
            }
            #expect(try LockFile.parse(lock.text, file: "l") == lock, "seed \(seed)")
        }
    }

    @Test(
        "what it cannot hold is an error at its place",
        arguments: [
            ("", "lock.header"), ("1️⃣waybill-lock 2\noffer x", "lock.version"),
            ("1️⃣offers: []\n", "lock.header"),
            ("waybill-lock 1\n1️⃣<<<<<<< HEAD\n", "lock.conflict"),
            ("1️⃣<<<<<<< HEAD\nwaybill-lock 1", "lock.conflict"),
            ("waybill-lock 1\n1️⃣ofer \"a\" 1\n", "lock.line"), ("waybill-lock 1\noffer1️⃣ a 1\n", "lock.line"),
            ("waybill-lock 1\noffer1️⃣ \"a 1\n", "lock.line"), ("waybill-lock 1\noffer \"a\"1️⃣\n", "lock.line"),
            ("waybill-lock 1\noffer \"é\" 11️⃣ protected\n", "lock.line"),
            ("waybill-lock 1\noffer \"a\" 11️⃣ url\n", "lock.line"),
            ("waybill-lock 1\noffer \"a\" 11️⃣ url=XY\n", "lock.line"),
            ("waybill-lock 1\noffer \"a\" 11️⃣ url=a,url=b\n", "lock.line"),
            ("waybill-lock 1\noffer \"a\" 1\n1️⃣offer \"a\" 1\n", "lock.duplicate"),
            ("waybill-lock 1\naccount a\n1️⃣account b\n", "lock.duplicate"),
        ])
    func errors(text: String, id: String) {
        let marked = MarkedText(text)
        let error = #expect(throws: DiagnosticsError.self) {
            try LockFile.parse(marked.text, file: "waybill.lock")
        }
        #expect(error?.diagnostics.map(\.id) == [id])
        #expect(error?.diagnostics.first?.lineAndColumn == marked.places.first ?? "1:1")
        #expect(error?.diagnostics.first?.help != nil)
    }

    @Test("all conflict marks and all bad lines are named at once")
    func allErrors() {
        let text = "waybill-lock 1\n<<<<<<< a\noffer \"a\" 1\n=======\noffer \"a\" 2\n>>>>>>> b\nx\n"
        let error = #expect(throws: DiagnosticsError.self) { try LockFile.parse(text, file: "l") }
        #expect(error?.diagnostics.map(\.lineAndColumn) == ["2:1", "4:1", "5:1", "6:1", "7:1"])
    }

    @Test("saving replaces the file as a whole and leaves nothing beside it")
    func saving() throws {
        let folder = try TemporaryFolder()
        var lock = LockFile(account: "a")
        try lock.save(to: folder.path + "/waybill.lock")
        lock.set(.init(kind: .offer, key: "k", id: "1"))
        try lock.save(to: folder.path + "/waybill.lock")
        #expect(try LockFile.load(folder.path + "/waybill.lock") == lock)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["waybill.lock"])
        #expect(try LockFile.load(folder.path + "/none.lock") == nil)
        let error = #expect(throws: FileAccessError.self) {
            try lock.save(to: folder.path + "/none/waybill.lock")
        }
        #expect(error?.reason == "No such file or directory")
    }

    @Test("a link to a lock file stays a link")
    func links() throws {
        let folder = try TemporaryFolder(["real/waybill.lock": "waybill-lock 1\n"])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/waybill.lock", withDestinationPath: "real/waybill.lock")
        try LockFile(account: "a").save(to: folder.path + "/waybill.lock")
        #expect(try folder.text(of: "real/waybill.lock") == "waybill-lock 1\naccount a\n")
    }
}
