import Diagnostics
import Feeds
import RedTrack

/// Why a saved plan cannot be read: the first place that does not hold what it should.
struct SavedFault: Error {
    let message: String
    let position: SourcePosition
}

/// A value of a saved plan, and what it is asked to be.
struct SavedReader {
    let node: Node

    init(_ node: Node) { self.node = node }

    func fault(expecting expected: String) -> SavedFault {
        SavedFault(message: "expected \(expected), found \(node.value.kindName)", position: node.position)
    }

    func text() throws(SavedFault) -> String {
        guard case .string(let text) = node.value else { throw fault(expecting: "a text") }
        return text
    }

    func flag() throws(SavedFault) -> Bool {
        guard case .bool(let flag) = node.value else { throw fault(expecting: "true or false") }
        return flag
    }

    /// A whole number.
    func integer() throws(SavedFault) -> Int {
        guard case .number(let literal) = node.value, let number = DecimalLiteral(literal)?.integer else {
            throw fault(expecting: "a whole number")
        }
        return number
    }

    /// A whole number that is not negative.
    func count() throws(SavedFault) -> Int {
        let number = try integer()
        if number < 0 {
            throw SavedFault(message: "expected a count, found \(number)", position: node.position)
        }
        return number
    }

    func elements() throws(SavedFault) -> [SavedReader] {
        guard case .list(let nodes) = node.value else { throw fault(expecting: "a list") }
        return nodes.map(SavedReader.init)
    }

    /// A list of something.
    func list<Result>(
        _ read: (SavedReader) throws(SavedFault) -> Result
    ) throws(SavedFault) -> [Result] {
        var results: [Result] = []
        for element in try elements() { results.append(try read(element)) }
        return results
    }

    /// A list of something that may be missing.
    func list<Result>(
        _ name: String, _ read: (SavedReader) throws(SavedFault) -> Result
    ) throws(SavedFault) -> [Result] {
        try self[name]?.list(read) ?? []
    }

    func texts() throws(SavedFault) -> [String] {
        try list { reader throws(SavedFault) in try reader.text() }
    }

    func members() throws(SavedFault) -> [(name: String, reader: SavedReader)] {
        guard case .map(let members) = node.value else { throw fault(expecting: "a map") }
        return members.map { ($0.name, SavedReader($0.node)) }
    }

    /// A member that may be missing.
    subscript(name: String) -> SavedReader? {
        node.value[name].map(SavedReader.init)
    }

    /// A member that has to be there.
    func member(_ name: String) throws(SavedFault) -> SavedReader {
        guard case .map = node.value else { throw fault(expecting: "a map") }
        guard let member = self[name] else {
            throw SavedFault(message: "`\(name)` is missing", position: node.position)
        }
        return member
    }

    /// One of a type's words.
    func word<Word: RawRepresentable<String>>(_ type: Word.Type) throws(SavedFault) -> Word {
        guard let word = Word(rawValue: try text()) else {
            throw SavedFault(
                message: "\(node.value.jsonText()) is none of the words that may stand here",
                position: node.position)
        }
        return word
    }

    /// The plural name of a kind.
    func kind() throws(SavedFault) -> Kind {
        guard let kind = Kind(plural: try text()) else {
            throw SavedFault(
                message: "\(node.value.jsonText()) is no kind of object", position: node.position)
        }
        return kind
    }

    /// `offers/Red Bushido`.
    func address() throws(SavedFault) -> ObjectAddress {
        // Byte by byte: a key may start with a mark that joins the slash.
        let bytes = try text().utf8
        let plural = bytes.prefix { $0 != UInt8(ascii: "/") }
        guard plural.count < bytes.count, let kind = Kind(plural: String(decoding: plural, as: UTF8.self))
        else {
            throw SavedFault(
                message: "\(node.value.jsonText()) names no object as KIND/KEY", position: node.position)
        }
        return ObjectAddress(kind, String(decoding: bytes.dropFirst(plural.count + 1), as: UTF8.self))
    }

    /// Texts by name.
    func table() throws(SavedFault) -> [String: String] {
        var table: [String: String] = [:]
        for (name, reader) in try members() { table[name] = try reader.text() }
        return table
    }

    /// What the lock file remembers of fields: hexadecimal digits by name. Anything else would damage it.
    func fingerprints() throws(SavedFault) -> [String: String] {
        let table = try table()
        let isWhole = table.values.allSatisfy { text in
            !text.isEmpty && text.utf8.allSatisfy { $0 &- 48 < 10 || $0 &- 97 < 6 }
        }
        guard isWhole else { throw fault(expecting: "fingerprints of hexadecimal digits") }
        return table
    }

    /// Something by the plural names of kinds.
    func byKind<Result>(
        _ read: (SavedReader) throws(SavedFault) -> Result
    ) throws(SavedFault) -> [Kind: Result] {
        var results: [Kind: Result] = [:]
        for (name, reader) in try members() {
            guard let kind = Kind(plural: name) else {
                throw SavedFault(message: "`\(name)` is no kind of object", position: reader.node.position)
            }
            results[kind] = try read(reader)
        }
        return results
    }
}

extension Value {
    /// A map without the members that have nothing to say.
    static func saved(_ members: [(String, Value?)]) -> Value {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// Texts; `nil` for none.
    static func texts(_ texts: [String]) -> Value? {
        texts.isEmpty ? nil : .array(texts.map(Value.string))
    }

    /// Texts by name, sorted; `nil` for none.
    static func table(_ table: [String: String]) -> Value? {
        if table.isEmpty { return nil }
        return .object(
            table.sorted { ExactText($0.key) < ExactText($1.key) }.map { ($0.key, .string($0.value)) })
    }
}
