public import Feeds

extension Operand {
    /// How many values a list or map has; 0 for every other value.
    public func count(in record: Record) -> Int {
        switch self {
        case .list(let elements): elements.count
        case .map(let fields): fields.count
        case .entry(let index):
            switch record.nodes[index].kind {
            case .list, .map: Int(record.nodes[index].count)
            default: 0
            }
        default: 0
        }
    }

    /// The elements of a list, or the values of a map, one after the other; none for every other value.
    public func elements(in record: Record) -> Elements {
        switch self {
        case .list(let elements): Elements(made: elements)
        case .map(let fields): Elements(made: fields.map(\.value))
        case .entry(let index):
            switch record.nodes[index].kind {
            case .list, .map: Elements(from: index + 1, to: Int(record.nodes[index].end))
            default: Elements(made: [])
            }
        default: Elements(made: [])
        }
    }

    /// The values of a list or map. Not a sequence, since it needs the record at every step.
    public struct Elements: Sendable {
        private let made: [Operand]
        private var next: Int
        private let end: Int
        private let isTape: Bool

        init(made: [Operand]) {
            self.made = made
            self.next = 0
            self.end = made.count
            self.isTape = false
        }

        init(from start: Int, to end: Int) {
            self.made = []
            self.next = start
            self.end = end
            self.isTape = true
        }

        /// The next value; `nil` after the last.
        public mutating func next(in record: Record) -> Operand? {
            guard next < end else { return nil }
            let current = next
            guard isTape else {
                next += 1
                return made[current]
            }
            // An entry ends behind itself, so that this always gets on.
            next = max(current + 1, Int(record.nodes[current].end))
            return .entry(current)
        }
    }

    /// The named values of a map; none for every other value.
    public func fields(in record: Record) -> [Field] {
        switch self {
        case .map(let fields): return fields
        case .entry(let index) where record.nodes[index].kind == .map:
            var fields: [Field] = []
            fields.reserveCapacity(Int(record.nodes[index].count))
            var values = elements(in: record)
            while case .entry(let child)? = values.next(in: record) {
                fields.append(Field(record.name(of: child), .entry(child)))
            }
            return fields
        default: return []
        }
    }

    /// The element of a list at an index, from its end when that is negative; null when there is none.
    public func element(at index: Int, in record: Record) -> Operand {
        switch self {
        case .list(let elements):
            let position = index < 0 ? elements.count + index : index
            return elements.indices.contains(position) ? elements[position] : .null
        case .entry(let list) where record.nodes[list].kind == .list:
            return record.element(of: list, at: index).map { .entry($0) } ?? .null
        default: return .null
        }
    }

    /// The value of a map under a name, compared byte by byte; null when there is none.
    public func member(_ name: String, in record: Record) -> Operand {
        member(name.utf8.span, in: record)
    }

    /// The value of a map under a name, compared byte by byte; null when there is none.
    func member(_ name: Span<UInt8>, in record: Record) -> Operand {
        switch self {
        case .map(let fields):
            for field in fields where field.name.utf8.span.isSame(as: name) { return field.value }
            return .null
        case .entry(let index): return record.child(of: index, named: name).map { .entry($0) } ?? .null
        default: return .null
        }
    }
}

extension Record {
    /// The entry of a list at an index, from its end when that is negative. Linear in the index.
    func element(of list: Int, at index: Int) -> Int? {
        let node = nodes[list]
        let count = Int(node.count)
        var distance = index < 0 ? count + index : index
        guard node.kind == .list, distance >= 0, distance < count else { return nil }
        var entry = list + 1
        while distance > 0, entry < Int(node.end) {
            entry = Int(nodes[entry].end)
            distance -= 1
        }
        return entry < Int(node.end) ? entry : nil
    }
}
