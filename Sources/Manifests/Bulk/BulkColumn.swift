internal import RedTrack

/// What cells of a column may be, and to what they belong.
struct BulkColumn {
    enum Role: UInt8 {
        /// One value of its node.
        case value
        case key
        case title
        /// Parts joined by `|`, as many as in the other columns of the list.
        case parts
        /// Which stream the row is about.
        case selector
        /// A cell that says anything is for the reader.
        case close
    }

    enum Level: UInt8 { case object, element, nested }

    var role = Role.close
    var level = Level.object
    /// The node of the value, or of each part of it.
    var node = 0
    /// Whether the value is a list whose parts are joined by `|`.
    var isList = false
    /// The number of the list whose part it is, or in which the share stands.
    var list = -1
    /// The number of the filter that it belongs to.
    var filter = -1
    /// Whether the cell makes that filter one with values.
    var isFilterValue = false

    init(
        _ column: CSVColumn, _ schema: BulkSchema, rows: String?, lists: inout [String],
        filters: inout [String]
    ) {
        var path = column.path
        switch column.level {
        case .object: level = .object
        case .element:
            level = .element
            path = [rows ?? ""] + path
        case .nested(let name):
            level = .nested
            path = [rows ?? "", name] + path
            list = Self.number(name, in: &lists)
        }
        switch column.role {
        case .word(let word):
            guard word == .key else { return }
            (role, node) = (.key, schema.key)
            return
        case .selector:
            role = .selector
            return
        case .container: return
        case .value, .parts: break
        }
        guard let found = schema.node(at: path) else { return }
        let value = schema.nodes[found].value
        if column.role == .parts {
            list = Self.number(path.dropLast().joined(separator: "."), in: &lists)
            (role, node) = (.parts, found)
        } else if value == .list {
            (role, node, isList) = (.value, schema.nodes[found].below.lowerBound, true)
        } else {
            (role, node) = (value == .title ? .title : .value, found)
        }
        guard path.count > 1 else { return }
        for length in 1..<path.count {
            guard let above = schema.node(at: Array(path.prefix(length))), schema.nodes[above].isFilter else {
                continue
            }
            filter = Self.number(path.prefix(length).joined(separator: "."), in: &filters)
            // The values of `subs` stand one deeper than its `active`.
            isFilterValue = path.count > length + 1 || schema.nodes[found].isFilterValue
        }
    }

    private static func number(_ name: String, in names: inout [String]) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        names.append(name)
        return names.count - 1
    }
}

extension BulkSchema {
    /// The node at the end of names.
    func node(at path: [String]) -> Int? {
        var nodes = object
        var found: Int?
        for name in path {
            guard let node = nodes.first(where: { text(of: $0) == name }) else { return nil }
            found = node
            nodes = self.nodes[node].below
        }
        return found
    }
}
