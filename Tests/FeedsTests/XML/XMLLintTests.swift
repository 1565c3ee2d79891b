import Feeds
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `xmllint` says of many documents at once which of them are well-formed, where it is installed.
@Suite struct XMLLintTests {
    private static let tool = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test func `The same documents are well-formed as xmllint says`() throws {
        guard let tool = Self.tool else {
            print("xmllint is not installed: its verdicts are not compared")
            return
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "waybill-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var documents: [(name: String, bytes: [UInt8])] = []
        for seed in 0..<150 as Range<UInt64> {
            var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: true)
            let good = Array(sample.document().utf8)
            documents.append(("\(seed)-good.xml", good))
            for round in 0..<4 { documents.append(("\(seed)-\(round).xml", sample.mutated(good))) }
        }
        var refused: Set<String> = []
        for (name, bytes) in documents {
            let path = folder.appendingPathComponent(name).path
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            if try !Self.accepts(tool, path) { refused.insert(name) }
        }
        #expect(refused.count > 100)
        for (name, bytes) in documents {
            let result = xmlRecords(bytes, try XMLRecordOptions("@"), slices: 20)
            // A NUL ends a document for xmllint.
            if result.fault != nil, bytes.contains(0) { continue }
            let comment: Comment =
                "\(name): \(String(describing: result.fault)) \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            #expect((result.fault != nil) == refused.contains(name), comment)
        }
    }

    private static func accepts(_ tool: String, _ path: String) throws -> Bool {
        var child = pid_t()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = [tool, "--noout", "--nonet", "--noent", path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) }
        defer { for argument in arguments { free(argument) } }
        arguments.append(nil)
        let code = posix_spawn(&child, tool, &actions, nil, arguments, environ)
        try #require(code == 0)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { try #require(errno == EINTR) }
        return status == 0
    }
}
