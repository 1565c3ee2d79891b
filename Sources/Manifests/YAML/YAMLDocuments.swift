internal import Diagnostics
internal import Yams

/// Composes the documents of a YAML text, through Yams.
struct YAMLDocuments {
    private(set) var source: YAMLSource
    /// The roots, in order.
    private(set) var roots: [Yams.Node] = []
    /// The names of keys that were altered to tell them from others, by place.
    private(set) var alteredKeys: [SourcePosition: String] = [:]

    /// Kept, since nodes know their anchors only as long as their parser lives.
    private var parser: Parser?

    /// At most how many repeated keys are reported.
    private static let mostRepeatedKeys = 20

    /// Composes all documents; those before a syntax error are kept.
    init(_ source: YAMLSource, _ findings: inout Findings) {
        self.source = source
        var text = source.text
        // The composer stops at a key that its mapping has already. To find the second place and all other faults,
        // the first of the two gets a name of its own, and the tree reader sees the repetition.
        for round in 0...Self.mostRepeatedKeys {
            do {
                roots = []
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                self.parser = parser
                while let root = try parser.nextRoot() { roots.append(root) }
                return
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let place = self.source.position(line: context.mark.line, column: context.mark.column)
                if round < Self.mostRepeatedKeys, let name = names.first,
                    let changed = altered(text, key: name, at: place, round)
                {
                    text = changed
                    continue
                }
                findings.error(
                    "duplicate-key", "the key `\(names.first ?? "")` stands more than once in one mapping",
                    at: place,
                    help: "keep one of them")
                return
            } catch let error as YamlError {
                report(error, &findings)
                return
            } catch {
                findings.error("yaml", "the text is no YAML", at: .start)
                return
            }
        }
    }

    /// The text with another first character in a key, when the key is a scalar without properties.
    private mutating func altered(
        _ text: String, key: String, at place: SourcePosition, _ round: Int
    ) -> String? {
        guard !key.isEmpty, let first = source.byte(at: place), let scalar = Unicode.Scalar(0xE000 + round)
        else {
            return nil
        }
        var target = place
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            target.offset += 1
            target.column += 1
            if let next = source.byte(at: target), next == first || next == UInt8(ascii: "\\") { return nil }
        case UInt8(ascii: "&"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"):
            return nil
        default: break
        }
        // Other keys have been altered before: only the places of `source` are valid, and they stay so.
        var current = YAMLSource(text)
        let position = current.position(line: target.line, column: target.column)
        alteredKeys[place] = key
        return current.replacingCharacter(at: position, with: scalar)
    }

    private mutating func report(_ error: YamlError, _ findings: inout Findings) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let place = source.position(line: mark.line, column: mark.column)
            if source.byte(at: place) == 0x09 {
                findings.error(
                    "yaml", "a tab cannot indent YAML", at: place, help: "indent with spaces")
                return
            }
            let since = context.map { ", \($0.text) that starts at line \($0.mark.line)" } ?? ""
            findings.error(
                "yaml", "the text is no YAML: \(problem)\(since)", at: place, help: Self.help(for: problem))
        default: findings.error("yaml", "the text is no YAML", at: .start)
        }
    }

    private static func help(for problem: String) -> String? {
        if problem.contains("undefined alias") { return "define the anchor (&name) before the alias (*name)" }
        if problem.contains("mapping values") { return "put a text that holds \": \" in quotes" }
        if problem.contains("cannot start any token") {
            return "put a text that starts with @, %, ` or another special character in quotes"
        }
        if problem.contains("esting") { return "no manifest nests that deep" }
        return nil
    }
}

extension YAMLDocuments {
    /// The position of what Yams marked.
    mutating func position(_ mark: Mark) -> SourcePosition {
        source.position(line: mark.line, column: mark.column)
    }
}
