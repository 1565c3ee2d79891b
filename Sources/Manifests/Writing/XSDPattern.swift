internal import Feeds
internal import RedTrack

/// The spellings that ``FieldReader`` takes, as patterns of XML Schema.
///
/// Patterns match whole values. Texts keep their blanks; what is no text is a token, whose outer blanks are dropped.
enum XSDPattern {
    /// A text, byte for byte, that matches one of the patterns; any text without patterns.
    static func text(_ patterns: [String]) -> XMLElement { restriction("xs:string", patterns) }

    /// A value with blanks around it that matches one of the patterns.
    static func token(_ patterns: [String]) -> XMLElement { restriction("xs:token", patterns) }

    /// What fits one of several types, named or defined here.
    static func union(_ names: [String], _ definitions: [XMLElement]) -> XMLElement {
        .xsd(
            "union", names.isEmpty ? [] : [("memberTypes", names.joined(separator: " "))],
            children: definitions.map { .xsd("simpleType", children: [$0]) })
    }

    /// A value in which a variable stands: what it is, only the project knows.
    static let variable = #"[\s\S]*$\{var\.[A-Za-z0-9_\-]+\}[\s\S]*"#

    /// A word in capitals, small letters, or both.
    static func anyCase(_ word: some StringProtocol) -> String {
        word.map { letter in
            letter.isCased ? "[\(letter.uppercased())\(letter.lowercased())]" : String(letter)
        }.joined()
    }

    /// Numbers of at least zero, in JSON's syntax.
    static var decimals: [String] {
        [#"-0(\.0+)?"# + "(\(exponent))?", #"(0|[1-9][0-9]*)(\.[0-9]+)?"# + "(\(exponent))?"]
    }

    /// Whole numbers that are not written plainly: with zeros behind the point, or with an exponent.
    static func wholeNumbers(minimum: Int) -> [String] {
        if minimum > 0 {
            return [
                #"[1-9][0-9]*\.0+"#, #"[1-9][0-9]*(\.[0-9]+)?"# + exponent, #"0\.0*[1-9][0-9]*"# + exponent,
            ]
        }
        let sign = minimum < 0 ? "-?" : ""
        return [
            #"-?0(\.0+)?"# + "(\(exponent))?", sign + #"[1-9][0-9]*\.0+"#,
            sign + #"(0|[1-9][0-9]*)(\.[0-9]+)?"# + exponent,
        ]
    }

    /// The numbers of choices that are not written plainly.
    static func spellings(of choices: [FieldType.NamedValue]) -> [String] {
        let numbers = choices.map(\.number)
        return numbers.map { "\($0)\\.0+" } + (numbers.contains(0) ? [#"-0(\.0+)?"#] : [])
            + [#"-?(0|[1-9][0-9]*)(\.[0-9]+)?"# + exponent]
    }

    private static let exponent = #"[eE][+\-]?[0-9]+"#

    private static func restriction(_ base: String, _ patterns: [String]) -> XMLElement {
        .xsd(
            "restriction", [("base", base)],
            children: patterns.map { .xsd("pattern", [("value", $0)]) })
    }
}
