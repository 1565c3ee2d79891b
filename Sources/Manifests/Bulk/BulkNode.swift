internal import RedTrack

/// One name that a file of a kind may use, with what its value must certainly be: the table of fields once more, flat,
/// so that a value is checked without making one.
///
/// The checks accept less than the readers do. What they do not accept is no fault: a reader looks at it.
struct BulkNode {
    enum Value: UInt8 {
        /// A word of the object, or a field, that makes it one to look at closely.
        case close
        /// The key.
        case key
        case title
        case text
        case country
        case integer
        case decimal
        /// A decimal above zero.
        case amount
        case boolean
        /// One of the names below.
        case choice
        /// A list of the node below.
        case list
        case reference
        /// Named values: the nodes below.
        case record
        /// A list of such.
        case records
    }

    /// The name, in the schema's names.
    var name: Range<Int> = 0..<0
    var value = Value.close
    /// Whether an element of a list needs it, or a text is not blank.
    var isRequired = false
    /// Of an integer.
    var minimum = 0
    /// Of an integer.
    var maximum = 999_999_999
    /// The nodes below.
    var below: Range<Int> = 0..<0
    /// What a reference names.
    var kind = Kind.network
    /// Whether the record is a filter, which needs a value beside `active` and `exclude`.
    var isFilter = false
    /// Whether the value makes a filter one with values: not so `active` and `exclude`.
    var isFilterValue = true
}

/// What files of a kind may say.
struct BulkSchema: Sendable {
    private(set) var nodes: [BulkNode] = []
    private(set) var names: [UInt8] = []
    /// What stands in an object.
    private(set) var object: Range<Int> = 0..<0
    /// The index of `key`, `title`, in ``object``.
    private(set) var key = 0
    private(set) var title = 0

    init(_ kind: Kind) {
        var fields: [(String, FieldDescription?)] = ObjectWord.words(of: kind).map { ($0.rawValue, nil) }
        fields += kind.fields.filter(\.isWritable).map { ($0.manifestName, $0) }
        let start = nodes.count
        for (name, _) in fields { add(name) }
        object = start..<nodes.count
        for (index, field) in fields.enumerated() {
            if field.0 == ObjectWord.key.rawValue {
                nodes[start + index].value = .key
                nodes[start + index].isRequired = true
                key = start + index
            } else if let description = field.1 {
                describe(start + index, description, kind, path: [field.0])
                if field.0 == "title" { title = start + index }
            }
        }
    }

    private mutating func add(_ name: String) {
        let first = names.count
        names.append(contentsOf: name.utf8)
        nodes.append(BulkNode(name: first..<names.count))
    }

    private mutating func describe(
        _ index: Int, _ field: FieldDescription, _ kind: Kind, path: [String]
    ) {
        nodes[index].isRequired = field.access == .required
        nodes[index].isFilterValue = field.name != "active" && field.name != "exclude"
        switch field.type {
        case .text:
            // The URLs of domains have rules of their own, and there are few of them.
            if kind == .domain, path == ["url"] { return }
            nodes[index].value = path == ["title"] ? .title : .text
        case .integer(let minimum):
            nodes[index].value = .integer
            nodes[index].minimum = minimum
            if field.name == "payment_percent" { nodes[index].maximum = 100 }
        case .decimal(let positive): nodes[index].value = positive ? .amount : .decimal
        case .boolean: nodes[index].value = .boolean
        case .choice(let choices): describe(index, choices, kind, path)
        case .texts:
            let first = nodes.count
            add(field.name)
            let codes = ["country_codes", "targeting.countries", "streams.filters.country.iso"]
            nodes[first].value = codes.contains(path.joined(separator: ".")) ? .country : .text
            nodes[index].value = .list
            nodes[index].below = first..<(first + 1)
        case .reference(let target):
            nodes[index].value = .reference
            nodes[index].kind = target
        case .record(let fields):
            below(index, fields, kind, path)
            nodes[index].value = .record
            nodes[index].isFilter = StreamFilter.isFilter(fields)
        case .records(let fields, _):
            below(index, fields, kind, path)
            nodes[index].value = .records
            // A stream without offers is worth a warning.
            for node in nodes[index].below where path == ["streams"] && text(of: node) == "offers" {
                nodes[node].isRequired = true
            }
        case .statistics: break
        }
    }

    /// The names of a choice that need no second look: archived offers do, and what is deleted.
    private mutating func describe(
        _ index: Int, _ choices: [FieldType.NamedValue], _ kind: Kind, _ path: [String]
    ) {
        let first = nodes.count
        for choice in choices {
            let isStatus = path == ["status"]
            if isStatus, choice.number == Status.deleted.rawValue { continue }
            if isStatus, kind == .offer, choice.number != Status.active.rawValue { continue }
            for name in choice.names { add(name) }
        }
        nodes[index].value = .choice
        nodes[index].below = first..<nodes.count
    }

    private mutating func below(_ index: Int, _ fields: [FieldDescription], _ kind: Kind, _ path: [String]) {
        let writable = fields.filter(\.isWritable)
        let first = nodes.count
        for field in writable { add(field.manifestName) }
        nodes[index].below = first..<nodes.count
        for (offset, field) in writable.enumerated() {
            describe(first + offset, field, kind, path: path + [field.manifestName])
        }
    }

    func text(of node: Int) -> String { String(decoding: names[nodes[node].name], as: UTF8.self) }

    /// The node with a name among some; looked for from a guess on.
    @inline(__always)
    func node(named bytes: Span<UInt8>, _ range: Range<Int>, in nodes: Range<Int>, after guess: Int) -> Int? {
        var index = guess + 1
        for _ in 0..<nodes.count {
            if index >= nodes.upperBound || index < nodes.lowerBound { index = nodes.lowerBound }
            if isName(index, bytes, range) { return index }
            index += 1
        }
        return nil
    }

    @inline(__always)
    func isName(_ node: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let name = nodes[node].name
        guard name.count == range.count else { return false }
        var index = 0
        while index < name.count {
            guard names[name.lowerBound + index] == bytes[range.lowerBound + index] else { return false }
            index += 1
        }
        return true
    }

    /// Whether bytes are one of the names of a choice.
    func isChoice(_ bytes: Span<UInt8>, _ range: Range<Int>, of node: Int) -> Bool {
        for index in nodes[node].below where isName(index, bytes, range) { return true }
        return false
    }
}
