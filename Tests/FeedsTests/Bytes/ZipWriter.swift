/// Writes zip archives, right ones and, by request, wrong ones (APPNOTE 6.3.10, 4.3).
struct ZipWriter {
    struct Member {
        var name: [UInt8]
        var data: [UInt8]
        var method: UInt16 = 8
        var flags: UInt16 = 0
        /// Checksum and sizes stand behind the data instead of before it.
        var hasDescriptor = false
        /// Sizes and place are written in ZIP64 fields.
        var isLong = false
        /// What the directory says instead of the truth.
        var checksum: UInt32?
        var expandedBytes: Int?
        var compressedBytes: Int?
        var offset: Int?

        init(_ name: String, _ data: [UInt8]) {
            self.name = Array(name.utf8)
            self.data = data
        }

        init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

        func with(_ change: (inout Member) -> Void) -> Member {
            var copy = self
            change(&copy)
            return copy
        }
    }

    var members: [Member]
    var comment: [UInt8] = []
    var isLong = false
    /// The number of members that the end claims instead of the truth.
    var count: Int?

    init(_ members: [Member]) { self.members = members }

    func bytes() -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let offset = member.offset ?? file.count
            let packed = member.method == 8 ? Packing.deflate(member.data, .raw) : member.data
            let flags = member.flags | (member.hasDescriptor ? 8 : 0)
            let check = Packing.little(UInt64(member.checksum ?? Packing.checksum(member.data)), 4)
            let compressed = member.compressedBytes ?? packed.count
            let expanded = member.expandedBytes ?? member.data.count
            let shortSizes = Self.short(compressed, member.isLong) + Self.short(expanded, member.isLong)
            let longSizes = Packing.little(UInt64(expanded), 8) + Packing.little(UInt64(compressed), 8)
            let localExtra = member.isLong ? [1, 0, 16, 0] + longSizes : [0xFE, 0xCA, 1, 0, 7]
            let extra =
                member.isLong
                ? [1, 0, 24, 0] + longSizes + Packing.little(UInt64(offset), 8) : [0xFE, 0xCA, 0, 0]
            let kind =
                Packing.little(UInt64(flags), 2) + Packing.little(UInt64(member.method), 2) + [
                    0, 0, 0x21, 0x5A,
                ]
            file += [0x50, 0x4B, 3, 4, 20, 0] + kind
            file += member.hasDescriptor ? [UInt8](repeating: 0, count: 12) : check + shortSizes
            file += Packing.little(UInt64(member.name.count), 2) + Packing.little(UInt64(localExtra.count), 2)
            file += member.name + localExtra + packed
            if member.hasDescriptor { file += [0x50, 0x4B, 7, 8] + check + shortSizes }
            directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + kind + check + shortSizes
            directory += Packing.little(UInt64(member.name.count), 2) + Packing.little(UInt64(extra.count), 2)
            directory += [UInt8](repeating: 0, count: 10)
            directory += Self.short(offset, member.isLong) + member.name + extra
        }
        let start = file.count
        file += directory
        let total = count ?? members.count
        if isLong {
            let place = file.count
            file += [0x50, 0x4B, 6, 6] + Packing.little(44, 8) + [45, 0, 45, 0] + Packing.little(0, 8)
            file += Packing.little(UInt64(total), 8) + Packing.little(UInt64(total), 8)
            file += Packing.little(UInt64(directory.count), 8) + Packing.little(UInt64(start), 8)
            file +=
                [0x50, 0x4B, 6, 7] + Packing.little(0, 4) + Packing.little(UInt64(place), 8) + [1, 0, 0, 0]
        }
        let shortCount = isLong ? [0xFF, 0xFF] : Packing.little(UInt64(total), 2)
        file += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + shortCount + shortCount
        file += Self.short(directory.count, isLong) + Self.short(start, isLong)
        return file + Packing.little(UInt64(comment.count), 2) + comment
    }

    private static func short(_ value: Int, _ isLong: Bool) -> [UInt8] {
        isLong ? [0xFF, 0xFF, 0xFF, 0xFF] : Packing.little(UInt64(value), 4)
    }
}
