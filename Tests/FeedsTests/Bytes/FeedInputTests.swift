import Feeds
import Glibc
import Testing

@Suite struct FeedInputTests {
    static let text = "id,title\n1,é\n"

    @Test func `Files of every kind are one feed, each with its name`() throws {
        let folder = try ScratchFolder()
        let bytes = Array(Self.text.utf8)
        let archive = ZipWriter([.init("x/a.csv", bytes), .init("b.csv", bytes)]).bytes()
        let wide = DecodedSourceTests.wide("\u{FEFF}" + Self.text, .utf16LittleEndian)
        let input = FeedInput(
            paths: [
                try folder.write(bytes, to: "plain"), try folder.write(Packing.deflate(bytes), to: "packed"),
                try folder.write(wide, to: "wide"),
                try folder.write(Packing.deflate(wide), to: "packed wide"),
            ])
        var parts = input.parts()
        var names: [String] = []
        while let part = try parts.next() {
            names.append(part.name)
            #expect(Drained(making: { part.source }).text == Self.text, "\(part.name)")
        }
        #expect(names == input.paths)
        let path = try folder.write(archive, to: "feed.zip")
        parts = FeedInput(paths: [path], member: "*/*.csv").parts()
        #expect(try parts.next()?.name == "\(path):x/a.csv")
        #expect(try parts.next()?.name == nil)
        #expect(parts.name == "\(path):x/a.csv")
    }

    @Test func `A file is opened when its turn comes, and one that fails does not hide the next`() throws {
        let folder = try ScratchFolder()
        let first = try folder.write(Array("1".utf8), to: "1")
        var parts = FeedInput(paths: [first, folder.path("2"), folder.path("3"), first]).parts()
        let opened = try #require(try parts.next())
        #expect(Drained(making: { opened.source }).text == "1")
        try folder.write(Array("2".utf8), to: "2")
        let second = try #require(try parts.next())
        #expect(Drained(making: { second.source }).text == "2")
        #expect(throws: FeedError.self) { try parts.next() }
        #expect(parts.name == folder.path("3"))
        #expect(try parts.next()?.name == first)
        #expect(try parts.next() == nil)
        #expect(try parts.next() == nil)
    }

    @Test(
        "A packing is found out, asked for, or forbidden",
        arguments: [
            ("gzip", .auto, nil), ("gzip", .gzip, nil), ("gzip", .zip, .damaged), ("zip", .auto, nil),
            ("zip", .zip, nil),
            ("zip", .gzip, .damaged), ("plain", .auto, nil), ("plain", .none, nil),
            ("plain", .gzip, .damaged),
            ("plain", .zip, .damaged), ("empty", .auto, nil), ("empty", .gzip, .truncated),
            ("empty", .zip, .damaged),
        ] as [(String, Compression, FeedError.Code?)])
    func finds(kind: String, compression: Compression, code: FeedError.Code?) throws {
        let folder = try ScratchFolder()
        let bytes = Array(Self.text.utf8)
        let file =
            switch kind {
            case "gzip": Packing.deflate(bytes)
            case "zip": ZipWriter([.init("a.csv", bytes)]).bytes()
            case "plain": bytes
            default: [] as [UInt8]
            }
        let path = try folder.write(file, to: "feed")
        let result = ZipTests.read(FeedInput(paths: [path], compression: compression))
        #expect(result.error?.code == code, "\(String(describing: result.error))")
        if code == nil { #expect(result.text == (kind == "empty" ? "" : Self.text)) }
    }

    @Test func `A packing that is forbidden leaves the bytes as they are`() throws {
        let folder = try ScratchFolder()
        let packed = Packing.deflate(Array(Self.text.utf8))
        let path = try folder.write(packed, to: "feed")
        #expect(ZipTests.read(FeedInput(paths: [path], compression: .none, search: .none)).bytes == packed)
    }

    @Test(
        "Formats that are not read are named",
        arguments: [
            ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4]),
            ("Zstandard", [0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0]),
            ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]),
            ("RAR", [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 0]),
            ("bzip2", Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26]),
            ("Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ] as [(String, [UInt8])])
    func names(format: String, bytes: [UInt8]) throws {
        let folder = try ScratchFolder()
        let path = try folder.write(bytes, to: "feed")
        let error = ZipTests.read(FeedInput(paths: [path])).error
        #expect(error?.code == .source && error?.message.contains(format) == true)
    }

    @Test func `A member of what is no archive is refused, and an archive in a pipe`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Array(Self.text.utf8), to: "feed")
        #expect(ZipTests.read(FeedInput(paths: [path], member: "a")).error?.help == "leave --member out")
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let archive = ZipWriter([.init("a.csv", Self.text)]).bytes()
        let writer = Thread.start {
            let descriptor = open(pipe, O_WRONLY)
            try? ScratchFolder.write(archive, to: descriptor)
            close(descriptor)
        }
        let error = ZipTests.read(FeedInput(paths: [pipe])).error
        writer.join()
        #expect(error?.code == .source && error?.message.contains("pipe") == true)
    }
}
