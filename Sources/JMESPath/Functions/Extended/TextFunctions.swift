/// Functions of texts that feeds need. They count code points, like those of the specification.
enum TextFunctions {
    private static let text = Parameter.required("text", .string)

    static let functions: [Function] = [
        Function("lower", [text], body: lower),
        Function(
            "pad_left", [text, .required("width", .number), .optional("character", .string)], body: padLeft),
        Function(
            "pad_right", [text, .required("width", .number), .optional("character", .string)], body: padRight),
        Function(
            "replace",
            [text, .required("from", .string), .required("to", .string), .optional("count", .number)],
            body: replace),
        Function("split", [text, .required("separator", .string), .optional("limit", .number)], body: split),
        Function(
            "substring", [text, .required("start", .number), .optional("end", .number)], body: substring),
        Function("trim", [text, .optional("characters", .string)], body: trim),
        Function("trim_left", [text, .optional("characters", .string)], body: trimLeft),
        Function("trim_right", [text, .optional("characters", .string)], body: trimRight),
        Function("upper", [text], body: upper),
    ]

    private static func lower(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .string(call.string(0).lowercased())
    }

    private static func upper(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .string(call.string(0).uppercased())
    }

    // MARK: Cutting

    /// The parts between separators; at most `limit` of them are taken for such. An empty separator cuts between code
    /// points. An empty text has no parts: an empty cell of a feed is an empty list.
    private static func split(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let text = call.string(0)
        let separator = Array(call.string(1).utf8)
        let limit = try natural(&call, 2) ?? Int.max
        try call.spend(text.utf8.count)
        if text.isEmpty { return .list([]) }
        if separator.isEmpty { return .list(codePoints(of: text, limit: limit)) }
        let bytes = Array(text.utf8)
        var parts: [Operand] = []
        var start = 0
        while parts.count < limit, let end = bytes.span.firstIndex(of: separator.span, from: start) {
            parts.append(.string(String(decoding: bytes[start..<end], as: UTF8.self)))
            start = end + separator.count
        }
        parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
        return .list(parts)
    }

    private static func codePoints(of text: String, limit: Int) -> [Operand] {
        var rest = text.unicodeScalars[...]
        var parts: [Operand] = []
        while parts.count < limit, let scalar = rest.popFirst() { parts.append(.string(String(scalar))) }
        if !rest.isEmpty { parts.append(.string(String(rest))) }
        return parts
    }

    /// From one code point to before another; negative numbers count from the end, as in slices of lists.
    private static func substring(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let scalars = Array(call.string(0).unicodeScalars)
        try call.spend(scalars.count / 16)
        let slice = Syntax.Slice(start: try call.integer(1), stop: try call.integer(2), step: nil)
        var result = String.UnicodeScalarView()
        for index in slice.indexes(of: scalars.count) { result.append(scalars[index]) }
        return .string(String(result))
    }

    private static func trim(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        trimmed(&call, left: true, right: true)
    }

    private static func trimLeft(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        trimmed(&call, left: true, right: false)
    }

    private static func trimRight(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        trimmed(&call, left: false, right: true)
    }

    /// Without a set of characters, or with an empty one, Unicode's white space goes.
    private static func trimmed(_ call: inout Evaluation, left: Bool, right: Bool) -> Operand {
        let characters = Set(call.string(1).unicodeScalars)
        let goes: (Unicode.Scalar) -> Bool = {
            characters.isEmpty ? $0.properties.isWhitespace : characters.contains($0)
        }
        var rest = call.string(0).unicodeScalars[...]
        if left { rest = rest.drop(while: goes) }
        if right {
            while let last = rest.last, goes(last) { rest.removeLast() }
        }
        return .string(String(rest))
    }

    // MARK: Changing

    /// Replaces a text wherever it stands, from left to right; at most `count` times.
    private static func replace(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let bytes = Array(call.string(0).utf8)
        let from = Array(call.string(1).utf8)
        let to = Array(call.string(2).utf8)
        let count = try natural(&call, 3) ?? Int.max
        guard !from.isEmpty else { throw call.invalidValue("an empty text stands everywhere", argument: 1) }
        try call.spend(bytes.count / 4)
        var result: [UInt8] = []
        var start = 0
        var replaced = 0
        while replaced < count, let index = bytes.span.firstIndex(of: from.span, from: start) {
            try call.spend(1 + to.count / 16)
            result += bytes[start..<index]
            result += to
            start = index + from.count
            replaced += 1
        }
        result += bytes[start...]
        return .string(String(decoding: result, as: UTF8.self))
    }

    private static func padLeft(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .string(try padding(&call) + call.string(0))
    }

    private static func padRight(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let padding = try padding(&call)
        return .string(call.string(0) + padding)
    }

    private static func padding(_ call: inout Evaluation) throws(ExpressionError) -> String {
        let width = try natural(&call, 1) ?? 0
        let character = call.count > 2 ? call.string(2) : " "
        guard character.unicodeScalars.count == 1 else {
            throw call.invalidValue("the padding must be one character", argument: 2)
        }
        let missing = max(0, width - call.string(0).unicodeScalars.count)
        try call.spend(missing)
        return String(repeating: character, count: missing)
    }

    /// A whole number that is not negative; `nil` when the call does not give it.
    private static func natural(_ call: inout Evaluation, _ index: Int) throws(ExpressionError) -> Int? {
        guard let number = try call.integer(index) else { return nil }
        guard number >= 0 else { throw call.invalidValue("\(number) is below 0", argument: index) }
        return number
    }
}
