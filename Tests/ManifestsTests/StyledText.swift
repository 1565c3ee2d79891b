import Feeds
import RedTrack
import TestSupport

@testable import Manifests

/// Writes objects as people would: any style that the format allows, with comments, blank lines and tabs, all by chance.
struct StyledText {
    private var random: SeededGenerator
    private(set) var comments: [String] = []
    /// Whether texts are written without line ends, so that files stay easy to look at.
    private let hasComments: Bool

    init(seed: UInt64, hasComments: Bool = true) {
        random = SeededGenerator(seed: seed)
        self.hasComments = hasComments
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func comment() -> String {
        let text = "note \(comments.count) é \"'{[&*"
        comments.append(text)
        return text
    }

    mutating func text(_ objects: [ManifestObject], _ kind: Kind, _ format: ManifestFormat) throws -> String {
        let members = objects.map { Value.map(ObjectMembers.of($0)) }
        var text: String
        switch format {
        case .yaml: text = yaml([Member(kind.plural, .array(members))])
        case .json: text = json(.object([(kind.plural, .array(members))]), 0)
        case .xml: text = try xml(objects, kind)
        case .csv: text = try csv(objects, kind)
        }
        if format != .xml, format != .csv, chance(25) { text = text.replacing("\n", with: "\r\n") }
        if chance(20) { text = "\u{FEFF}" + text }
        return text
    }

    // MARK: YAML

    private mutating func yaml(_ members: [Member]) -> String {
        var text = ""
        if chance(30) { text += "# " + comment() + "\n" }
        if chance(30) { text += "---\n" }
        text += block(members, 0)
        if chance(30) { text += "# " + comment() + "\n" }
        if chance(20), text.hasSuffix("\n"), !text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }

    /// libYAML takes no tab behind the name of a block.
    private mutating func lineEnd(allowsTab: Bool = true) -> String {
        hasComments && chance(20)
            ? pick([" # ", allowsTab ? "\t# " : "  # ", "   # "]) + comment() + "\n"
            : chance(5) ? "  \n" : "\n"
    }

    private mutating func between(_ indent: Int) -> String {
        guard chance(15) else { return "" }
        let blanks = String(repeating: " ", count: pick([indent, indent, 0]))
        return pick(["\n", blanks + "# " + comment() + "\n", "\n" + blanks + "# " + comment() + "\n\n"])
    }

    private mutating func block(_ members: [Member], _ indent: Int, isInline: Bool = false) -> String {
        var text = ""
        for (index, member) in members.enumerated() {
            if index > 0 || !isInline {
                if index > 0 || indent > 0 { text += between(indent) }
                text += String(repeating: " ", count: indent)
            }
            text += name(member.name) + pick([":", ":", ":", " :"])
            text += value(member.node.value, indent, isList: false)
        }
        return text
    }

    private mutating func name(_ name: String) -> String {
        let plain = YAMLEmitter.scalar(name)
        return chance(10) ? YAMLEmitter.quoted(name) : plain
    }

    private mutating func value(_ value: Value, _ indent: Int, isList: Bool) -> String {
        switch value {
        case .map(let members) where !members.isEmpty && chance(75):
            let step = pick([2, 2, 4, 3])
            return lineEnd(allowsTab: false) + block(members, indent + step)
        case .list(let nodes) where !nodes.isEmpty && chance(65):
            let inner = indent + pick(indent > 0 || isList ? [2, 2, 0, 4] : [2, 0])
            var text = lineEnd(allowsTab: false)
            for node in nodes {
                text += between(inner) + String(repeating: " ", count: inner) + "-"
                switch node.value {
                case .map(let members) where !members.isEmpty && chance(80):
                    let gap = pick([1, 1, 3])
                    text +=
                        String(repeating: " ", count: gap) + block(members, inner + 1 + gap, isInline: true)
                default: text += self.value(node.value, inner, isList: true)
                }
            }
            return text
        case .map, .list: return " " + flow(value, indent + 2) + lineEnd()
        case .string(let text)
        where text.hasSuffix("x") && !text.contains("\r") && isPrintable(text) && chance(10)
            && !text.hasPrefix(" ") && !text.hasPrefix("\n") && !text.contains("\t"):
            let blanks = String(repeating: " ", count: indent + 2)
            let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.isEmpty ? "" : blanks + $0
            }
            return " |-\n" + rows.joined(separator: "\n") + "\n"
        default: return pick([" ", " ", "   "]) + scalar(value) + lineEnd()
        }
    }

    private func isPrintable(_ text: String) -> Bool {
        !YAMLEmitter.quoted(
            text.replacingByte("\n", with: "").replacingByte("\"", with: "").replacingByte("\\", with: "")
        )
        .contains("\\")
    }

    private mutating func scalar(_ value: Value) -> String {
        guard case .string(let text) = value else { return value.jsonText() }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return YAMLEmitter.quoted(text)
        case 1:
            return isPrintable(text) && !text.contains("\n") && !text.hasPrefix(" ") && !text.hasSuffix(" ")
                ? "'" + text.replacingByte("'", with: "''") + "'" : YAMLEmitter.quoted(text)
        default: return YAMLEmitter.scalar(text)
        }
    }

    private mutating func flow(_ value: Value, _ indent: Int) -> String {
        let isWide = chance(30)
        let step = isWide ? "\n" + String(repeating: " ", count: indent) : pick(["", " "])
        var text = ""
        func close(_ mark: String, _ isEmpty: Bool) -> String { (isEmpty ? "" : step) + mark }
        switch value {
        case .list(let nodes):
            text = "["
            for (index, node) in nodes.enumerated() {
                text += step + flow(node.value, indent + 2)
                if index + 1 < nodes.count || chance(10) { text += "," }
                if isWide, hasComments, chance(20) { text += " # " + comment() }
            }
            return text + (nodes.isEmpty ? "" : isWide ? step : "") + "]"
        case .map(let members):
            text = "{"
            for (index, member) in members.enumerated() {
                text += step + YAMLEmitter.quoted(member.name) + ": " + flow(member.node.value, indent + 2)
                if index + 1 < members.count { text += "," }
                if isWide, hasComments, chance(20) { text += " # " + comment() }
            }
            return text + (members.isEmpty ? "" : isWide ? step : "") + "}"
        case .string(let text): return YAMLEmitter.quoted(text)
        default: return value.jsonText()
        }
    }

    // MARK: JSON

    private mutating func json(_ value: Value, _ depth: Int) -> String {
        let isWide = depth < 2 || chance(50)
        let unit = isWide ? "\n" + String(repeating: "\t", count: depth + 1) : pick(["", " "])
        let close = isWide ? "\n" + String(repeating: "\t", count: depth) : ""
        switch value {
        case .list(let nodes):
            if nodes.isEmpty { return pick(["[]", "[ ]"]) }
            let parts = nodes.map { unit + json($0.value, depth + 1) }
            return "[" + parts.joined(separator: pick([",", " ,"])) + close + "]"
        case .map(let members):
            if members.isEmpty { return "{}" }
            let parts = members.map {
                unit + Value.string($0.name).jsonText() + pick([":", ": ", " : "])
                    + json($0.node.value, depth + 1)
            }
            return "{" + parts.joined(separator: ",") + close + "}"
        default: return value.jsonText()
        }
    }

    // MARK: XML

    private mutating func xml(_ objects: [ManifestObject], _ kind: Kind) throws -> String {
        var section = XMLElement(kind.plural)
        for object in objects { section.children.append(.element(try XMLManifestWriter.element(object))) }
        var text = chance(50) ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
        if chance(30) { text += "<!-- " + comment() + " -->\n" }
        return text + element(XMLElement("waybill", children: [.element(section)]), 0) + pick(["", "\n"])
    }

    private mutating func element(_ element: XMLElement, _ depth: Int) -> String {
        var text = "<" + element.name
        for attribute in element.attributes {
            text += pick([" ", "  ", "\n   "]) + attribute.name + "=\"" + escaped(attribute.value) + "\""
        }
        if element.children.isEmpty { return text + pick(["/>", " />", "></\(element.name)>"]) }
        text += pick([">", " >"])
        let elements = element.elements
        guard !elements.isEmpty else {
            let content = element.text
            if chance(20), !content.containsBytes("]]>"), !content.utf8.contains(0x0D) {
                return text + "<![CDATA[" + content + "]]></" + element.name + ">"
            }
            return text + escaped(content) + (chance(5) ? "<!-- \(comment()) -->" : "") + "</" + element.name
                + ">"
        }
        let isWide = depth < 3 || chance(70)
        let unit = isWide ? "\n" + String(repeating: pick(["  ", "\t"]), count: depth + 1) : ""
        for child in elements {
            if chance(10) { text += unit + "<!-- " + comment() + " -->" }
            text += unit + self.element(child, depth + 1)
            if chance(10) { text += " <!-- " + comment() + " -->" }
        }
        return text + (isWide ? "\n" : "") + "</" + element.name + ">"
    }

    private func escaped(_ text: String) -> String {
        var writer = XMLWriter(declaration: false)
        try? writer.write(XMLElement("x", attributes: [XMLAttribute("y", text)]))
        return String(writer.text.dropFirst(6).dropLast(3))
    }

    // MARK: CSV

    private mutating func csv(_ objects: [ManifestObject], _ kind: Kind) throws -> String {
        let columns = CSVColumns(kind)
        var rows: [[Int: String]] = []
        for object in objects { rows += try CSVManifestWriter.rows(of: object, columns) }
        var used = columns.all.indices.filter { index in rows.contains { $0[index] != nil } || chance(5) }
        used.shuffle(using: &random)
        // A column that has another delimiter in a cell comes first in vain: the header tells the delimiter.
        let delimiter = pick([",", ";", "\t"])
        let end = pick(["\n", "\r\n"])
        func cell(_ text: String, _ isQuoted: Bool) -> String {
            let mustQuote = text.utf8.contains { "\",;\t\r\n".utf8.contains($0) } || used.count == 1
            return isQuoted || mustQuote ? "\"" + text.replacingByte("\"", with: "\"\"") + "\"" : text
        }
        var text = used.map { columns.all[$0].name }.joined(separator: delimiter) + end
        for row in rows {
            text +=
                used.map { cell(row[$0] ?? "", row[$0] != nil && chance(20)) }.joined(separator: delimiter)
                + end
        }
        if chance(20) { text.unicodeScalars.removeLast(end.unicodeScalars.count) }
        return text
    }
}
