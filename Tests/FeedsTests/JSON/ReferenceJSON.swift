import Diagnostics
import Feeds

/// A second, plain reader of JSON to compare with: recursive, over scalars, from the grammar of RFC 8259.
///
/// It gives `nil` for whatever is no JSON text in UTF-8 or nests deeper than 1,000, and keeps names that stand twice.
struct ReferenceJSON {
    private struct Refused: Error {}

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var places: [SourcePosition] = []
    private var depth = 0

    static func parse(_ bytes: [UInt8]) -> Node? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = bytes.starts(with: mark)
        guard let text = String(validating: hasMark ? Array(bytes[3...]) : bytes, as: UTF8.self) else {
            return nil
        }
        var reader = ReferenceJSON(text, from: hasMark ? 3 : 0)
        return try? reader.document()
    }

    private init(_ text: String, from offset: Int) {
        scalars = Array(text.unicodeScalars)
        var place = SourcePosition(line: 1, column: 1, offset: offset)
        for (index, scalar) in scalars.enumerated() {
            places.append(place)
            place.offset += String(scalar).utf8.count
            let endsLine =
                scalar == "\n"
                || (scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n"))
            place.line += endsLine ? 1 : 0
            place.column = endsLine ? 1 : place.column + 1
        }
        places.append(place)
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func document() throws -> Node {
        space()
        let node = try value()
        space()
        guard next == nil else { throw Refused() }
        return node
    }

    private mutating func space() {
        while let scalar = next, " \t\n\r".unicodeScalars.contains(scalar) { index += 1 }
    }

    private mutating func expect(_ text: String) throws {
        for scalar in text.unicodeScalars {
            guard next == scalar else { throw Refused() }
            index += 1
        }
    }

    private mutating func value() throws -> Node {
        let place = places[index]
        switch next {
        case "n":
            try expect("null")
            return Node(.null, at: place)
        case "t":
            try expect("true")
            return Node(.bool(true), at: place)
        case "f":
            try expect("false")
            return Node(.bool(false), at: place)
        case "\"": return Node(.string(try string()), at: place)
        case "[":
            var nodes: [Node] = []
            try sequence("[", "]") { reader in nodes.append(try reader.value()) }
            return Node(.list(nodes), at: place)
        case "{":
            var members: [Member] = []
            try sequence("{", "}") { reader in
                let namePlace = reader.places[reader.index]
                let name = try reader.string()
                reader.space()
                try reader.expect(":")
                reader.space()
                members.append(Member(name, try reader.value(), at: namePlace))
            }
            return Node(.map(members), at: place)
        default: return Node(.number(try number()), at: place)
        }
    }

    private mutating func sequence(
        _ open: String, _ close: Unicode.Scalar, _ each: (inout ReferenceJSON) throws -> Void
    ) throws {
        // It recurses: what is deeper than any document of the tests is refused.
        depth += 1
        defer { depth -= 1 }
        guard depth <= 1_000 else { throw Refused() }
        try expect(open)
        space()
        if next == close {
            index += 1
            return
        }
        while true {
            try each(&self)
            space()
            if next == close {
                index += 1
                return
            }
            try expect(",")
            space()
        }
    }

    private mutating func digits() throws -> String {
        var text = ""
        while let scalar = next, ("0"..."9").contains(scalar) {
            text.unicodeScalars.append(scalar)
            index += 1
        }
        guard !text.isEmpty else { throw Refused() }
        return text
    }

    private mutating func number() throws -> String {
        var text = ""
        if next == "-" {
            text = "-"
            index += 1
        }
        let whole = try digits()
        guard whole == "0" || !whole.hasPrefix("0") else { throw Refused() }
        text += whole
        if next == "." {
            index += 1
            text += "." + (try digits())
        }
        if let sign = next, sign == "e" || sign == "E" {
            text.unicodeScalars.append(sign)
            index += 1
            if let sign = next, sign == "+" || sign == "-" {
                text.unicodeScalars.append(sign)
                index += 1
            }
            text += try digits()
        }
        return text
    }

    private mutating func string() throws -> String {
        try expect("\"")
        var text = String.UnicodeScalarView()
        while let scalar = next {
            index += 1
            switch scalar {
            case "\"": return String(text)
            case "\\": text.append(try escape())
            case "\0"..."\u{1F}": throw Refused()
            default: text.append(scalar)
            }
        }
        throw Refused()
    }

    private mutating func escape() throws -> Unicode.Scalar {
        guard let scalar = next else { throw Refused() }
        index += 1
        switch scalar {
        case "\"", "\\", "/": return scalar
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            var units = [try unit()]
            if UTF16.isLeadSurrogate(units[0]) {
                try expect("\\u")
                units.append(try unit())
            }
            guard let text = String(validating: units, as: UTF16.self),
                let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1
            else { throw Refused() }
            return scalar
        default: throw Refused()
        }
    }

    private mutating func unit() throws -> UInt16 {
        guard index + 4 <= scalars.count else { throw Refused() }
        let text = String(String.UnicodeScalarView(scalars[index..<(index + 4)]))
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(text, radix: 16)
        else { throw Refused() }
        index += 4
        return unit
    }
}
