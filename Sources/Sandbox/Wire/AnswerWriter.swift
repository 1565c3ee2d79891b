import Feeds

/// Writes the JSON text of an answer: a list of objects or one, member by member in the order of the calls.
struct AnswerWriter {
    private(set) var bytes: [UInt8]
    /// Whether what comes next stands first in its object or list.
    private var isFirst = true

    /// A writer of about so many bytes.
    init(capacity: Int = 1024) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Writes a list.
    mutating func list<Element>(_ elements: [Element], _ each: (Element, inout AnswerWriter) -> Void) {
        bytes.append(UInt8(ascii: "["))
        isFirst = true
        for element in elements {
            separate()
            each(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
        isFirst = false
    }

    /// Writes an object; `members` writes what is in it.
    mutating func object(_ members: (inout AnswerWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    /// A member that is a text.
    mutating func text(_ name: String, _ text: String) {
        self.name(name)
        if Self.isPlain(text.utf8Span.span) {
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: text.utf8)
            bytes.append(UInt8(ascii: "\""))
        } else {
            bytes.append(contentsOf: Value.string(text).jsonBytes())
        }
    }

    /// Whether a text stands in JSON as it is.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }

    /// A member that is a whole number.
    mutating func number(_ name: String, _ number: Int) {
        self.name(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// A member whose JSON text is there already.
    mutating func json(_ name: String, _ text: some Collection<UInt8>) {
        self.name(name)
        bytes.append(contentsOf: text)
    }

    /// Members that show fields of an object as they are stored; `null` stands for a field that it never had.
    mutating func fields(_ names: String..., of object: StoredObject) {
        fields(names, of: object)
    }

    /// The same for any number of names.
    mutating func fields(_ names: [String], of object: StoredObject) {
        for name in names {
            self.name(name)
            if let text = object.document.json(name) {
                bytes.append(contentsOf: text)
            } else {
                bytes.append(contentsOf: "null".utf8)
            }
        }
    }

    private mutating func name(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }
}
