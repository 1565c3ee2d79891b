/// Finds what a tracker may fill in a link: one pass over its bytes, without looking back.
///
/// A name starts with a letter, a digit or `_`. It goes on with whatever a link may hold, since `{date:Y-m-d}` and
/// `{status:lead=0 sale=1}` are macros; `&` and `#` end it, for they end a parameter.
///
/// It holds a place and no text, which is handed in with each call: always the same one.
struct MacroTokenizer: Sendable {
    /// The longest name that is read, in bytes. More is no name, but a brace that was left open.
    static let longestName = 1_000

    private let syntax: MacroSyntax
    private var index = 0

    /// Starts at the first byte of a text.
    init(_ syntax: MacroSyntax) { self.syntax = syntax }

    /// The next token, in the order of the text; `nil` behind the last.
    mutating func next(in text: Span<UInt8>) -> MacroToken? {
        while index < text.count {
            guard let opener = opener(text, at: index) else {
                index += 1
                continue
            }
            if let token = token(text, opener) { return token }
        }
        return nil
    }

    // MARK: One token

    /// What opens a macro, and how it is written.
    private struct Opener {
        let byte: UInt8
        let closer: UInt8
        let depth: Int
        let length: Int
    }

    private func opener(_ text: Span<UInt8>, at index: Int) -> Opener? {
        switch text[index] {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "%"): break
        default: return nil
        }
        let unit = LinkByte(text, at: index)
        switch unit.byte {
        case UInt8(ascii: "{"):
            return Opener(
                byte: unit.byte, closer: UInt8(ascii: "}"), depth: unit.depth, length: unit.length)
        case UInt8(ascii: "[") where syntax == .doubleBrackets:
            return Opener(
                byte: unit.byte, closer: UInt8(ascii: "]"), depth: unit.depth, length: unit.length)
        default: return nil
        }
    }

    /// Reads what an opener starts; the place where the search goes on is behind it in every case.
    private mutating func token(_ text: Span<UInt8>, _ opener: Opener) -> MacroToken? {
        let run = Self.run(text, of: opener.byte, opener.depth, from: index)
        let start = index + run * opener.length
        let end = nameEnd(text, from: start)
        index = end
        let closers = end > start ? Self.run(text, of: opener.closer, opener.depth, from: end) : 0
        // An encoded closer is as long as its opener: both have the same depth.
        func made(_ form: MacroToken.Form, _ opened: Int, _ closed: Int) -> MacroToken {
            MacroToken(
                form: form, range: start - opened * opener.length..<end + closed * opener.length,
                name: start..<end, depth: opener.depth)
        }
        let found: MacroToken
        if opener.byte == UInt8(ascii: "[") {
            guard run >= 2, end > start else { return nil }
            found = closers >= 2 ? made(.brackets, 2, 2) : made(.unclosed, 2, 0)
        } else {
            guard end > start else { return nil }
            if closers == 0 {
                found = made(.unclosed, 1, 0)
            } else if run >= 2, closers >= 2 {
                found = made(.doubled, 2, 2)
            } else {
                found = made(.braces, 1, 1)
            }
        }
        index = max(index, found.range.upperBound)
        return found
    }

    /// How many times a byte stands here in the same encoding.
    private static func run(_ text: Span<UInt8>, of byte: UInt8, _ depth: Int, from start: Int) -> Int {
        var (index, count) = (start, 0)
        while index < text.count {
            let unit = LinkByte(text, at: index)
            guard unit.byte == byte, unit.depth == depth else { break }
            index += unit.length
            count += 1
        }
        return count
    }

    /// Behind the name that starts here; the same place when none does.
    private func nameEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, index - start < Self.longestName {
            let unit = LinkByte(text, at: index)
            guard index > start ? isPart(unit.byte) : Self.isFirst(unit.byte) else { break }
            index += unit.length
        }
        return index
    }

    private static func isFirst(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x20, 0x7F, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "#"),
            UInt8(ascii: "\""):
            false
        case UInt8(ascii: "["), UInt8(ascii: "]"): syntax == .braces
        default: true
        }
    }
}
