import Diagnostics

/// What findings say that differ only in the names and values of what they are about: one thing to decide, however
/// many campaigns have it.
struct FindingReason {
    /// What the sentence calls its subject; `nil` when it has no name in quotes.
    let name: String?
    private var pieces: [Piece]

    /// A part of a sentence.
    private enum Piece {
        case words(String)
        /// A name, a number, a link; `isQuoted` when it stands in quotes.
        case value(String, isQuoted: Bool)
        /// Where the sentences have different values.
        case gap(isQuoted: Bool)

        /// Whether it has words that are no value.
        var saysSomething: Bool {
            if case .words(let text) = self { text.contains(where: \.isLetter) } else { false }
        }
    }

    /// The reason of a sentence such as `rule 2 "vip" › condition language: has no filter`. Of the way that leads to what
    /// it is about only the end is kept, without number and name.
    init(_ sentence: String) {
        var pieces = Self.withoutColumns(Self.pieces(of: sentence))
        var name: String?
        if let (index, subject, rest) = Self.subject(in: pieces) {
            for case .value(let text, true) in pieces[..<index] { name = text }
            pieces.replaceSubrange(...index, with: [.words(subject), .words(rest)])
        }
        self.name = name
        self.pieces = pieces
    }

    /// All of a sentence that has no subject, such as what to do.
    init(words sentence: String) {
        name = nil
        pieces = Self.pieces(of: sentence)
    }

    /// Equal for what is one reason. A sentence of nothing but values is only equal to itself.
    var key: String {
        guard pieces.contains(where: \.saysSomething) else { return text }
        return pieces.map { piece in
            switch piece {
            case .words(let text): text
            case .value(_, let isQuoted), .gap(let isQuoted): isQuoted ? "\u{0}\"" : "\u{0}"
            }
        }.joined()
    }

    /// The sentence, with an ellipsis for each value that is not always the same.
    var text: String {
        pieces.map { piece in
            switch piece {
            case .words(let text), .value(let text, false): text
            case .value(let text, true): "\"\(text)\""
            case .gap(let isQuoted): isQuoted ? "\"\u{2026}\"" : "\u{2026}"
            }
        }.joined()
    }

    /// Takes in a sentence with the same ``key``.
    mutating func merge(_ other: FindingReason) {
        guard pieces.count == other.pieces.count else { return }
        for index in pieces.indices {
            guard case .value(let mine, let isQuoted) = pieces[index] else { continue }
            if case .value(mine, _) = other.pieces[index] { continue }
            pieces[index] = .gap(isQuoted: isQuoted)
        }
    }

    // MARK: The subject

    /// Where the sentence begins to say something of its subject, the subject, and how the sentence goes on in the same
    /// piece.
    private static func subject(in pieces: [Piece]) -> (index: Int, subject: String, rest: String)? {
        guard pieces.first?.saysSomething == true else { return nil }
        var subject = ""
        for (index, piece) in pieces.enumerated() {
            guard case .words(let text) = piece else { continue }
            if let colon = text.firstRange(of: ": ") {
                subject += text[..<colon.lowerBound]
                let step = subject.split(separator: "\u{203A}").last ?? ""
                // What the number and the name of a step leave behind are blanks.
                let words = step.split(separator: " ").joined(separator: " ")
                return words.isEmpty ? nil : (index, words, String(text[colon.lowerBound...]))
            }
            subject += text
        }
        return nil
    }

    // MARK: Pieces

    /// Where in a link a macro stands is no reason.
    private static func withoutColumns(_ pieces: [Piece]) -> [Piece] {
        let phrase = " at character "
        var result: [Piece] = []
        for piece in pieces {
            if case .value = piece, case .words(let text)? = result.last, text.hasSuffix(phrase) {
                result[result.count - 1] = .words(String(text.dropLast(phrase.count)))
            } else {
                result.append(piece)
            }
        }
        return result
    }

    private static func pieces(of sentence: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = sentence[...]
        while let start = rest.firstIndex(of: "\"") {
            let inner = rest[rest.index(after: start)...]
            guard let end = closingQuote(in: inner) else { break }
            pieces += words(rest[..<start])
            pieces.append(.value(String(inner[..<end]), isQuoted: true))
            rest = inner[inner.index(after: end)...]
        }
        return pieces + words(rest)
    }

    /// The quote that ends a name: one in its middle is followed by more of the name.
    private static func closingQuote(in text: Substring) -> Substring.Index? {
        text.indices.first { index in
            guard text[index] == "\"" else { return false }
            let next = text.index(after: index)
            return next == text.endIndex || " ,:;.)".contains(text[next])
        }
    }

    /// Words and the values between them: what holds a digit, and links. A macro is what its finding is about.
    private static func words(_ text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var words = ""
        for (index, part) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { words += " " }
            let head = part.prefix { "(".contains($0) }
            let tail = part.reversed().prefix { ",.;:)".contains($0) }.reversed()
            let core = part.dropFirst(head.count).dropLast(tail.count)
            guard isValue(core) else {
                words += part
                continue
            }
            words += head
            if !words.isEmpty { pieces.append(.words(words)) }
            pieces.append(.value(String(core), isQuoted: false))
            words = String(tail)
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        return pieces
    }

    private static func isValue(_ word: Substring) -> Bool {
        guard let first = word.utf8.first, !"{[%".utf8.contains(first) else { return false }
        return word.utf8.contains { (0x30...0x39).contains($0) } || word.contains("://")
    }
}
