import Feeds
import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct FileSourceTests {
    @Test(arguments: [0, 1, FileSource.chunkBytes - 1, FileSource.chunkBytes, 3 * FileSource.chunkBytes + 5])
    func `A file is given whole, in chunks of a bounded size`(count: Int) throws {
        let folder = try ScratchFolder()
        var generator = SeededGenerator(seed: 1)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var source = try FileSource(path: folder.write(bytes, to: "data"))
        var read: [UInt8] = []
        while let chunk = try source.nextChunk() {
            #expect(!chunk.isEmpty && chunk.count <= FileSource.chunkBytes)
            read += chunk
        }
        #expect(read == bytes)
    }

    @Test func `What cannot be opened is said with the reason and what to do`() throws {
        let folder = try ScratchFolder()
        symlink(folder.path("loop"), folder.path("loop"))
        let cases: [(String, String, String)] = [
            (folder.path("missing.csv"), "No such file or directory", "check the path"),
            ("", "No such file or directory", "check the path"), ("a\0b", "No such file", "check the path"),
            (folder.path, "Is a directory", "name the files"),
            (folder.path("loop"), "Too many levels of symbolic links", "check the path"),
        ]
        for (path, reason, help) in cases {
            let error = #expect(throws: FeedError.self) { try FileSource(path: path) }
            #expect(error?.code == .source)
            #expect(error?.message.contains(reason) == true, "\(path): \(String(describing: error))")
            #expect(error?.help?.contains(help) == true, "\(path)")
        }
    }

    @Test func `A file that the user may not read is refused`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write([1], to: "secret")
        chmod(path, 0)
        let result = Drained(making: { () throws(FeedError) in try FileSource(path: path) })
        if geteuid() == 0 {
            // The superuser may read everything.
            #expect(result.bytes == [1])
        } else {
            #expect(result.error?.message.contains("Permission denied") == true)
        }
    }

    @Test func `A named pipe is read to the end of its writer`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let bytes = [UInt8](repeating: 0x61, count: 300_000)
        let writer = Thread.start {
            let descriptor = open(path, O_WRONLY)
            try? ScratchFolder.write(bytes, to: descriptor)
            close(descriptor)
        }
        #expect(Drained(try FileSource(path: path)).bytes == bytes)
        writer.join()
    }

    @Test func `Standard input is read through a pipe`() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let own = dup(0)
        dup2(ends[0], 0)
        close(ends[0])
        defer {
            dup2(own, 0)
            close(own)
        }
        let text = "a,b\n1,é\n"
        let packed = Packing.deflate(Array(text.utf8))
        let writeEnd = ends[1]
        let writer = Thread.start {
            for byte in packed { try? ScratchFolder.write([byte], to: writeEnd) }
            close(writeEnd)
        }
        var parts = FeedInput(paths: ["-"]).parts()
        let part = try #require(try parts.next())
        #expect(part.name == "-")
        #expect(Drained(making: { part.source }).text == text)
        writer.join()
        // Standard input is the caller's: it stays open.
        #expect(fcntl(0, F_GETFD) >= 0)
    }
}
