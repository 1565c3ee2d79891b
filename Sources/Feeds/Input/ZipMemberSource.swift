internal import Diagnostics

/// Gives the data of one member of a zip archive.
///
/// Sizes and checksum are checked: what differs is `damaged`, thrown after the data.
struct ZipMemberSource: ByteSource {
    private enum Data {
        case stored(StretchSource)
        case deflated(InflatedStream)
    }

    private let entry: ZipEntry
    private var data: Data
    private var budget: ExpansionBudget
    private var checksum: UInt32 = 0
    private var given = 0
    private var isAtEnd = false
    private var fault: FeedError?

    private static let stored: UInt16 = 0
    private static let deflated: UInt16 = 8

    /// Opens a member whose data ends before the directory does start.
    /// - Throws: `forbidden` for encrypted members and methods other than stored and deflated; `damaged` when the local
    ///   header says something else than the directory.
    init(
        _ entry: ZipEntry, in file: any SeekableBytes, before directory: Int, limits: InputLimits
    ) throws(FeedError) {
        guard entry.flags & ZipEntry.encryptionFlags == 0 else {
            throw FeedError(
                .forbidden, "\"\(entry.name)\" is encrypted", at: .start, help: "unpack the archive first")
        }
        guard entry.method == Self.stored || entry.method == Self.deflated else {
            throw FeedError(
                .forbidden,
                "\"\(entry.name)\" is compressed by \(Self.methodName(entry.method)), which is not read",
                at: .start, help: "unpack the archive first, or make it with deflate")
        }
        let start = try Self.dataStart(of: entry, in: file)
        guard entry.compressedBytes <= directory - start else {
            throw ZipDirectory.damaged("the data of \"\(entry.name)\" runs into the directory")
        }
        let stretch = StretchSource(file, from: start, count: entry.compressedBytes)
        if entry.method == Self.stored {
            guard entry.compressedBytes == entry.expandedBytes else {
                throw ZipDirectory.damaged("\"\(entry.name)\" has two sizes")
            }
            data = .stored(stretch)
        } else {
            data = .deflated(InflatedStream(stretch, .raw))
        }
        self.entry = entry
        self.budget = ExpansionBudget(limits)
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if let fault { throw fault }
        while !isAtEnd {
            var chunk = try nextData()
            checksum = Inflater.checksum(chunk, continuing: checksum)
            given += chunk.count
            if isAtEnd, fault == nil { fault = finalFault() }
            if let spent = budget.spend(&chunk, compressed: entry.compressedBytes) { fault = spent }
            if given > entry.expandedBytes, fault == nil {
                fault = damaged(
                    "it unpacks to more than the \(entry.expandedBytes) bytes that the directory says")
            }
            if !chunk.isEmpty { return chunk }
            if let fault { throw fault }
        }
        return nil
    }

    /// The next bytes; sets the end and the faults of the data itself.
    private mutating func nextData() throws(FeedError) -> [UInt8] {
        switch data {
        case .stored(var source):
            let chunk = try source.nextChunk()
            data = .stored(source)
            isAtEnd = chunk == nil
            return chunk ?? []
        case .deflated(var stream):
            let (chunk, ending) = try stream.nextChunk()
            data = .deflated(stream)
            switch ending {
            case .more: break
            case .complete:
                isAtEnd = true
                if stream.used != entry.compressedBytes { fault = damaged("its data ends too early") }
            case .cutOff: fault = damaged("its data does not end where the directory says")
            case .damaged(let words): fault = damaged(words)
            }
            return chunk
        }
    }

    private func finalFault() -> FeedError? {
        if given != entry.expandedBytes {
            return damaged("it unpacks to \(given) bytes, not to \(entry.expandedBytes)")
        }
        return checksum == entry.checksum ? nil : damaged("its data is not what was packed (CRC-32)")
    }

    private func damaged(_ what: String) -> FeedError {
        FeedError(
            .damaged, "the member \"\(entry.name)\" is damaged: \(what)", at: .start,
            help: "get the file again")
    }

    /// Where the data starts, behind a local header that agrees with the directory.
    private static func dataStart(of entry: ZipEntry, in file: any SeekableBytes) throws(FeedError) -> Int {
        let head = try file.bytes(at: entry.headerOffset, count: ZipEntry.headerBytes + entry.nameBytes.count)
        // With bit 3 checksum and sizes stand behind the data; with ZIP64 the sizes in a field of their own.
        let isLater = (head.uint16(at: 6) ?? 0) & 1 << 3 != 0
        guard head.uint32(at: 0) == 0x0403_4B50, let flags = head.uint16(at: 6),
            head.uint16(at: 8) == entry.method,
            let checksum = head.uint32(at: 14), let compressed = head.uint32(at: 18),
            let nameCount = head.uint16(at: 26), let extraCount = head.uint16(at: 28),
            flags & ZipEntry.encryptionFlags == 0,
            isLater || checksum == entry.checksum,
            isLater || compressed == .max || Int(compressed) == entry.compressedBytes,
            head.dropFirst(ZipEntry.headerBytes).elementsEqual(entry.nameBytes),
            Int(nameCount) == entry.nameBytes.count
        else {
            throw ZipDirectory.damaged(
                "the header of \"\(entry.name)\" and the directory say different things")
        }
        return entry.headerOffset + ZipEntry.headerBytes + Int(nameCount) + Int(extraCount)
    }

    private static func methodName(_ method: UInt16) -> String {
        let names: [UInt16: String] = [
            1: "shrinking", 6: "imploding", 9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard",
            95: "xz",
            98: "PPMd", 99: "AES encryption",
        ]
        return names[method] ?? "method \(method)"
    }
}

/// A stretch of a file.
private struct StretchSource: ByteSource {
    private let file: any SeekableBytes
    private var next: Int
    private let end: Int

    init(_ file: any SeekableBytes, from start: Int, count: Int) {
        self.file = file
        self.next = start
        self.end = start + count
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        guard next < end else { return nil }
        let chunk = try file.bytes(at: next, count: min(FileSource.chunkBytes, end - next))
        next += chunk.count
        return chunk.isEmpty ? nil : chunk
    }
}
