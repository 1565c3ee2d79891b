/// Looks for the paths of records in a JSON document, or in the lines of NDJSON.
///
/// It reads as far as the text makes sense; whoever reads it as a feed tells what is wrong behind that.
struct JSONPathScan {
    private struct Frame {
        let entry: Int?
        let isList: Bool
        var count = 0
    }

    private static let deepest = 200

    private let bytes: [UInt8]
    private var index = 0
    private var census = RecordPathCensus()
    private var frames: [Frame] = []
    /// The path of the value that comes next.
    private var next: Int? = 0
    private var values = 0

    static func candidates(_ source: BoundedSource) -> [RecordPathCandidate] {
        var source = source
        var bytes: [UInt8] = []
        while let chunk = try? source.nextChunk() { bytes += chunk }
        var scan = JSONPathScan(bytes)
        scan.run()
        return RecordPathFinder.best(scan.found())
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Reading

    private mutating func run() {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, 0x1E, 0xEF, 0xBB, 0xBF, UInt8(ascii: ","), UInt8(ascii: ":"):
                index += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard frames.count < Self.deepest else { return }
                open(isList: byte == UInt8(ascii: "["))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                index += 1
                guard frames.popLast() != nil else { return }
            case UInt8(ascii: "\""):
                guard let text = string() else { return }
                if isName { name(text) } else { leaf(bytes: text.count) }
            default:
                let start = index
                while index < bytes.count, !Self.ends(bytes[index]) { index += 1 }
                guard index > start else { return }
                leaf(bytes: index - start)
            }
        }
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte <= 0x20 || ",:{}[]\"".utf8.contains(byte)
    }

    /// Whether a string is the name of a member.
    private var isName: Bool {
        guard let last = frames.last, !last.isList else { return false }
        var behind = index
        while behind < bytes.count, bytes[behind] <= 0x20 { behind += 1 }
        return behind < bytes.count && bytes[behind] == UInt8(ascii: ":")
    }

    /// The path of the value that starts here.
    private mutating func place() -> Int? {
        guard let last = frames.indices.last else {
            values += 1
            if values == 2 { census.noteRepeated(0) }
            return 0
        }
        frames[last].count += 1
        guard frames[last].isList else { return next }
        guard let list = frames[last].entry, let entry = census.child(of: list, .element) else { return nil }
        if frames[last].count == 2 { census.noteRepeated(entry) }
        return entry
    }

    private mutating func open(isList: Bool) {
        index += 1
        let entry = place()
        if let entry { census.countMap(entry) }
        frames.append(Frame(entry: entry, isList: isList))
    }

    private mutating func leaf(bytes: Int) {
        if let entry = place() { census.countLeaf(entry, bytes: bytes) }
    }

    private mutating func name(_ text: ArraySlice<UInt8>) {
        guard let map = frames.last?.entry else {
            next = nil
            return
        }
        var name = String(decoding: text, as: UTF8.self)
        if text.contains(UInt8(ascii: "\\")) {
            let literal = [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
            name = (try? JSONDocument.parse(literal).value.string) ?? name
        }
        next = census.child(of: map, .named(name))
    }

    /// The text of a string as it is written; `nil` when it is cut off.
    private mutating func string() -> ArraySlice<UInt8>? {
        let start = index + 1
        index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < bytes.count else { return nil }
        index += 1
        return bytes[start..<(index - 1)]
    }

    // MARK: Candidates

    private func found() -> [(candidate: RecordPathCandidate, score: Double)] {
        var found: [(candidate: RecordPathCandidate, score: Double)] = []
        for index in census.entries.indices {
            let entry = census.entries[index]
            if entry.maps == 0 { continue }
            if index > 0, entry.name == .element {
                let list = census.entries[entry.parent]
                let score = census.score(index, called: list.name)
                found.append(
                    (RecordPathCandidate(path: path(entry.parent, tail: "[*]"), count: entry.maps), score))
            }
            if let (count, score) = mapOfMaps(index) {
                found.append((RecordPathCandidate(path: path(index, tail: "*"), count: count), score))
            }
        }
        // Lines of NDJSON are records; a document that holds nothing better is one.
        if values > 1 || found.allSatisfy({ $0.score < 4 }) {
            let score = census.score(0, called: .element)
            found.append((RecordPathCandidate(path: "@", count: values), values > 1 ? score : 3))
        }
        return found
    }

    /// How many maps of one kind a map holds, and how much they look like records; `nil` for every other map.
    private func mapOfMaps(_ index: Int) -> (count: Int, score: Double)? {
        let children = census.entries[index].children
        guard !children.isEmpty,
            children.allSatisfy({ census.entries[$0].maps > 0 && census.entries[$0].leaves == 0 })
        else { return nil }
        var areIDs = true
        var shared = 0
        let first = census.names(children[0])
        for child in children {
            guard census.entries[child].name != .element else { return nil }
            if case .named(let name) = census.entries[child].name,
                !name.utf8.contains(where: { $0 &- 0x30 < 10 })
            {
                areIDs = false
            }
            let names = census.names(child)
            if !names.isEmpty, names.intersection(first).count * 2 >= max(names.count, first.count) {
                shared += 1
            }
        }
        guard areIDs || (children.count >= 3 && shared * 5 >= children.count * 4) else { return nil }
        guard shared * 2 >= children.count else { return nil }
        let score = children.reduce(0) { $0 + census.score($1, called: census.entries[index].name) }
        return (children.reduce(0) { $0 + census.entries[$1].maps }, children.count > 1 ? score * 2 : score)
    }

    private func path(_ index: Int, tail: String) -> String {
        var steps: [JSONRecordPath.Step] = census.steps(index).map { name in
            switch name {
            case .named(let text): .name(text)
            case .element: .elements
            case .other: .values
            }
        }
        // A list at the end of a path is the list of the records.
        let isPlainList = tail == "[*]" && !steps.isEmpty && steps.last != .elements && steps.last != .values
        if !isPlainList { steps.append(tail == "*" ? .values : .elements) }
        return JSONRecordPath(steps: steps).description
    }
}
