/// Text from anywhere, made safe for Markdown as GitHub and GitLab read it.
package enum MarkdownText {
    /// Running text: nothing in it is markup, a link, a mention of a person or a reference to an issue.
    package static func escaped(_ text: String) -> String {
        let scalars = Array(TerminalText.safe(text).unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // An invisible comment parts what would become a mention or a link: backslashes do not prevent those.
            case "@": result += "@<!-- -->"
            case "#" where isWord(next), ":" where isWord(next) || next == "/", "." where isWord(next):
                result += "\(scalar)<!-- -->"
            case "." where index > 0 && isDigit(scalars[index - 1]): result += "\\."
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#": result += "\\\(scalar)"
            // Where it would begin a list or a heading.
            case "-", "+", "=": result += index == 0 ? "\\\(scalar)" : "\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || scalar.properties.isAlphabetic
    }

    /// A name as code, in which nothing is markup; long ones are cut.
    package static func code(_ text: String, limit: Int = 200) -> String {
        let safe = TerminalText.safe(ShownText.shortened(text, to: limit))
        let fence = String(repeating: "`", count: longestRun(of: "`", in: safe) + 1)
        // A blank within the fence keeps backticks at the ends, and blanks, apart from it.
        let pad = safe.isEmpty || safe.first == "`" || safe.last == "`" || safe.first == " " ? " " : ""
        return fence + pad + safe + pad + fence
    }

    /// A link, a place or an id as code in a cell of a table, whole, to be copied; nothing for nothing.
    package static func cellCode(_ text: String) -> String {
        text.isEmpty ? "" : code(text, limit: .max).replacing("|", with: "\\|")
    }

    /// A name as code inside HTML, where Markdown is not read.
    package static func htmlCode(_ text: String, limit: Int = 200) -> String {
        "<code>\(MarkupText.escaped(ShownText.shortened(text, to: limit)))</code>"
    }

    /// A block of code that nothing in it can end.
    package static func block(_ lines: [String], language: String) -> String {
        let longest = lines.reduce(2) { max($0, longestRun(of: "`", in: $1)) }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(lines.joined(separator: "\n"))\n\(fence)"
    }

    private static func longestRun(of character: Unicode.Scalar, in text: String) -> Int {
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
