internal import Diagnostics
internal import Feeds

/// Writes values into one piece of memory: a plan may have a million objects, and as trees they are much larger than the
/// files that they come from.
struct PackWriter {
    private var bytes: [UInt8] = []
    /// Places are written as steps from the one before.
    private var last: SourcePosition

    init(at start: SourcePosition) {
        last = start
        bytes.reserveCapacity(256)
    }

    /// What was written, in no more memory than it needs.
    var packed: [UInt8] { bytes.withUnsafeBytes { Array($0) } }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// A number in as many bytes as it needs.
    mutating func number(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number that is as likely below zero.
    private mutating func step(_ number: Int) { self.number((number << 1) ^ (number >> (Int.bitWidth - 1))) }

    mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// The form in which a place takes the fewest bytes.
    private func code(_ position: SourcePosition) -> PackedPlace {
        if position == last { return .same }
        let isNear =
            position.line == last.line && position.column &- last.column == position.offset &- last.offset
        return isNear ? .near : .far
    }

    /// A byte with what `mark` says and the form of the place, then the place.
    mutating func place(_ position: SourcePosition, mark: UInt8) {
        let code = code(position)
        byte(mark << 2 | code.rawValue)
        switch code {
        case .same: break
        case .near: step(position.column &- last.column)
        case .far:
            step(position.line &- last.line)
            step(position.column &- last.column)
            step(position.offset &- last.offset)
        }
        last = position
    }

    mutating func node(_ node: Node) {
        switch node.value {
        case .null: place(node.position, mark: PackedValue.null.rawValue)
        case .bool(let truth):
            place(node.position, mark: (truth ? PackedValue.yes : PackedValue.no).rawValue)
        case .number(let literal):
            place(node.position, mark: PackedValue.number.rawValue)
            text(literal)
        case .string(let string):
            place(node.position, mark: PackedValue.string.rawValue)
            text(string)
        case .list(let nodes):
            place(node.position, mark: PackedValue.list.rawValue)
            number(nodes.count)
            for node in nodes { self.node(node) }
        case .map(let members):
            place(node.position, mark: PackedValue.map.rawValue)
            number(members.count)
            for member in members {
                place(member.namePosition, mark: 0)
                text(member.name)
                self.node(member.node)
            }
        }
    }

    /// Writes something behind its own length, so that who does not look for it can step over it. Its places are steps
    /// from `start`.
    mutating func part(from start: SourcePosition, _ write: (inout PackWriter) -> Void) {
        var part = PackWriter(at: start)
        write(&part)
        number(part.bytes.count)
        bytes.append(contentsOf: part.bytes)
    }
}

/// How a place is written.
enum PackedPlace: UInt8 {
    /// The one before.
    case same
    /// In the same line, as many columns as bytes away.
    case near
    /// Anywhere else.
    case far
}

/// What kind of value stands there.
enum PackedValue: UInt8 {
    case null, no, yes, number, string, list, map
}

/// Reads what a ``PackWriter`` has written.
struct PackReader {
    private let bytes: [UInt8]
    private(set) var offset: Int
    private var last: SourcePosition

    init(_ bytes: [UInt8], from offset: Int, at start: SourcePosition) {
        self.bytes = bytes
        self.offset = offset
        last = start
    }

    var isAtEnd: Bool { offset >= bytes.count }

    mutating func byte() -> UInt8 {
        defer { offset += 1 }
        return offset < bytes.count ? bytes[offset] : 0
    }

    mutating func number() -> Int {
        var result: UInt = 0
        var shift: UInt = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            result |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: result)
    }

    private mutating func step() -> Int {
        let number = UInt(bitPattern: self.number())
        return Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1)
    }

    mutating func text() -> String {
        let count = number()
        let end = min(offset + count, bytes.count)
        defer { offset = end }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// A mark and a place.
    mutating func place() -> (mark: UInt8, position: SourcePosition) {
        let byte = byte()
        switch PackedPlace(rawValue: byte & 3) ?? .same {
        case .same: break
        case .near:
            let step = step()
            last.column &+= step
            last.offset &+= step
        case .far:
            last.line &+= step()
            last.column &+= step()
            last.offset &+= step()
        }
        return (byte >> 2, last)
    }

    mutating func node() -> Node {
        let (mark, position) = place()
        let value: Value
        switch PackedValue(rawValue: mark) ?? .null {
        case .null: value = .null
        case .no: value = .bool(false)
        case .yes: value = .bool(true)
        case .number: value = .number(text())
        case .string: value = .string(text())
        case .list:
            var nodes: [Node] = []
            let count = number()
            nodes.reserveCapacity(count)
            for _ in 0..<count { nodes.append(node()) }
            value = .list(nodes)
        case .map:
            var members: [Member] = []
            let count = number()
            members.reserveCapacity(count)
            for _ in 0..<count {
                let position = place().position
                let name = text()
                members.append(Member(name, node(), at: position))
            }
            value = .map(members)
        }
        return Node(value, at: position)
    }

    mutating func skip(_ count: Int) { offset = min(offset + count, bytes.count) }
}
