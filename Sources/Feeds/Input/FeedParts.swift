internal import Diagnostics

/// Opens the texts of a ``FeedInput`` one after the other, each when it is asked for.
public struct FeedParts {
    private let input: FeedInput
    private var nextPath = 0
    private var archive: (path: String, file: OpenFile, selection: ZipSelection, next: Int)?

    /// What to call the part that ``next()`` gave last, or failed to open.
    public private(set) var name = ""

    init(_ input: FeedInput) {
        self.input = input
    }

    /// The next part; `nil` after the last. Ask for it when the one before has been read.
    /// - Throws: `source` when the file cannot be had, is packed in a way that is not read, or has no such member;
    ///   `damaged`, `forbidden` or `limit` for a zip archive that is not as it should be. ``name`` says which file it was;
    ///   the next call goes on behind it.
    public mutating func next() throws(FeedError) -> FeedPart? {
        if let part = try nextMember() { return part }
        guard nextPath < input.paths.count else { return nil }
        let path = input.paths[nextPath]
        nextPath += 1
        name = path
        let file = try OpenFile(path: path)
        var headed = HeadedSource(FileSource(file))
        switch try compression(of: &headed) {
        case .auto, .none:
            guard input.member == nil else {
                throw FeedError(
                    .source, "the file is no zip archive, so that it has no member", at: .start,
                    help: "leave --member out")
            }
            return part(headed)
        case .gzip: return part(GzipSource(headed, limits: input.limits))
        case .zip:
            guard file.seekableBytes != nil else {
                throw FeedError(
                    .source, "a zip archive cannot be read from a pipe: what it holds stands at its end",
                    at: .start,
                    help: "save it to a file and name that")
            }
            let selection = try ZipSelection(of: file, member: input.member, limits: input.limits)
            archive = (path, file, selection, 0)
            return try nextMember()
        }
    }

    private mutating func nextMember() throws(FeedError) -> FeedPart? {
        guard let open = archive, open.next < open.selection.entries.count else {
            archive = nil
            return nil
        }
        archive?.next += 1
        let entry = open.selection.entries[open.next]
        name = "\(open.path):\(entry.name)"
        return part(
            try ZipMemberSource(
                entry, in: open.file, before: open.selection.directoryStart, limits: input.limits))
    }

    /// How a file is packed: as asked for, or as its first bytes say.
    private func compression(of file: inout HeadedSource) throws(FeedError) -> Compression {
        guard input.compression == .auto else { return input.compression }
        let head = file.head(Compression.headBytes)
        if let format = Compression.unread(head) {
            throw FeedError(
                .source, "the file looks like \(format), which is not read", at: .start,
                help: "unpack it first")
        }
        return Compression.found(in: head)
    }

    private func part(_ source: any ByteSource) -> FeedPart {
        FeedPart(
            name: name, source: DecodedSource(source, encoding: input.encoding, search: input.search))
    }
}
