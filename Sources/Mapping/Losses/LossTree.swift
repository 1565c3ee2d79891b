internal import Diagnostics
internal import Feeds
internal import JMESPath

/// Accounts for every field that occurs: it is read, ignored for a reason, or lost.
///
/// The tree grows with the different paths of the feed, not with the feed; the elements of a list share one path, and
/// so do the members of a map with very many names.
struct LossTree {
    /// How far a path of the template leads down to an entry.
    fileprivate struct Rule {
        let path: FeedPath
        let reason: String
        let step: Int
    }

    private struct Entry {
        var name: [UInt8] = []
        var isElement = false
        var isAnyName = false
        var reads: ReadTree?
        var rules: [Rule] = []
        var reason: String?
        var children: [Int] = []
        var count = 0
        var first = SourcePosition.start
        var example = ""
    }

    private static let mostNames = 200
    private static let mostEntries = 20_000
    /// What rejects are marked with means nothing when they are fed again.
    private static let marks: [[UInt8]] = ["waybill_reason", "waybill_place", "waybill_reject"].map {
        Array($0.utf8)
    }

    private var entries: [Entry]
    /// The same paths for the walk over a record, and their names.
    var spots: [Spot] = []
    private(set) var names: [UInt8] = []
    /// The join whose records are counted; `nil` for the feed.
    private let join: String?

    init(_ reads: ReadTree, _ ignored: [IgnoredFields], join: String? = nil) {
        self.join = join
        var root = Entry()
        root.reads = reads
        root.rules = ignored.flatMap { fields in
            fields.paths.map { Rule(path: $0, reason: fields.reason, step: 0) }
        }
        entries = []
        append(root)
    }

    // MARK: Counting

    private static func verdict(of entry: Entry, _ isContainer: Bool) -> Verdict {
        guard let reads = entry.reads else {
            // A rule may still say something of a part.
            let hasRules = entry.reason == nil && !entry.rules.isEmpty
            return isContainer && hasRules ? .parted : .unread
        }
        return reads.everything || !isContainer ? .read : .parted
    }

    mutating func count(_ index: Int, of record: Record, at entry: Int) {
        let node = record.nodes[index]
        let isNothing = node.kind == .null || node.count == 0 && node.kind != .true && node.kind != .false
        if isNothing { return }
        entries[entry].count += 1
        guard entries[entry].count == 1 else { return }
        entries[entry].first = record.position(of: index)
        var text: [UInt8] = []
        // A long value is shown by its start, so no more of it than that is written.
        if node.kind == .list || node.kind == .map {
            RecordText.append(index, of: record, to: &text)
        } else if node.kind == .true || node.kind == .false {
            text = Array((node.kind == .true ? "true" : "false").utf8)
        } else {
            text = Array(record.bytes[record.textRange(of: index)].prefix(300))
        }
        entries[entry].example = ValueError.quoted(text.span)
    }

    // MARK: The tree

    /// The path of a value below another; a new one when it was not met before.
    mutating func child(of parent: Int, _ record: Record, _ child: Int, isElement: Bool) -> Int {
        let range = record.nameRange(of: child)
        for found in entries[parent].children where matches(found, record, range, isElement) { return found }
        return add(to: parent, isElement ? nil : Array(record.bytes[range]))
    }

    /// Adds an entry to the tree, and what the walk needs of it.
    private mutating func append(_ entry: Entry) {
        var spot = Spot()
        spot.nameStart = Int32(clamping: names.count)
        spot.nameCount = Int32(clamping: entry.name.count)
        spot.isElement = entry.isElement
        spot.isAnyName = entry.isAnyName
        spot.container = Self.verdict(of: entry, true)
        spot.scalar = Self.verdict(of: entry, false)
        names += entry.name
        spots.append(spot)
        entries.append(entry)
    }

    private func matches(_ index: Int, _ record: Record, _ range: Range<Int>, _ isElement: Bool) -> Bool {
        if entries[index].isElement || isElement { return entries[index].isElement && isElement }
        if entries[index].isAnyName { return true }
        let bytes = entries[index].name
        guard bytes.count == range.count else { return false }
        let name = bytes.span
        let found = record.bytes.span.extracting(range)
        for offset in 0..<name.count where name[offset] != found[offset] { return false }
        return true
    }

    /// Adds the path of a name, or of the elements of a list.
    private mutating func add(to parent: Int, _ name: [UInt8]?) -> Int {
        let owner = entries[parent]
        var entry = Entry()
        entry.name = name ?? []
        entry.isElement = name == nil
        entry.reason = owner.reason
        if let name {
            entry.isAnyName = owner.children.count >= Self.mostNames || entries.count >= Self.mostEntries
            // No feed has such a name: what is read of it is read of every member.
            entry.reads = owner.reads?.member(entry.isAnyName ? [0xFF] : name)
        } else {
            entry.reads = Self.elements(owner.reads)
        }
        for rule in owner.rules {
            guard let step = rule.step(behind: entry.isElement ? nil : entry.name) else { continue }
            if step == rule.path.steps.count {
                entry.reason = entry.reason ?? rule.reason
            } else {
                entry.rules.append(Rule(path: rule.path, reason: rule.reason, step: step))
            }
        }
        if parent == 0, Self.marks.contains(entry.name) { entry.reads = .whole }
        if entry.isAnyName { fold(parent, into: &entry) }
        append(entry)
        // Names are looked for before the one that stands for all others.
        entries[parent].children.append(entries.count - 1)
        return entries.count - 1
    }

    /// Takes names that nobody reads together as one.
    private mutating func fold(_ parent: Int, into entry: inout Entry) {
        var kept: [Int] = []
        for child in entries[parent].children {
            let isFolded =
                entries[child].reads == nil && entries[child].children.isEmpty && !entries[child].isElement
                && entries[child].reason == entry.reason
            guard isFolded else {
                kept.append(child)
                continue
            }
            if entry.count == 0 {
                entry.first = entries[child].first
                entry.example = entries[child].example
            }
            entry.count += entries[child].count
            entries[child].count = 0
        }
        entries[parent].children = kept
        // What was folded is expected no more.
        for index in spots.indices {
            spots[index].follower = 0
            spots[index].first = 0
        }
    }

    private static func elements(_ reads: ReadTree?) -> ReadTree? {
        guard let reads else { return nil }
        var result: ReadTree?
        // Elements share a path: what is read of one of the first or last is read of all.
        for index in 0..<16 {
            guard let tree = reads.element(index, of: 16) else { continue }
            result = result?.union(tree) ?? tree
        }
        return result
    }

    // MARK: Results

    /// The fields that are lost and those that are ignored, in the order in which they came up.
    var fields: (lost: [FieldUse], ignored: [FieldUse]) {
        var lost: [FieldUse] = []
        var ignored: [FieldUse] = []
        collect(0, "", &lost, &ignored)
        return (lost, ignored)
    }

    private func collect(_ index: Int, _ path: String, _ lost: inout [FieldUse], _ ignored: inout [FieldUse])
    {
        let entry = entries[index]
        if entry.count > 0 {
            let shown = path.isEmpty ? "@" : path
            let use = FieldUse(
                path: join.map { "joined \($0): \(shown)" } ?? shown, count: entry.count, first: entry.first,
                example: entry.example, reason: entry.reason, join: join)
            if entry.reason == nil { lost.append(use) } else { ignored.append(use) }
        }
        for child in entry.children {
            let name = entries[child].isAnyName ? "*" : Self.written(entries[child].name)
            let tail = entries[child].isElement ? path + "[]" : (path.isEmpty ? name : path + "." + name)
            collect(child, tail, &lost, &ignored)
        }
    }

    /// A name as ``FeedPath`` reads it.
    private static func written(_ name: [UInt8]) -> String {
        let text = String(decoding: name, as: UTF8.self)
        let isPlain = !name.isEmpty && !name.contains { ".[]\"*".utf8.contains($0) }
        return isPlain ? text : "\"\(text)\""
    }
}

extension LossTree.Rule {
    /// The step that follows when the path goes on to a name, or to an element of a list; `nil` when it does not.
    fileprivate func step(behind name: [UInt8]?) -> Int? {
        switch path.steps[step] {
        case .element: name == nil ? step + 1 : nil
        case .anyName: name == nil ? step : step + 1
        case .name(let wanted): name == nil ? step : (wanted == name ? step + 1 : nil)
        }
    }
}
