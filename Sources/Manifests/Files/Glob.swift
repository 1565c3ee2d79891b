/// A pattern of paths: `*` stands for any part of a name, `?` for one character, `**` for any folders.
package struct Glob: Sendable {
    private let parts: [[Unicode.Scalar]]

    init(_ pattern: String) {
        var text = Substring(pattern)
        while text.hasPrefix("./") { text = text.dropFirst(2) }
        parts = text.split(separator: "/").map { Array($0.unicodeScalars) }
    }

    /// Whether it can match more than one path.
    var hasWildcards: Bool { parts.contains { $0.contains("*") || $0.contains("?") } }

    /// Whether a path, relative to the same folder, is meant.
    func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/").map { Array($0.unicodeScalars) }
        return Self.matches(
            parts[...], names[...], isMany: { $0 == ["*", "*"] }, isOne: { Self.matches(name: $1, $0) })
    }

    private static func matches(name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        matches(pattern[...], name[...], isMany: { $0 == "*" }, isOne: { $0 == "?" || $0 == $1 })
    }

    /// Whether a text that is no path matches a pattern: `*` stands for any text, slashes included.
    package static func matches(text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        matches(name: text, pattern)
    }

    /// Greedy matching that goes back to the last wildcard only: linear in the product of the lengths.
    private static func matches<Element>(
        _ pattern: ArraySlice<Element>, _ text: ArraySlice<Element>, isMany: (Element) -> Bool,
        isOne: (Element, Element) -> Bool
    ) -> Bool {
        var at = pattern.startIndex
        var index = text.startIndex
        var retry: (pattern: Int, text: Int)?
        while index < text.endIndex {
            if at < pattern.endIndex, isMany(pattern[at]) {
                retry = (at, index)
                at += 1
            } else if at < pattern.endIndex, isOne(pattern[at], text[index]) {
                at += 1
                index += 1
            } else if let last = retry {
                at = last.pattern + 1
                index = last.text + 1
                retry = (last.pattern, index)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy(isMany)
    }
}
