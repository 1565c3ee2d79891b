import Feeds

/// What the body of an answer tells a person: the server's messages, or a short quote.
struct AnswerText: Sendable {
    /// The messages, each on one line and of bounded length; empty when the body says nothing.
    var messages: [String] = []
    /// Whether the messages came in one of the API's error shapes.
    var isErrorShape = false
    /// Whether it is a web page.
    var isWebPage = false

    /// The characters of an answer that an error quotes at most.
    static let quoteLength = 200
    /// The messages of an answer that an error carries at most.
    static let messageCount = 20

    /// Reads `{"errors": [...]}`, `{"error": "..."}`, a web page or plain text.
    /// - Parameters:
    ///   - body: the bytes of the answer.
    ///   - redacting: takes the key out of a text; applied before anything is cut.
    init(_ body: [UInt8], redacting: (String) -> String) {
        isWebPage = Self.startsLikeMarkup(body)
        if isWebPage {
            messages = ["the server answered a web page"]
            return
        }
        if let value = try? JSONDocument.parse(body, duplicates: .kept).value {
            let found = Self.errors(in: value)
            isErrorShape = !found.isEmpty
            messages = found.prefix(Self.messageCount).map { Self.quote($0, redacting) }
            if isErrorShape || value.members != nil { return }
        }
        // More than what is quoted is decoded, so that a key is recognised that the cut would run through.
        let text = String(decoding: body.prefix(16 << 10), as: UTF8.self)
        let quote = Self.quote(text, redacting)
        if !quote.isEmpty { messages = [quote] }
    }

    /// The messages of a body that says that it is an error although its status says otherwise; `nil` for others.
    static func errorShape(_ value: Value, redacting: (String) -> String) -> [String]? {
        guard value["id"] == nil, value["items"] == nil else { return nil }
        let found = errors(in: value)
        return found.isEmpty ? nil : found.prefix(messageCount).map { quote($0, redacting) }
    }

    private static func errors(in value: Value) -> [String] {
        for name in ["errors", "error", "message"] {
            guard let node = value[name] else { continue }
            let found = texts(node.value)
            if !found.isEmpty { return found }
        }
        return []
    }

    private static func texts(_ value: Value) -> [String] {
        switch value {
        case .string(let text): text.isEmpty ? [] : [text]
        case .list(let nodes): nodes.flatMap { texts($0.value) }
        case .map(let members):
            members.flatMap { member in texts(member.node.value).map { "\(member.name): \($0)" } }
        case .null, .bool, .number: []
        }
    }

    /// Whether the first thing that is no white space is `<`.
    static func startsLikeMarkup(_ body: [UInt8]) -> Bool {
        var bytes = body[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        return bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    private static func quote(_ text: String, _ redacting: (String) -> String) -> String {
        shortened(redacting(text), to: quoteLength)
    }

    /// `text` on one line, without control characters, and cut to a number of characters.
    static func shortened(_ text: String, to length: Int) -> String {
        var line = String.UnicodeScalarView()
        var lastIsSpace = true
        for scalar in text.unicodeScalars {
            let isBlank =
                scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format
            if isBlank {
                if !lastIsSpace { line.append(" ") }
            } else {
                line.append(scalar)
            }
            lastIsSpace = isBlank
            if line.count > length * 4 { break }
        }
        if line.last == " " { line.removeLast() }
        let whole = String(line)
        return whole.count <= length ? whole : whole.prefix(length - 1) + "…"
    }
}
