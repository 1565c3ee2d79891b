internal import Diagnostics
internal import Feeds
internal import JMESPath
internal import RedTrack

/// Writes the values of an object as a tape, each brought into the type of its field.
///
/// What comes from the record is copied as bytes. The place of an entry is that of the value in the record's source
/// text, and the record's start for values that were made.
struct ObjectBuilder {
    var bytes: [UInt8] = []
    var nodes: [RecordNode] = []

    /// A name in ``bytes``; none for an element of a list.
    struct Name: Sendable, BitwiseCopyable {
        var start: UInt32 = 0
        var count: UInt32 = 0
    }

    /// Forgets what was built, keeps the memory, and starts with names that fields refer to.
    mutating func start(names: [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: names)
    }

    /// What was built, as a record that stands where the feed's record does.
    func record(like source: Record, key: Range<Int>) -> Record {
        var record = Record()
        // Copies of the right size: the builder keeps its memory for the next object.
        record.bytes = bytes.withUnsafeBufferPointer { Array($0) }
        record.nodes = nodes.withUnsafeBufferPointer { Array($0) }
        record.position = source.position
        record.number = source.number
        record.keyRange = key
        return record
    }

    // MARK: Containers

    /// Starts a map or a list; its index.
    mutating func open(_ kind: RecordNode.Kind, _ name: Name, at place: UInt32 = 0) -> Int {
        append(kind, name, at: place)
        return nodes.count - 1
    }

    /// Ends a map or a list with so many values.
    mutating func close(_ index: Int, count: Int) {
        nodes[index].count = UInt32(clamping: count)
        nodes[index].end = UInt32(clamping: nodes.count)
    }

    /// Takes back what was started last and holds nothing.
    mutating func takeBack(_ index: Int) { nodes.removeSubrange(index...) }

    @inline(__always)
    mutating func append(_ kind: RecordNode.Kind, _ name: Name, at place: UInt32) {
        var node = RecordNode(kind, end: UInt32(clamping: nodes.count + 1), place: place)
        node.nameStart = name.start
        node.nameCount = name.count
        nodes.append(node)
    }

    // MARK: Values

    /// Adds a value of a field.
    ///
    /// Throws ``ValueError`` when the value is none of the field's type.
    mutating func add(
        _ value: Operand, as type: FieldType, _ name: Name = Name(), isCountry: Bool = false,
        of record: Record
    ) throws(ValueError) {
        let place = value.entry.map { record.nodes[$0].place } ?? 0
        switch type {
        case .text, .reference: try addText(value, name, place, record)
        case .integer(let minimum): try addInteger(value, minimum, name, place, record)
        case .decimal(let isPositive): try addDecimal(value, isPositive, name, place, record)
        case .boolean: try addBoolean(value, name, place, record)
        case .choice(let choices): try addChoice(value, choices, name, place, record)
        case .texts: try addTexts(value, isCountry, name, place, record)
        case .record(let fields): try addFields(value, fields, name, place, record)
        case .records(let fields, _):
            let list = try openList(value, name, place, record)
            var elements = value.elements(in: record)
            while let element = elements.next(in: record) {
                try addFields(
                    element, fields, Name(), element.entry.map { record.nodes[$0].place } ?? 0, record)
            }
            close(list, count: value.count(in: record))
        case .statistics: throw Self.mismatch("a field that can be set", value, record)
        }
    }

    private mutating func addText(
        _ value: Operand, _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        switch value.kind(in: record) {
        case .string, .number:
            append(.string, name, at: place)
            appendText(value, record)
        default: throw Self.mismatch("a text", value, record)
        }
    }

    /// Copies a text behind the others and hands it to the last entry.
    private mutating func appendText(_ value: Operand, _ record: Record) {
        let start = bytes.count
        switch value {
        case .string(let text), .number(let text): bytes.append(contentsOf: text.utf8)
        case .entry(let index): bytes.append(contentsOf: record.bytes[record.textRange(of: index)])
        default: break
        }
        setText(from: start)
    }

    @inline(__always)
    mutating func setText(from start: Int) {
        nodes[nodes.count - 1].textStart = UInt32(clamping: start)
        nodes[nodes.count - 1].count = UInt32(clamping: bytes.count - start)
    }

    private mutating func appendLiteral(_ text: String, _ name: Name, _ place: UInt32) {
        append(.number, name, at: place)
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        setText(from: start)
    }

    // MARK: Numbers

    private static func number(
        _ value: Operand, _ wanted: String, _ record: Record
    ) throws(ValueError) -> (DecimalLiteral, String) {
        guard let text = value.number(in: record) ?? value.string(in: record) else {
            throw mismatch(wanted, value, record)
        }
        // A text is read as strictly as a number of JSON.
        var digits = Substring(text)
        if digits.hasPrefix("-") { digits = digits.dropFirst() }
        let isPlain =
            !digits.hasPrefix(".") && !(digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true)
        guard isPlain, text.utf8.count <= 200, let number = DecimalLiteral(text) else {
            throw ValueError(
                .malformed, "expected \(wanted), found \(ValueError.quoted(text.utf8.span))",
                help: "read it with money(...) or decimal(...), or skip such records")
        }
        return (number, text)
    }

    private mutating func addInteger(
        _ value: Operand, _ minimum: Int, _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        let (number, text) = try Self.number(value, "a whole number", record)
        let magnitude = number.digits + String(repeating: "0", count: min(max(0, number.exponent), 20))
        guard number.exponent >= 0, magnitude.utf8.count <= 18,
            let whole = Int(magnitude.isEmpty ? "0" : magnitude)
        else {
            throw ValueError(
                .malformed, "expected a whole number, found \(ValueError.quoted(text.utf8.span))",
                help: "round it with floor(...) or ceil(...)")
        }
        let result = number.isNegative ? -whole : whole
        guard result >= minimum else {
            throw ValueError(
                .malformed, "\(result) is less than \(minimum)", help: "make it null where there is none")
        }
        appendLiteral(String(result), name, place)
    }

    private mutating func addDecimal(
        _ value: Operand, _ isPositive: Bool, _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        let (number, text) = try Self.number(value, "a number", record)
        if number.isNegative, !number.digits.isEmpty {
            throw ValueError(.negative, "\(ValueError.quoted(text.utf8.span)) is less than 0")
        }
        if isPositive, number.digits.isEmpty {
            throw ValueError(
                .malformed, "0 is not above 0", help: "make it null where there is none: if(x > `0`, x, null)"
            )
        }
        guard let literal = AmountLiteral.text(of: number) else {
            throw ValueError(.limit, "\(ValueError.quoted(text.utf8.span)) has too many digits")
        }
        appendLiteral(literal, name, place)
    }

    // MARK: Words

    private mutating func addBoolean(
        _ value: Operand, _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        let words = ["true": true, "false": false]
        guard let truth = value.boolean(in: record) ?? value.string(in: record).flatMap({ words[$0] }) else {
            throw Self.mismatch("true or false", value, record)
        }
        append(truth ? .true : .false, name, at: place)
    }

    private mutating func addChoice(
        _ value: Operand, _ choices: [FieldType.NamedValue], _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        let text = value.text(in: record) ?? ""
        let isNumber = value.kind(in: record) == .number
        for choice in choices
        where isNumber ? text == String(choice.number) : choice.names.contains(where: { $0 == text }) {
            append(isNumber ? .number : .string, name, at: place)
            appendText(value, record)
            return
        }
        let names = choices.flatMap(\.names)
        throw ValueError(
            .malformed, "\(ValueError.quoted(text.utf8.span)) is none of the values of this field",
            help: Suggestion.help(for: text, in: names) ?? "one of: \(names.joined(separator: ", "))")
    }

    // MARK: Lists and maps

    private mutating func openList(
        _ value: Operand, _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) -> Int {
        guard value.kind(in: record) == .array else { throw Self.mismatch("a list", value, record) }
        return open(.list, name, at: place)
    }

    private mutating func addTexts(
        _ value: Operand, _ isCountry: Bool, _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        if value.kind(in: record) == .string {
            let list = open(.list, name, at: place)
            try addElement(value, isCountry, record)
            return close(list, count: 1)
        }
        let list = try openList(value, name, place, record)
        var elements = value.elements(in: record)
        while let element = elements.next(in: record) { try addElement(element, isCountry, record) }
        close(list, count: value.count(in: record))
    }

    private mutating func addElement(
        _ value: Operand, _ isCountry: Bool, _ record: Record
    ) throws(ValueError) {
        try addText(value, Name(), value.entry.map { record.nodes[$0].place } ?? 0, record)
        guard isCountry else { return }
        let node = nodes[nodes.count - 1]
        let first = Int(node.textStart)
        let isCode = node.count == 2 && Self.isCountry(bytes[first], bytes[first + 1])
        if !isCode {
            let text = value.text(in: record) ?? ""
            throw ValueError(
                .unknownCountry, "\(ValueError.quoted(text.utf8.span)) is no code of a country",
                help: "read countries with country(...)")
        }
    }

    /// Whether two letters are the code of a country.
    private static func isCountry(_ first: UInt8, _ second: UInt8) -> Bool {
        guard (0x41...0x5A).contains(first), (0x41...0x5A).contains(second) else { return false }
        return countries[(Int(first) - 0x41) * 26 + Int(second) - 0x41]
    }

    /// By both letters, whether they are a code.
    private static let countries: [Bool] = {
        var table = [Bool](repeating: false, count: 26 * 26)
        for code in CountryNames.codes {
            let letters = code.utf8.map { Int($0) - 0x41 }
            if letters.count == 2 { table[letters[0] * 26 + letters[1]] = true }
        }
        return table
    }()

    private mutating func addFields(
        _ value: Operand, _ fields: [FieldDescription], _ name: Name, _ place: UInt32, _ record: Record
    ) throws(ValueError) {
        guard value.kind(in: record) == .object else { throw Self.mismatch("a map", value, record) }
        let map = open(.map, name, at: place)
        var count = 0
        for member in value.fields(in: record) {
            guard let field = fields.first(where: { $0.manifestName == member.name && $0.isWritable }) else {
                let known = fields.filter(\.isWritable).map(\.manifestName)
                throw ValueError(
                    .malformed, "there is no field \(ValueError.quoted(member.name.utf8.span))",
                    help: Suggestion.help(for: member.name, in: known)
                        ?? "it has: \(known.joined(separator: ", "))")
            }
            if member.value.isNull(in: record) { continue }
            let start = UInt32(clamping: bytes.count)
            bytes.append(contentsOf: member.name.utf8)
            let name = Name(start: start, count: UInt32(clamping: member.name.utf8.count))
            try add(member.value, as: field.type, name, of: record)
            count += 1
        }
        close(map, count: count)
    }

    private static func mismatch(_ wanted: String, _ value: Operand, _ record: Record) -> ValueError {
        let shown = value.text(in: record).map { ValueError.quoted($0.utf8.span) } ?? "null"
        let kind = value.kind(in: record)
        let found =
            switch kind {
            case .array: "a list"
            case .object: "a map"
            default: shown
            }
        let help =
            switch kind {
            case .array: "pick one with [0], or join(', ', ...)"
            case .object: "name the member that is wanted"
            default: "skip such records, or change the expression"
            }
        return ValueError(.malformed, "expected \(wanted), found \(found)", help: help)
    }
}

extension Operand {
    /// Whether the value is nothing: null, an empty text, list or map.
    func isEmpty(in record: Record) -> Bool {
        switch kind(in: record) {
        case .null: true
        case .boolean, .number: false
        default: !isTruthy(in: record)
        }
    }
}

extension Template.Field {
    /// Whether the values are codes of countries.
    var isCountry: Bool { Self.isCountry(path) }

    /// Whether the values of a field are codes of countries.
    static func isCountry(_ path: String) -> Bool { path == "country_codes" || path == "targeting.countries" }
}
