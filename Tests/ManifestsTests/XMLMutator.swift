import Diagnostics
import Feeds
import TestSupport

/// Changes a document at random places: other values, other order, elements lost, doubled or emptied.
struct XMLMutator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The document after a few changes.
    mutating func mutated(_ text: String) throws -> String {
        var root = try XMLDocument.parse(Array(text.utf8))
        for _ in 0..<Int.random(in: 1...3, using: &random) { root = change(root, depth: 0) }
        var writer = XMLWriter()
        try writer.write(root)
        return writer.text
    }

    /// Goes down to an element, and changes it.
    private mutating func change(_ element: XMLElement, depth: Int) -> XMLElement {
        var element = element
        let children = element.children.indices.filter {
            if case .element = element.children[$0] { true } else { false }
        }
        guard let index = children.randomElement(using: &random) else {
            element.children = [.text(values.randomElement(using: &random) ?? "", .start)]
            return element
        }
        if depth < 2 || Int.random(in: 0..<4, using: &random) > 0 {
            if case .element(let child) = element.children[index] {
                element.children[index] = .element(change(child, depth: depth + 1))
            }
            return element
        }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: element.children.remove(at: index)
        case 1: element.children.append(element.children[index])
        case 2: element.children = []
        case 3: element.attributes.append(XMLAttribute("xml:space", "preserve"))
        default: element.children.shuffle(using: &random)
        }
        return element
    }

    private let values = [
        "", " ", "0", "-0", "-0.0", "-1", "1", " 1 ", "\n2\t", "3.0", "3.50", "1e2", "1E+2", "0.1e1", "10e-1",
        "+1",
        "01", ".5", "5.", "9223372036854775807", "9223372036854775808", "1e400",
        "0.0000000000000000000000001",
        "1234567890123456789012345678901234.5678", "true", "TRUE", "Yes", " no ", "on", "active", "Archived",
        "PAUSED",
        "deleted", "1.0", "3", "302", "JS", "Meta", "0.0", "de", "Us", "UK", " de", "present", "Absent", "{}",
        " {\"a\":1} ",
        "[1]", "{clickid}", "http://x", "HTTPS://track.example/?a b", "https://", "https:///x", "ftp://x",
        "\u{A0}",
    ]
}
