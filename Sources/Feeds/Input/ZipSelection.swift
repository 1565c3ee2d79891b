internal import Diagnostics

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// Which members of a zip archive are read.
struct ZipSelection {
    /// The members, in the order of the directory.
    let entries: [ZipEntry]
    /// Where the directory starts.
    let directoryStart: Int

    private static let namesShown = 20
    private static let nameLengthShown = 200
    /// No selection holds more, since it is held in memory.
    private static let mostSelected = 10_000

    /// The member of a name, the members that match a pattern, or the only one when `member` is `nil`.
    ///
    /// Patterns are those of the shell (`fnmatch`): `*` matches no `/`. Folders and what Macs add
    /// (`__MACOSX/`, `.DS_Store`) count only when they are named.
    /// - Throws: `source` when there is no such member, or several and none is named; then some are listed.
    init(of file: any SeekableBytes, member: String?, limits: InputLimits) throws(FeedError) {
        let directory = try ZipDirectory(of: file)
        var found = Found()
        try directory.forEach(limit: limits.members) { found.visit($0, member: member) }
        guard !found.overlaps() else { throw ZipDirectory.damaged("its members overlap") }
        entries = try found.selected(member: member)
        directoryStart = directory.start
    }

    private struct Found {
        var named: [ZipEntry] = []
        var matching: [ZipEntry] = []
        var matchingCount = 0
        var shown: [String] = []
        var total = 0
        var isOffice = false
        private var stretches: [(start: Int, end: Int)] = []

        mutating func visit(_ entry: ZipEntry, member: String?) {
            stretches.append((entry.headerOffset, entry.leastEnd))
            isOffice = isOffice || entry.nameBytes.elementsEqual("[Content_Types].xml".utf8)
            if let member, entry.name == member, named.count < 2 { named.append(entry) }
            guard !entry.isAside else { return }
            total += 1
            if shown.count < ZipSelection.namesShown {
                shown.append(String(entry.name.prefix(ZipSelection.nameLengthShown)))
            }
            if member.map({ ZipSelection.matches(entry.name, pattern: $0) }) ?? true {
                matchingCount += 1
                if matching.count < ZipSelection.mostSelected { matching.append(entry) }
            }
        }

        /// Members that share bytes make small archives that unpack to anything.
        mutating func overlaps() -> Bool {
            stretches.sort { ($0.start, $0.end) < ($1.start, $1.end) }
            return zip(stretches, stretches.dropFirst()).contains { $0.end > $1.start }
        }

        func selected(member: String?) throws(FeedError) -> [ZipEntry] {
            guard let member else {
                if let only = matching.first, matchingCount == 1 { return [only] }
                throw undecided()
            }
            if named.count > 1 {
                throw FeedError(.duplicate, "the archive has \"\(member)\" more than once", at: .start)
            }
            if !named.isEmpty { return named }
            guard !matching.isEmpty else {
                throw FeedError(
                    .source, "the archive has no member \"\(member)\"", at: .start,
                    help: total == 0 ? "it is empty" : "it has \(list)")
            }
            guard matchingCount <= ZipSelection.mostSelected else {
                throw FeedError(
                    .limit,
                    "\(matchingCount) members match \"\(member)\", more than \(ZipSelection.mostSelected)",
                    at: .start)
            }
            return matching
        }

        private func undecided() -> FeedError {
            if isOffice {
                return FeedError(
                    .source, "the file is an Office document, such as an Excel workbook", at: .start,
                    help: "save it as CSV, or name the member to read with --member")
            }
            if total == 0 { return FeedError(.source, "the archive is empty", at: .start) }
            return FeedError(
                .source, "the archive has \(total) members", at: .start,
                help: "say which with --member, a name or a pattern such as '*.csv'; it has \(list)")
        }

        private var list: String {
            let more = total - shown.count
            return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        }
    }

    private static func matches(_ name: String, pattern: String) -> Bool {
        fnmatch(pattern, name, FNM_PATHNAME) == 0
    }
}
