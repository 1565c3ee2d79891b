/// What the fields of a feed hold: the first thing a person wants to know of an unknown one.
///
/// Fields are told apart by their path; the elements of a list share one, `tags[]`. Memory is bounded: a map with
/// very many names, such as one keyed by ids, is counted under one path, `countries.*`.
public struct RecordStatistics: Sendable {
    /// What was seen of one field.
    public struct Field: Sendable {
        /// The path from the record, as an expression reads it: `payouts[].amount`; `@` is the record itself.
        public let path: String
        /// How many values there were, `null` and empty ones included.
        public let count: Int
        /// In how many records the field occurred at least once.
        public let records: Int
        /// How many values were of each kind.
        public let kinds: [RecordNode.Kind: Int]
        /// How many strings were empty.
        public let emptyStrings: Int
        /// How many strings look like a number.
        public let numericStrings: Int
        /// The length in bytes of the longest string or number.
        public let longest: Int
        /// How many different texts there were among the first ones; see ``isEachDifferent``.
        public let distinct: Int
        /// Whether no text came twice, as in an id, as far as texts were remembered.
        public let isEachDifferent: Bool
        /// The first different texts, cut to a readable length.
        public let samples: [String]
    }

    private struct Entry: Sendable {
        var name: [UInt8]
        var isElement = false
        var isAnyName = false
        var children: [Int] = []
        /// The child that was met last: the next one is most often behind it.
        var lastChild = 0
        var count = 0
        var records = 0
        var lastRecord = 0
        var kinds = [Int](repeating: 0, count: 7)
        var emptyStrings = 0
        var numericStrings = 0
        var longest = 0
        var texts: Set<Int> = []
        var hasRepeats = false
        var samples: [[UInt8]] = []
    }

    private static let mostNames = 200
    private static let mostEntries = 20_000
    private static let mostTexts = 10_000
    private static let sampleCount = 3
    private static let sampleBytes = 60

    private var entries = [Entry(name: [])]
    /// How many records were counted.
    public private(set) var records = 0

    /// Has counted nothing.
    public init() {}

    /// Counts a record.
    public mutating func add(_ record: Record) {
        guard !record.nodes.isEmpty else { return }
        records += 1
        count(0, of: record, at: 0)
    }

    private mutating func count(_ index: Int, of record: Record, at entry: Int) {
        let node = record.nodes[index]
        note(node, record.bytes[record.textRange(of: index)], at: entry)
        guard node.kind == .list || node.kind == .map else { return }
        var child = index + 1
        while child < Int(node.end) {
            let name = node.kind == .list ? nil : record.bytes[record.nameRange(of: child)]
            count(child, of: record, at: childEntry(of: entry, name))
            child = Int(record.nodes[child].end)
        }
    }

    private mutating func note(_ node: RecordNode, _ text: ArraySlice<UInt8>, at entry: Int) {
        entries[entry].count += 1
        entries[entry].kinds[Int(node.kind.rawValue)] += 1
        if entries[entry].lastRecord != records {
            entries[entry].lastRecord = records
            entries[entry].records += 1
        }
        guard node.kind == .string || node.kind == .number else { return }
        if text.isEmpty {
            entries[entry].emptyStrings += 1
            return
        }
        if node.kind == .string, Self.isNumeric(text) { entries[entry].numericStrings += 1 }
        entries[entry].longest = max(entries[entry].longest, text.count)
        guard entries[entry].texts.count < Self.mostTexts else { return }
        var hasher = Hasher()
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        guard entries[entry].texts.insert(hasher.finalize()).inserted else {
            entries[entry].hasRepeats = true
            return
        }
        if entries[entry].samples.count < Self.sampleCount {
            entries[entry].samples.append(Array(text.prefix(Self.sampleBytes * 4)))
        }
    }

    private static func isNumeric(_ text: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var points = 0
        for (offset, byte) in text.enumerated() {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: "-") where offset == 0: continue
            default: return false
            }
        }
        return digits > 0 && points <= 1
    }

    // MARK: The tree of paths

    /// The entry below another for a name, or for the elements of a list; made when it is new.
    private mutating func childEntry(of parent: Int, _ name: ArraySlice<UInt8>?) -> Int {
        let children = entries[parent].children
        let first = entries[parent].lastChild
        for step in 0..<children.count {
            let place = (first + step) % children.count
            let child = children[place]
            guard matches(entries[child], name) else { continue }
            entries[parent].lastChild = (place + 1) % children.count
            return child
        }
        let isFull =
            name != nil && (children.count >= Self.mostNames || entries.count >= Self.mostEntries)
        if isFull { return anyName(below: parent) }
        var entry = Entry(name: name.map { Array($0) } ?? [])
        entry.isElement = name == nil
        return append(entry, below: parent)
    }

    private func matches(_ entry: Entry, _ name: ArraySlice<UInt8>?) -> Bool {
        guard let name else { return entry.isElement }
        if entry.isAnyName { return true }
        return !entry.isElement && entry.name.count == name.count && entry.name.elementsEqual(name)
    }

    private mutating func append(_ entry: Entry, below parent: Int) -> Int {
        entries.append(entry)
        entries[parent].children.append(entries.count - 1)
        return entries.count - 1
    }

    /// Takes the names below an entry together as one.
    private mutating func anyName(below parent: Int) -> Int {
        var joined = Entry(name: Array("*".utf8))
        joined.isAnyName = true
        let named = entries[parent].children.filter { !entries[$0].isElement }
        entries[parent].children = entries[parent].children.filter { entries[$0].isElement }
        entries[parent].lastChild = 0
        let target = append(joined, below: parent)
        for source in named { merge(source, into: target) }
        return target
    }

    private mutating func merge(_ source: Int, into target: Int) {
        let from = entries[source]
        entries[target].count += from.count
        entries[target].records = max(entries[target].records, from.records)
        entries[target].lastRecord = max(entries[target].lastRecord, from.lastRecord)
        for kind in from.kinds.indices { entries[target].kinds[kind] += from.kinds[kind] }
        entries[target].emptyStrings += from.emptyStrings
        entries[target].numericStrings += from.numericStrings
        entries[target].longest = max(entries[target].longest, from.longest)
        let hasRepeats = from.hasRepeats || !entries[target].texts.isDisjoint(with: from.texts)
        entries[target].hasRepeats = entries[target].hasRepeats || hasRepeats
        if entries[target].texts.count < Self.mostTexts { entries[target].texts.formUnion(from.texts) }
        for sample in from.samples
        where entries[target].samples.count < Self.sampleCount && !entries[target].samples.contains(sample) {
            entries[target].samples.append(sample)
        }
        for child in from.children {
            let name = entries[child].isElement ? nil : entries[child].name[...]
            if entries[child].isAnyName {
                merge(child, into: anyName(below: target))
            } else {
                merge(child, into: childEntry(of: target, name))
            }
        }
    }

    // MARK: Results

    /// The fields in the order in which they came up, each before what it holds.
    public var fields: [Field] {
        var fields: [Field] = []
        collect(0, path: "", into: &fields)
        return fields
    }

    private func collect(_ index: Int, path: String, into fields: inout [Field]) {
        let entry = entries[index]
        if index > 0 || !isMapOnly(entry) { fields.append(field(entry, path: path.isEmpty ? "@" : path)) }
        for child in entry.children {
            collect(child, path: Self.path(path, entries[child]), into: &fields)
        }
    }

    /// A record that is always a map is no field worth a line.
    private func isMapOnly(_ entry: Entry) -> Bool {
        entry.count == entry.kinds[Int(RecordNode.Kind.map.rawValue)]
    }

    private static func path(_ parent: String, _ entry: Entry) -> String {
        if entry.isElement { return parent + "[]" }
        let name = entry.isAnyName ? "*" : pathName(String(decoding: entry.name, as: UTF8.self))
        return parent.isEmpty ? name : parent + "." + name
    }

    /// A name as an expression writes it: quoted unless it is a plain identifier.
    private static func pathName(_ name: String) -> String {
        let isPlain =
            !name.isEmpty
            && name.utf8.enumerated().allSatisfy { offset, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): offset > 0
                default: false
                }
            }
        if isPlain { return name }
        var quoted: [UInt8] = []
        RecordText.appendQuoted(Array(name.utf8)[...], to: &quoted)
        return String(decoding: quoted, as: UTF8.self)
    }

    private func field(_ entry: Entry, path: String) -> Field {
        var kinds: [RecordNode.Kind: Int] = [:]
        for (raw, count) in entry.kinds.enumerated() where count > 0 {
            guard let kind = UInt8(exactly: raw).flatMap(RecordNode.Kind.init(rawValue:)) else { continue }
            kinds[kind] = count
        }
        return Field(
            path: path, count: entry.count, records: entry.records, kinds: kinds,
            emptyStrings: entry.emptyStrings, numericStrings: entry.numericStrings, longest: entry.longest,
            distinct: entry.texts.count, isEachDifferent: !entry.hasRepeats && entry.texts.count > 1,
            samples: entry.samples.map(Self.sample))
    }

    /// A text cut between scalars to a readable length.
    private static func sample(_ bytes: [UInt8]) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if text.utf8.count >= sampleBytes { return text + "…" }
            // The bytes may have been cut inside the last scalar.
            if scalar != "\u{FFFD}" { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
