internal import RedTrack

/// One column that a CSV manifest of a kind can have.
struct CSVColumn: Sendable {
    /// What the cells of a column belong to.
    enum Level: Sendable, Hashable {
        /// The object: its cells may be repeated on further rows of the object, with equal values.
        case object
        /// An element of the list that is written as rows: a stream of a campaign.
        case element
        /// An element of a list inside of such an element, by the list's name: one a row.
        case nested(String)
    }

    /// What a cell says.
    enum Role: Sendable, Hashable {
        /// A word of the object, such as `key`.
        case word(ObjectWord)
        /// The value of a field.
        case value
        /// One part for each record of a list: `postbacks.url`.
        case parts
        /// Nothing but `[]`: the record or list as a whole is empty.
        case container
        /// Which element of the list that is written as rows.
        case selector
    }

    let name: String
    let level: Level
    let role: Role
    /// The way to the field from what the level says.
    let path: [String]
    let type: FieldType
}

/// The columns of a kind's CSV manifests, made from the descriptions of its fields.
struct CSVColumns: Sendable {
    private(set) var all: [CSVColumn] = []
    /// The list that is written as rows (`streams`), and the name of one of its elements (`stream`).
    private(set) var rows: (list: String, singular: String)?
    /// The lists inside of its elements, by name.
    private(set) var nestedLists: [String] = []

    init(_ kind: Kind) {
        for word in ObjectWord.words(of: kind) where word != .extra { add(word) }
        for field in kind.fields where field.isWritable { add(field, at: [], .object) }
        add(.extra)
    }

    func column(named name: String) -> CSVColumn? { all.first { $0.name == name } }

    private mutating func add(_ word: ObjectWord) {
        all.append(CSVColumn(name: word.rawValue, level: .object, role: .word(word), path: [], type: .text))
    }

    private mutating func add(_ field: FieldDescription, at parent: [String], _ level: CSVColumn.Level) {
        let path = parent + [field.manifestName]
        switch field.type {
        case .record(let fields):
            append(level, .container, path, field.type)
            for field in fields where field.isWritable { add(field, at: path, level) }
        case .records(let fields, _):
            if level == .object, fields.contains(where: { Self.isList($0.type) }) {
                addRows(field, fields)
                return
            }
            append(level, .container, path, field.type)
            for field in fields where field.isWritable {
                append(level, .parts, path + [field.manifestName], field.type)
            }
        case .statistics: break
        default: append(level, .value, path, field.type)
        }
    }

    /// A list of records that hold lists takes a row for each of the inner records.
    private mutating func addRows(_ list: FieldDescription, _ fields: [FieldDescription]) {
        let singular = Singular.of(list.manifestName)
        rows = (list.manifestName, singular)
        append(.element, .selector, [], list.type)
        for field in fields where field.isWritable && !Self.isList(field.type) {
            add(field, at: [], .element)
        }
        for field in fields {
            guard case .records(let members, _) = field.type else { continue }
            nestedLists.append(field.manifestName)
            for member in members where member.isWritable {
                append(.nested(field.manifestName), .value, [member.manifestName], member.type)
            }
        }
    }

    private static func isList(_ type: FieldType) -> Bool {
        if case .records = type { true } else { false }
    }

    private mutating func append(
        _ level: CSVColumn.Level, _ role: CSVColumn.Role, _ path: [String], _ type: FieldType
    ) {
        let names: [String]
        switch level {
        case .object: names = path
        case .element: names = [rows?.singular ?? ""] + path
        case .nested(let list):
            // `offer`, not `offer.offer`: the element is known by what it refers to.
            let singular = Singular.of(list)
            names = path == [singular] ? path : [singular] + path
        }
        all.append(
            CSVColumn(name: names.joined(separator: "."), level: level, role: role, path: path, type: type))
    }
}

/// The name of one element of a list: `stream` of `streams`.
enum Singular {
    /// The name without its plural ending; `item` where it has none, as `os`.
    static func of(_ list: String) -> String {
        list.utf8.count > 3 && list.hasSuffix("s") ? String(list.dropLast()) : "item"
    }
}
