/// A link without its secrets: the values of `key`, `api_key`, `token`, `access_token` and their like, and what stands
/// before the `@` of a host. Links inside of the link are looked through too, however often they are encoded.
///
/// A macro is no secret: `token={t1}` stays.
func redactedLink(_ text: String) -> String {
    let bytes = text.utf8.span
    var redaction = LinkRedaction()
    redaction.scan(bytes)
    guard !redaction.secrets.isEmpty else { return text }
    var result: [UInt8] = []
    var copied = 0
    for secret in redaction.secrets where secret.lowerBound >= copied {
        result.append(bytes, in: copied..<secret.lowerBound)
        result += "***".utf8
        copied = secret.upperBound
    }
    result.append(bytes, in: copied..<bytes.count)
    return String(decoding: result, as: UTF8.self)
}

/// Finds the secrets of a link, in one pass.
private struct LinkRedaction {
    /// Where secrets stand, in the order of the text.
    private(set) var secrets: [Range<Int>] = []

    private static let names: Set<String> = [
        "key", "api_key", "apikey", "api-key", "token", "access_token", "accesstoken", "auth_token", "secret",
        "client_secret", "password", "passwd", "pwd",
    ]
    /// No name of a secret is longer.
    private static let longestName = 20

    mutating func scan(_ text: Span<UInt8>) {
        var index = parameter(text, from: 0) ?? 0
        if let end = userInformation(text, from: 0) { index = max(index, end) }
        var behind: UInt8 = 0
        var behindThat: UInt8 = 0
        while index < text.count {
            let unit = LinkByte(text, at: index)
            index += unit.length
            switch unit.byte {
            // A quote: messages show values in them.
            case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"),
                UInt8(ascii: "\""):
                if let end = parameter(text, from: index) { index = end }
            case UInt8(ascii: "/") where behind == UInt8(ascii: "/") && behindThat == UInt8(ascii: ":"):
                if let end = authority(text, from: index) { index = end }
            default: break
            }
            (behindThat, behind) = (behind, unit.byte)
        }
    }

    /// Notes the value of the parameter that starts here if it is a secret; where to go on then.
    private mutating func parameter(_ text: Span<UInt8>, from start: Int) -> Int? {
        var name: [UInt8] = []
        var index = start
        while index < text.count, name.count <= Self.longestName {
            let unit = LinkByte(text, at: index)
            index += unit.length
            guard unit.byte != UInt8(ascii: "=") else {
                guard Self.names.contains(String(decoding: name, as: UTF8.self).lowercased()) else {
                    return nil
                }
                return note(text, index..<valueEnd(text, from: index, unit.depth))
            }
            name.append(unit.byte)
        }
        return nil
    }

    /// A value ends where its parameter does, in the encoding of its own link or of one around it.
    private func valueEnd(_ text: Span<UInt8>, from start: Int, _ depth: Int) -> Int {
        var index = start
        while index < text.count {
            let unit = LinkByte(text, at: index)
            if unit.depth <= depth {
                switch unit.byte {
                case UInt8(ascii: "&"), UInt8(ascii: "#"), ...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"),
                    UInt8(ascii: ">"):
                    return index
                default: break
                }
            }
            index += unit.length
        }
        return index
    }

    private mutating func note(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        if !range.isEmpty, !Self.isMacro(text, range) { secrets.append(range) }
        return range.upperBound
    }

    /// Whether a value is one macro and nothing else.
    private static func isMacro(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let value = text.extracting(range)
        return MacroSyntax.allCases.contains { syntax in
            var tokenizer = MacroTokenizer(syntax)
            guard let token = tokenizer.next(in: value) else { return false }
            return token.form != .unclosed && token.range == 0..<value.count
        }
    }

    // MARK: Hosts

    /// The same for a link that starts with `//`.
    private mutating func userInformation(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard text.count > 2, text[0] == UInt8(ascii: "/"), text[1] == UInt8(ascii: "/") else { return nil }
        return authority(text, from: 2)
    }

    /// Notes what stands before the `@` of a host; where to go on then.
    private mutating func authority(_ text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        var end: Int?
        scan: while index < text.count {
            let unit = LinkByte(text, at: index)
            switch unit.byte {
            case UInt8(ascii: "@"): end = index
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "&"), ...0x20:
                break scan
            default: break
            }
            index += unit.length
        }
        guard let end else { return nil }
        return note(text, start..<end)
    }
}
