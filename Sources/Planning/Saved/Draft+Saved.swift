import Feeds
import RedTrack

// How drafts stand in a saved plan: texts, numbers and flags as themselves, lists as lists, all else as a map with one
// word that says what it is.

extension Draft {
    var saved: Value {
        switch self {
        case .scalar(let value): Self.saved(value)
        case .list(let drafts): .array(drafts.map(\.saved))
        case .record(let members):
            .object([("record", .map(members.map { Member($0.name, $0.draft.saved) }))])
        case .reference(.existing(let id)): .object([("id", .string(id))])
        case .reference(.pending(let address)): .object([("new", .string(address.description))])
        }
    }

    /// A value as it goes over the wire. One that a draft could be taken for says that it is none.
    private static func saved(_ value: Value) -> Value {
        switch value {
        case .list, .map: .object([("raw", value)])
        case .number(let literal) where !isJSONNumber(literal): .object([("literal", .string(literal))])
        default: value
        }
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        switch reader.node.value {
        case .list:
            self = .list(try reader.list(Draft.init(saved:)))
        case .map(let members):
            guard members.count == 1, let member = members.first else {
                throw reader.fault(expecting: "a map with one word")
            }
            self = try Self.tagged(member.name, SavedReader(member.node))
        default: self = .scalar(reader.node.value)
        }
    }

    private static func tagged(_ word: String, _ reader: SavedReader) throws(SavedFault) -> Draft {
        switch word {
        case "record":
            var members: [DraftMember] = []
            for (name, reader) in try reader.members() {
                members.append(DraftMember(name, try Draft(saved: reader)))
            }
            return .record(members)
        case "id": return .reference(.existing(id: try reader.text()))
        case "new": return .reference(.pending(try reader.address()))
        case "raw": return .scalar(reader.node.value)
        case "literal": return .scalar(.number(try reader.text()))
        default:
            throw SavedFault(message: "`\(word)` is no kind of value", position: reader.node.position)
        }
    }

    /// Whether a literal, which a file of another syntax may have brought, is a number in JSON too.
    private static func isJSONNumber(_ literal: String) -> Bool {
        var rest = literal.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || whole > 1 && !startsWithZero else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() > 0 else { return false }
        }
        if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
