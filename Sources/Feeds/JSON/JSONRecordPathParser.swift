internal import Diagnostics

/// Reads the text of a ``JSONRecordPath``.
struct JSONRecordPathParser {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// All steps of the path; none for `@`.
    mutating func steps() throws(FeedError) -> [JSONRecordPath.Step] {
        var steps: [JSONRecordPath.Step] = []
        guard !bytes.isEmpty else {
            throw error("the path to the records is empty", help: "write @ for the whole document")
        }
        var needsDot = false
        if bytes[0] == UInt8(ascii: "@") {
            index = 1
            needsDot = true
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "[") {
                steps.append(try bracket())
            } else if needsDot {
                guard bytes[index] == UInt8(ascii: ".") else {
                    throw error("expected \".\" or \"[\", found \(found())")
                }
                index += 1
                steps.append(try name())
            } else {
                steps.append(try name())
            }
            needsDot = true
        }
        return steps
    }

    private mutating func name() throws(FeedError) -> JSONRecordPath.Step {
        guard index < bytes.count else { throw error("expected a name, found the end of the path") }
        switch bytes[index] {
        case UInt8(ascii: "*"):
            index += 1
            return .values
        case UInt8(ascii: "\""): return .name(try quotedName())
        case let byte where Self.isIdentifierStart(byte):
            let start = index
            while index < bytes.count, Self.isIdentifier(bytes[index]) { index += 1 }
            if index < bytes.count, bytes[index] >= 0x80 || bytes[index] == UInt8(ascii: "-") {
                throw error("a name with \(found()) in it stands in quotes", help: "such as \"a-b\"")
            }
            return .name(String(decoding: bytes[start..<index], as: UTF8.self))
        case UInt8(ascii: "$"), UInt8(ascii: "/"):
            throw error("expected a name, found \(found())", help: "a path looks like data.offers[*]")
        case 0x80...:
            throw error("a name with \(found()) in it stands in quotes", help: "such as \"Größe\"")
        default: throw error("expected a name, found \(found())")
        }
    }

    private mutating func quotedName() throws(FeedError) -> String {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < bytes.count else {
            index = start
            throw error("the quotes that open here are not closed")
        }
        index += 1
        let literal = Array(bytes[start..<index])
        do throws(FeedError) {
            return try JSONDocument.parse(literal).value.string ?? ""
        } catch {
            index = start + min(error.position.offset, literal.count)
            throw self.error(error.message, help: error.help)
        }
    }

    private mutating func bracket() throws(FeedError) -> JSONRecordPath.Step {
        index += 1
        let start = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "*") { index += 1 }
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        guard index < bytes.count else { throw error("expected \"]\", found the end of the path") }
        guard bytes[index] == UInt8(ascii: "]") else {
            let isNegative = bytes[index] == UInt8(ascii: "-")
            throw error(
                "expected \"]\", \"*]\" or a number, found \(found())",
                help: isNegative ? "a feed is read once: elements count from its start" : nil)
        }
        let inside = String(decoding: bytes[start..<index], as: UTF8.self)
        if inside.isEmpty || inside == "*" {
            index += 1
            return .elements
        }
        guard let number = Int(inside) else {
            index = start
            throw error("the number of an element is too large, or no number")
        }
        index += 1
        return .element(number)
    }

    private func found() -> String {
        guard index < bytes.count else { return "the end of the path" }
        let rest = String(decoding: bytes[index...], as: UTF8.self)
        return rest.unicodeScalars.first.map { JSONChecker.describe($0) } ?? "the end of the path"
    }

    private func error(_ message: String, help: String? = nil) -> FeedError {
        let before = String(decoding: bytes.prefix(index), as: UTF8.self)
        let position = SourcePosition(line: 1, column: before.unicodeScalars.count + 1, offset: index)
        return FeedError(.syntax, message, at: position, help: help)
    }

    static func isIdentifierStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        isIdentifierStart(byte) || byte &- UInt8(ascii: "0") < 10
    }
}
