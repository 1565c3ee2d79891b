import TestSupport
import Testing

@testable import Feeds

@Suite struct ZipTests {
    typealias Member = ZipWriter.Member

    /// Everything that the selected members say, and what went wrong.
    static func read(_ file: [UInt8], member: String? = nil, limits: InputLimits = InputLimits()) throws
        -> Drained
    {
        let folder = try ScratchFolder()
        let path = try folder.write(file, to: "feed.zip")
        return read(
            FeedInput(paths: [path], compression: .zip, member: member, search: .none, limits: limits))
    }

    static func read(_ input: FeedInput) -> Drained {
        var parts = input.parts()
        var all = Drained(ChunkSource([]))
        do throws(FeedError) {
            while let part = try parts.next() {
                let result = Drained(making: { part.source })
                all.bytes += result.bytes
                if let error = result.error { throw error }
            }
        } catch {
            all.error = error
        }
        return all
    }

    static let text = "id,title\n1,one\n2,two\n"

    @Test(arguments: 0..<30) func `What was packed comes out`(round: UInt64) throws {
        let seed = 911 &+ round
        var generator = SeededGenerator(seed: seed)
        let datas = (0..<Int.random(in: 1...5, using: &generator)).map { _ in generator.packable(upTo: 3_000)
        }
        var writer = ZipWriter([])
        for (index, data) in datas.enumerated() {
            let isStored = Bool.random(using: &generator)
            let (late, long) = (Bool.random(using: &generator), Bool.random(using: &generator))
            writer.members.append(
                Member("folder/\(index).csv", data).with {
                    $0.method = isStored ? 0 : 8
                    $0.hasDescriptor = late
                    $0.isLong = long
                })
        }
        writer.isLong = Bool.random(using: &generator)
        writer.comment = Array("PK a comment".utf8.prefix(Int.random(in: 0...12, using: &generator)))
        for (index, data) in datas.enumerated() {
            let result = try Self.read(writer.bytes(), member: "folder/\(index).csv")
            #expect(result.bytes == data && result.error == nil, "seed \(seed), member \(index)")
        }
        #expect(
            try Self.read(writer.bytes(), member: "folder/*.csv").bytes == datas.flatMap { $0 },
            "seed \(seed)")
    }

    @Test func `A large member streams`() throws {
        let data = [UInt8](repeating: 0x61, count: 3_000_000)
        for method: UInt16 in [0, 8] {
            let result = try Self.read(ZipWriter([Member("a", data).with { $0.method = method }]).bytes())
            #expect(result.bytes == data && result.error == nil)
        }
    }

    @Test func `The last bytes come out also when the input is used up before`() throws {
        // The last match is longer than the room left for it, and the end of the data stands in the same byte.
        for extra in stride(from: 0, through: 260, by: 4) {
            let data = [UInt8](repeating: 0x61, count: InflatedStream.chunkBytes + extra)
            let result = try Self.read(ZipWriter([Member("a", data)]).bytes())
            #expect(result.bytes == data && result.error == nil, "\(extra) more")
        }
    }

    @Test(
        "The only member is found among folders and what Macs add; several have to be told apart",
        arguments: [
            (["a.csv"], nil, "a.csv"),
            (["data/", "data/a.csv", "__MACOSX/data/._a.csv", ".DS_Store"], nil, "data/a.csv"),
            (["a.csv", "b.csv"], "b.csv", "b.csv"), (["a.csv", "b.json"], "*.json", "b.json"),
            (["a.csv", "x/b.csv"], "*.csv", "a.csv"), (["a.csv", "x/b.csv"], "*/b.csv", "x/b.csv"),
            (["[a].csv", "a.csv"], "[a].csv", "[a].csv"), (["../up.csv"], nil, "../up.csv"),
            (["a.csv", "__MACOSX/._a.csv"], "__MACOSX/._a.csv", "__MACOSX/._a.csv"),
            (["1.csv", "2.csv", "3.txt"], "[12].csv", "1.csv2.csv"), (["é.csv", "b"], "é.csv", "é.csv"),
            (["a.csv", "b.csv"], nil, "! has 2 members"), (["a.csv"], "b.csv", "! no member \"b.csv\""),
            ([], nil, "! empty"), (["folder/"], nil, "! empty"), (["a", "a"], "a", "! more than once"),
            (["[Content_Types].xml", "xl/workbook.xml"], nil, "! Excel"),
        ] as [([String], String?, String)])
    func selects(names: [String], member: String?, expected: String) throws {
        let writer = ZipWriter(names.map { Member($0, $0.hasSuffix("/") ? "" : $0) })
        let result = try Self.read(writer.bytes(), member: member)
        if expected.hasPrefix("! ") {
            #expect(
                result.error?.message.contains(expected.dropFirst(2)) == true,
                "\(String(describing: result.error))")
        } else {
            #expect(result.text == expected && result.error == nil)
        }
    }

    @Test func `The list of members in a message is bounded`() throws {
        let writer = ZipWriter((0..<500).map { Member("\($0)-" + String(repeating: "x", count: 900), "") })
        let error = try Self.read(writer.bytes()).error
        #expect(error?.message == "the archive has 500 members")
        #expect(error?.help?.contains("and 480 more") == true)
        #expect((error?.help?.utf8.count ?? 0) < 5_000)
        let limited = try Self.read(writer.bytes(), member: "0-*", limits: InputLimits(members: 499)).error
        #expect(limited?.code == .limit)
    }

    /// What is wrong with a member, and what comes of it.
    static let wrongs: [(String, FeedError.Code, @Sendable (inout Member) -> Void)] = {
        typealias Change = @Sendable (inout Member) -> Void
        var table: [(String, FeedError.Code, Change)] = []
        func add(_ what: String, _ code: FeedError.Code, _ change: @escaping Change) {
            table.append((what, code, change))
        }
        add("checksum", .damaged) { $0.checksum = 1 }
        add("size", .damaged) { $0.expandedBytes = 20 }
        add("larger", .damaged) { $0.expandedBytes = 22 }
        add("huge", .damaged) {
            $0.expandedBytes = .max
            $0.isLong = true
        }
        add("packed less", .damaged) { $0.compressedBytes = 10 }
        add("packed more", .damaged) { $0.compressedBytes = 1_000 }
        add("packed without end", .damaged) {
            $0.compressedBytes = .max
            $0.isLong = true
        }
        add("outside", .damaged) { $0.offset = 100_000 }
        add("far outside", .damaged) {
            $0.offset = .max
            $0.isLong = true
        }
        add("nowhere", .damaged) { $0.offset = 3 }
        add("stored", .damaged) {
            $0.method = 0
            $0.expandedBytes = 5
        }
        add("encrypted", .forbidden) { $0.flags = 1 }
        add("strongly", .forbidden) { $0.flags = 1 << 6 | 1 }
        add("deflate64", .forbidden) { $0.method = 9 }
        add("AES", .forbidden) { $0.method = 99 }
        add("unknown", .forbidden) { $0.method = 4_711 }
        add("zero in the name", .damaged) { $0.name = [0x61, 0] }
        return table
    }()

    @Test("What contradicts itself or is not read is refused", arguments: wrongs.indices)
    func refuses(row: Int) throws {
        let (what, code, change) = Self.wrongs[row]
        let result = try Self.read(ZipWriter([Member("a.csv", Self.text).with(change)]).bytes())
        #expect(result.error?.code == code, "\(what): \(String(describing: result.error))")
    }

    @Test func `Members that share bytes are refused`() throws {
        var writer = ZipWriter([Member("a", Self.text), Member("b", Self.text).with { $0.offset = 0 }])
        #expect(try Self.read(writer.bytes(), member: "a").error?.message.contains("overlap") == true)
        writer = ZipWriter([Member("a", Self.text), Member("b", Self.text)])
        #expect(try Self.read(writer.bytes(), member: "a").error == nil)
    }

    @Test(arguments: [0, 6, 8, 14, 18, 26, 30])
    func `A header that differs from the directory is refused`(offset: Int) throws {
        var file = ZipWriter([Member("a.csv", Self.text)]).bytes()
        file[offset] ^= 1
        let result = try Self.read(file)
        #expect(result.bytes.isEmpty && result.error?.code == .damaged, "\(String(describing: result.error))")
    }

    @Test func `The end must count right`() throws {
        for count in [0, 1, 3, 60_000] {
            var writer = ZipWriter([Member("a", Self.text), Member("b", Self.text)])
            writer.count = count
            #expect(try Self.read(writer.bytes(), member: "a").error?.code == .damaged, "\(count)")
        }
    }

    @Test func `Data that goes on behind its end is refused`() throws {
        let packed = Packing.deflate(Array(Self.text.utf8), .raw) + [0, 0]
        // Written as it is, with the method changed in both headers.
        var file = ZipWriter([
            Member("a", packed).with {
                $0.method = 0
                $0.expandedBytes = Self.text.utf8.count
                $0.checksum = Packing.checksum(Array(Self.text.utf8))
            }
        ]).bytes()
        let directory = try #require(file.indices.first { file[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        file[8] = 8
        file[directory + 10] = 8
        let result = try Self.read(file)
        #expect(result.text == Self.text && result.error?.code == .damaged)
    }

    @Test func `Every part of an archive that was cut off is refused`() throws {
        for isLong in [false, true] {
            var writer = ZipWriter([Member("a.csv", Self.text).with { $0.isLong = isLong }])
            writer.isLong = isLong
            let file = writer.bytes()
            for length in 0..<file.count {
                let result = try Self.read(Array(file[..<length]))
                #expect(result.error != nil, "\(length) of \(file.count)")
            }
        }
    }

    @Test func `No flipped bit changes the data unseen`() throws {
        let folder = try ScratchFolder()
        for (hasDescriptor, isLong) in [(false, false), (true, false), (false, true)] {
            var writer = ZipWriter([
                Member("a.csv", Self.text).with {
                    $0.hasDescriptor = hasDescriptor
                    $0.isLong = isLong
                }
            ])
            writer.isLong = isLong
            let file = writer.bytes()
            for index in file.indices {
                // All bits of one archive, and of the others, which differ little, one of each byte.
                for bit in 0..<8 where (!hasDescriptor && !isLong) || bit == index % 8 {
                    var bytes = file
                    bytes[index] ^= 1 << bit
                    let path = try folder.write(bytes, to: "feed.zip")
                    let result = Self.read(FeedInput(paths: [path], compression: .zip, search: .none))
                    #expect(result.error != nil || result.text == Self.text, "byte \(index), bit \(bit)")
                }
            }
        }
    }

    @Test func `A budget holds for members, too`() throws {
        let file = ZipWriter([Member("a", [UInt8](repeating: 0, count: 3 << 20))]).bytes()
        let result = try Self.read(file, limits: InputLimits(expandedBytes: 1_000))
        #expect(result.bytes.count == 1_000 && result.error?.code == .limit)
        #expect(try Self.read(file, limits: InputLimits(expansionRatio: 100)).error?.code == .limit)
    }

    @Test func `Names without a sign are read as UTF-8 or in the code page of DOS`() throws {
        let file = ZipWriter([
            Member("", "x").with { $0.name = [0x81, 0x2E, 0x63] }, Member("y", "y"),
        ]).bytes()
        #expect(try Self.read(file, member: "ü.c").text == "x")
    }

    @Test func `Archives of Python are read`() throws {
        let folder = try ScratchFolder()
        var generator = SeededGenerator(seed: 8)
        let bytes = generator.packable(upTo: 300_000)
        let script = """
            import sys, io, zipfile
            out = io.BytesIO()
            class Pipe(io.RawIOBase):
                def writable(self): return True
                def write(self, b): return out.write(b)
            target = Pipe() if sys.argv[1] == 'pipe' else out
            with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as z:
                z.mkdir('deep') if hasattr(z, 'mkdir') else None
                with z.open('deep/offers é.csv', 'w', force_zip64=True) as f: f.write(sys.stdin.buffer.read())
            sys.stdout.buffer.write(out.getvalue())
            """
        for way in ["file", "pipe"] {
            guard let packed = try Program.run(["python3", "-c", script, way], input: bytes, in: folder)
            else { continue }
            let result = try Self.read(packed)
            #expect(
                result.bytes == bytes && result.error == nil, "\(way): \(String(describing: result.error))")
        }
    }
}
