internal import Diagnostics
internal import Feeds
internal import RedTrack

extension FieldReader {
    /// A text, byte for byte; in YAML every plain scalar is one where the field is a text.
    mutating func text(_ written: WrittenNode, of field: FieldDescription, _ path: FieldPath) -> Node? {
        let content: String
        switch written.content {
        case .text(let text), .plain(let text): content = text
        case .empty: content = ""
        case .number, .boolean:
            mismatch(written, path, expected: "a text", help: "put it in quotes")
            return nil
        case .list, .map:
            mismatch(written, path, expected: "a text", help: Self.quotingHelp(format))
            return nil
        case .null: return nil
        }
        if field.access == .required, content.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            findings.error(
                "blank", "`\(path)` is blank", at: written.position, length: written.length,
                help: "RedTrack refuses \(kind.article) \(kind.rawValue) without it")
            return nil
        }
        guard let checked = checkedText(content, written, path) else { return nil }
        return Node(.string(checked), at: written.position)
    }

    /// A whole number.
    mutating func integer(_ written: WrittenNode, minimum: Int, _ path: FieldPath) -> Node? {
        guard let (literal, number) = literal(written, path, expected: "a whole number") else { return nil }
        guard let integer = number.integer else {
            findings.error(
                "number", "`\(path)` is a whole number, found \(literal)", at: written.position,
                length: written.length, help: "write it without a fraction")
            return nil
        }
        guard integer >= minimum else {
            findings.error(
                "minimum", "`\(path)` is at least \(minimum), found \(literal)", at: written.position,
                length: written.length, help: "write \(minimum) or more")
            return nil
        }
        checkInteger(integer, written, path)
        return Node(.number(String(integer)), at: written.position)
    }

    /// An exact decimal; its literal is kept. Zero where the API wants more is dropped with a warning.
    mutating func decimal(_ written: WrittenNode, positive: Bool, _ path: FieldPath) -> Node? {
        guard let (literal, number) = literal(written, path, expected: "a number") else { return nil }
        guard number.decimal != nil else {
            findings.error(
                "number", "`\(path)` has more than 38 digits, or is out of range", at: written.position,
                length: written.length, help: "write a shorter number: no rounding is done for you")
            return nil
        }
        guard !number.isNegative else {
            findings.error(
                "minimum", "`\(path)` is at least 0, found \(literal)", at: written.position,
                length: written.length,
                help: "write 0 or more")
            return nil
        }
        if positive, number.digits.isEmpty {
            findings.warning(
                "zero", "`\(path)` is 0, which RedTrack refuses: it is left out", at: written.position,
                length: written.length, help: "leave the field out when there is no amount")
            return nil
        }
        return Node(.number(literal), at: written.position)
    }

    /// A truth value, in the words that the format allows.
    mutating func boolean(_ written: WrittenNode, _ path: FieldPath) -> Node? {
        switch written.content {
        case .boolean(let truth): return Node(.bool(truth), at: written.position)
        case .plain(let text):
            if let truth = Self.truth(of: format == .yaml ? text : Self.trimmed(text), format) {
                return Node(.bool(truth), at: written.position)
            }
        default: break
        }
        mismatch(
            written, path, expected: "true or false",
            help: format == .json || format == .yaml
                ? "write true or false, without quotes" : "write true or false")
        return nil
    }

    /// A number that has a name, by name or by number.
    mutating func choice(
        _ written: WrittenNode, among choices: [FieldType.NamedValue], _ path: FieldPath
    ) -> Node? {
        let names = choices.compactMap(\.names.first)
        let known = "write one of \(names.joined(separator: ", "))"
        let word: String
        switch written.content {
        case .text(let text): word = text
        case .plain(let text): word = format == .yaml ? text : Self.trimmed(text)
        case .number(let literal): word = literal
        default:
            mismatch(written, path, expected: "one of \(names.joined(separator: ", "))")
            return nil
        }
        let lowered = word.lowercased()
        let number =
            choices.first { $0.names.contains(lowered) }?.number
            ?? JSONNumber.check(word).flatMap { _ in DecimalLiteral(word)?.integer }
        guard let number, choices.contains(where: { $0.number == number }) else {
            let suggestion = Suggestion.help(for: word, in: choices.flatMap(\.names))
            findings.error(
                "choice", "`\(path)` cannot be \"\(word)\"", at: written.position, length: written.length,
                help: suggestion.map { "\($0) Or \(known)" } ?? known)
            return nil
        }
        guard checkChoice(number, written, path) else { return nil }
        return Node(.number(String(number)), at: written.position)
    }

    /// The literal of a number in JSON's syntax, and what it says.
    private mutating func literal(
        _ written: WrittenNode, _ path: FieldPath, expected: String
    ) -> (String, DecimalLiteral)? {
        let literal: String
        switch written.content {
        case .number(let text): literal = text
        case .plain(let text): literal = format == .yaml ? text : Self.trimmed(text)
        case .text:
            mismatch(written, path, expected: expected, help: "write it without quotes")
            return nil
        case .empty:
            mismatch(written, path, expected: expected, help: "write 0 to clear it")
            return nil
        default:
            mismatch(written, path, expected: expected)
            return nil
        }
        guard JSONNumber.check(literal) != nil, let number = DecimalLiteral(literal) else {
            findings.error(
                "number", "`\(path)` is \(expected), found \"\(literal)\"", at: written.position,
                length: written.length, help: JSONNumber.help(for: literal))
            return nil
        }
        return (literal, number)
    }

    /// The truth values of each format: YAML knows no 1 and 0, JSON only its own.
    static func truth(of text: String, _ format: ManifestFormat) -> Bool? {
        switch text.lowercased() {
        case "true", "yes": true
        case "false", "no": false
        case "on" where format == .yaml: true
        case "off" where format == .yaml: false
        case "1" where format != .yaml: true
        case "0" where format != .yaml: false
        default: nil
        }
    }

    /// Cells and elements may have blanks around what is no text.
    static func trimmed(_ text: String) -> String {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        var bytes = Substring(text).utf8
        while let first = bytes.first, blanks.contains(first) { bytes.removeFirst() }
        while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
        return String(Substring(bytes))
    }

    private static func quotingHelp(_ format: ManifestFormat) -> String? {
        format == .yaml ? "a text that starts with { or [ stands in quotes: \"{clickid}\"" : nil
    }
}

extension Kind {
    /// `a` or `an`.
    var article: String { self == .offer ? "an" : "a" }
}
