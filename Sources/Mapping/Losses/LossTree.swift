internal import Diagnostics
internal import Feeds
internal import JMESPath

/// Accounts for every field that occurs: it is read, ignored for a reason, or lost.
///
/// The tree grows with the different paths of the feed, not with the feed; the elements of a list share one path, and
/// so do the members of a map with very many names.
struct LossTree {
    /// What a value of a path is.
    private enum Verdict {
        /// It is read with all that it holds.
        case read
        /// Its parts are looked at one by one.
        case parted
        /// Nobody reads it.
        case unread
    }

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
        /// The child that was met last: the next one is most often behind it.
        var next = 0
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
    /// The join whose records are counted; `nil` for the feed.
    private let join: String?

    init(_ reads: ReadTree, _ ignored: [IgnoredFields], join: String? = nil) {
        self.join = join
        var root = Entry()
        root.reads = reads
        root.rules = ignored.flatMap { fields in
            fields.paths.map { Rule(path: $0, reason: fields.reason, step: 0) }
        }
        entries = [root]
    }

    // MARK: Counting

    /// Counts the fields of a record.
    mutating func add(_ record: Record) {
        if !record.nodes.isEmpty { visit(0, of: record, at: 0) }
    }

    private mutating func visit(_ index: Int, of record: Record, at entry: Int) {
        let node = record.nodes[index]
        let isContainer = node.kind == .list || node.kind == .map
        switch verdict(of: entry, isContainer) {
        case .read: return
        case .unread: count(index, node, of: record, at: entry)
        case .parted:
            var child = index + 1
            while child < Int(node.end) {
                let found = self.child(of: entry, record, child, isElement: node.kind == .list)
                visit(child, of: record, at: found)
                child = max(child + 1, Int(record.nodes[child].end))
            }
        }
    }

    private func verdict(of index: Int, _ isContainer: Bool) -> Verdict {
        guard let reads = entries[index].reads else {
            // A rule may still say something of a part.
            let hasRules = entries[index].reason == nil && !entries[index].rules.isEmpty
            return isContainer && hasRules ? .parted : .unread
        }
        return reads.everything || !isContainer ? .read : .parted
    }

    private mutating func count(_ index: Int, _ node: RecordNode, of record: Record, at entry: Int) {
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

    private mutating func child(of parent: Int, _ record: Record, _ child: Int, isElement: Bool) -> Int {
        let range = record.nameRange(of: child)
        let count = entries[parent].children.count
        var place = entries[parent].next
        for _ in 0..<count {
            if place >= count { place = 0 }
            let found = entries[parent].children[place]
            if matches(found, record, range, isElement) {
                entries[parent].next = place + 1
                return found
            }
            place += 1
        }
        return add(to: parent, isElement ? nil : Array(record.bytes[range]))
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
        entries.append(entry)
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
        entries[parent].next = 0
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
