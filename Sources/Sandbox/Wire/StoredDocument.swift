import Feeds

/// The writable fields of an object as JSON text with the place of each: an answer copies the bytes of a field, and
/// nothing is parsed but what somebody looks into.
struct StoredDocument: Sendable {
    /// The whole text.
    let bytes: [UInt8]
    private let fields: [Field]
    /// The value that the text was written from, when it was.
    private let written: Value?

    private struct Field: Sendable {
        /// Between the quotes.
        let name: Range<Int>
        let value: Range<Int>
    }

    private init(bytes: [UInt8], fields: [Field], written: Value?) {
        self.bytes = bytes
        self.fields = fields
        self.written = written
    }

    /// The text of a value.
    init(_ value: Value) {
        let bytes = value.jsonBytes()
        self.init(bytes: bytes, fields: Self.fields(bytes.span) ?? [], written: value)
    }

    /// Text out of the data file. It was written by ``init(_:)``: only its outer shape is looked at.
    /// - Throws: ``FeedError`` for what is no JSON by its outer shape.
    init(stored bytes: [UInt8]) throws {
        if let fields = Self.fields(bytes.span) {
            self.init(bytes: bytes, fields: fields, written: nil)
        } else {
            // Another program may have laid the text out differently.
            self.init(try RequestBody.value(bytes))
        }
    }

    /// All fields.
    /// - Throws: ``FeedError`` when the text of a data file is no JSON.
    func value() throws -> Value {
        if let written { return written }
        return try RequestBody.value(bytes)
    }

    /// The whole text, for the data file.
    var jsonText: String { String(decoding: bytes, as: UTF8.self) }

    /// The JSON text of a field; `nil` when there is no such field.
    func json(_ name: String) -> ArraySlice<UInt8>? {
        let (text, name) = (bytes.span, name.utf8Span.span)
        for field in fields where Self.isEqual(text.extracting(field.name), name) {
            return bytes[field.value]
        }
        return nil
    }

    /// The members that stand behind the first `count`: what a copied object has beside the fields of its kind.
    func members(after count: Int) -> [(name: String, json: ArraySlice<UInt8>)] {
        if fields.count <= count { return [] }
        return fields[count...].map { field in
            // Between the quotes there may be escapes.
            let name = (try? RequestBody.value(Array("\"".utf8 + bytes[field.name] + "\"".utf8)))?.string
            return (name ?? "", bytes[field.value])
        }
    }

    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// The text of a field that holds one, or an empty one.
    func text(_ name: String) -> String {
        guard let json = json(name), json.first == UInt8(ascii: "\"") else { return "" }
        guard json.contains(UInt8(ascii: "\\")) else {
            return String(decoding: json.dropFirst().dropLast(), as: UTF8.self)
        }
        return (try? RequestBody.value(Array(json)))?.string ?? ""
    }
}

/// Where the fields of an object are, without a look at what they hold.
extension StoredDocument {
    /// - Returns: `nil` unless `text` is one object without white space between its members.
    private static func fields(_ text: Span<UInt8>) -> [Field]? {
        guard text.count >= 2, text[0] == UInt8(ascii: "{") else { return nil }
        if text[1] == UInt8(ascii: "}") { return text.count == 2 ? [] : nil }
        var fields: [Field] = []
        var start = 1
        while start < text.count {
            guard text[start] == UInt8(ascii: "\""), let colon = end(ofTextAt: start, text),
                colon + 1 < text.count, text[colon] == UInt8(ascii: ":"), text[colon + 1] > 0x20,
                let end = end(ofValueAt: colon + 1, text), end > colon + 1, end < text.count
            else { return nil }
            fields.append(Field(name: start + 1..<colon - 1, value: colon + 1..<end))
            if text[end] == UInt8(ascii: "}") { return end + 1 == text.count ? fields : nil }
            guard text[end] == UInt8(ascii: ",") else { return nil }
            start = end + 1
        }
        return nil
    }

    /// The index after the closing quote.
    private static func end(ofTextAt start: Int, _ text: Span<UInt8>) -> Int? {
        var index = start + 1
        while index < text.count {
            if text[index] == UInt8(ascii: "\"") { return index + 1 }
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// The index after a value: of the comma or brace that follows it.
    private static func end(ofValueAt start: Int, _ text: Span<UInt8>) -> Int? {
        var depth = 0
        var index = start
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                guard let end = end(ofTextAt: index, text) else { return nil }
                index = end
                if depth == 0 { return index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index }
                depth -= 1
                if depth == 0 { return index + 1 }
            case UInt8(ascii: ",") where depth == 0: return index
            default: break
            }
            index += 1
        }
        return nil
    }
}
