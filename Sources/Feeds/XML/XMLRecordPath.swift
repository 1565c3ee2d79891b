internal import Diagnostics

/// Which elements of an XML document are meant: `/rss/channel/item`, `//Site`, `/a/*/c | //d`.
///
/// A path is a line of steps. `/` before a step means a child, `//` a descendant at any depth; a path that starts
/// with a name is one at any depth. A step is a name or `*`, which is any one element. Several paths are separated by
/// `|`; an element that one of them means is meant once. A prefix stands for what the reader's table of prefixes says,
/// or when the table lacks it, for the prefix that the document writes. `@` is the whole document.
public struct XMLRecordPath: Sendable, Hashable {
    /// One step of a path.
    struct Step: Sendable, Hashable {
        /// The name, with its prefix; `nil` for any.
        var name: String?
        /// Whether any number of elements may stand between the step before and this one.
        var isDescendant: Bool
        /// Whether a path ends here.
        var isLast: Bool
    }

    /// How many steps all paths together may have.
    public static let greatestStepCount = 64

    /// The text that the path was made from.
    public let text: String
    /// The steps of all paths, one behind the other; none for the whole document.
    let steps: [Step]

    /// The whole document.
    var isDocument: Bool { steps.isEmpty }

    /// Every child of the root, which is what a document without a path is read by.
    static let children = XMLRecordPath(
        text: "/*/*",
        steps: [
            Step(name: nil, isDescendant: false, isLast: false),
            Step(name: nil, isDescendant: false, isLast: true),
        ])

    /// Reads a path.
    /// - Throws: `syntax` at the column of the text where something else should stand, `limit` when there are more
    ///   steps than ``greatestStepCount``.
    public init(_ text: String) throws(FeedError) {
        var parser = Parser(text)
        self.init(text: text, steps: try parser.paths())
    }

    private init(text: String, steps: [Step]) {
        self.text = text
        self.steps = steps
    }
}

extension XMLRecordPath {
    /// Reads the text of a path, scalar by scalar: paths are short.
    private struct Parser {
        private let scalars: [Unicode.Scalar]
        private var index = 0

        init(_ text: String) {
            scalars = Array(text.unicodeScalars)
        }

        mutating func paths() throws(FeedError) -> [Step] {
            skipSpaces()
            if next == "@" {
                index += 1
                skipSpaces()
                guard next == nil else { throw wrong("nothing may stand beside \"@\", the whole document") }
                return []
            }
            var steps: [Step] = []
            while true {
                skipSpaces()
                try path(&steps)
                skipSpaces()
                guard next != nil else { return steps }
                guard take("|") else { throw wrong("\"/\" or \"|\" should stand here") }
            }
        }

        private mutating func path(_ steps: inout [Step]) throws(FeedError) {
            var isFirst = true
            while isFirst || next == "/" {
                let isSlash = take("/")
                let isDescendant = isSlash ? take("/") : true
                guard steps.count < XMLRecordPath.greatestStepCount else {
                    throw FeedError(
                        .limit, "the path has more than \(XMLRecordPath.greatestStepCount) steps", at: place)
                }
                steps.append(Step(name: try step(), isDescendant: isDescendant, isLast: false))
                isFirst = false
            }
            steps[steps.count - 1].isLast = true
        }

        private mutating func step() throws(FeedError) -> String? {
            if take("*") { return nil }
            let start = index
            guard let first = next, XMLCharacters.startsName(first), first != ":" else {
                throw wrong("the name of an element or \"*\" should stand here")
            }
            var colons = 0
            while let scalar = next, XMLCharacters.continuesName(scalar) {
                colons += scalar == ":" ? 1 : 0
                if scalar == ":" {
                    let follower = index + 1 < scalars.count ? scalars[index + 1] : " "
                    guard colons == 1, follower != ":", XMLCharacters.startsName(follower) else {
                        throw wrong("a name has one \":\", between a prefix and the rest")
                    }
                }
                index += 1
            }
            var name = String.UnicodeScalarView()
            name.append(contentsOf: scalars[start..<index])
            return String(name)
        }

        private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard next == scalar else { return false }
            index += 1
            return true
        }

        private mutating func skipSpaces() {
            while next == " " || next == "\t" { index += 1 }
        }

        private var place: SourcePosition {
            var bytes = 0
            for scalar in scalars[..<index] { bytes += UTF8.width(scalar) }
            return SourcePosition(line: 1, column: index + 1, offset: bytes)
        }

        private func wrong(_ message: String) -> FeedError {
            FeedError(
                .syntax, message, at: place,
                help: "a path is written like /rss/channel/item, //Site, /a/*/b or @")
        }
    }
}
