import Diagnostics
import Feeds
import RedTrack
import TestSupport

@testable import Manifests

/// Makes random objects of any kind from the descriptions of its fields: whatever a file can say.
struct ObjectGenerator {
    private var random: SeededGenerator
    private let place = SourcePlace(file: "-")
    private var serial = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    mutating func object(_ kind: Kind) -> ManifestObject {
        serial += 1
        var fields: [ManifestField] = []
        for description in kind.fields where description.isWritable {
            guard description.name == "title" || chance(60) else { continue }
            var node = value(description, description.manifestName, kind)
            if description.name == "title" { node = Node(.string("\(node.value.string ?? "") \(serial)")) }
            fields.append(ManifestField(description, node, at: place))
        }
        let hasKey = chance(50)
        let title = fields.first { $0.description.name == "title" }?.node.value.string ?? ""
        var object = ManifestObject(
            kind: kind, key: hasKey ? text(blank: false) + "\(serial)" : title, hasExplicitKey: hasKey,
            place: place,
            state: chance(10) ? .absent : .present, isProtected: chance(10), fields: fields)
        if chance(20) { object.id = Placed(text(blank: false) + "\(serial)", at: place) }
        if kind < .domain, chance(20) { object.preset = Placed(text(blank: false) + "p", at: place) }
        if chance(20) {
            object.extra = [Member("raw", raw(depth: 0)), Member(text(blank: false) + "n", raw(depth: 0))]
        }
        return object
    }

    private mutating func value(_ field: FieldDescription, _ path: String, _ kind: Kind) -> Node {
        Node(plainValue(field, path, kind))
    }

    private mutating func plainValue(_ field: FieldDescription, _ path: String, _ kind: Kind) -> Value {
        switch field.type {
        case .text:
            if kind == .domain, path == "url" {
                return .string("https://track\(serial).example/\(text(blank: true))")
            }
            return .string(field.access == .required ? text(blank: true) + "x" : text(blank: true))
        case .reference:
            return .string(field.access == .required ? text(blank: true) + "x" : text(blank: true))
        case .integer(let minimum): return .number(String(pick([minimum, minimum + 1, 100, Int.max])))
        case .decimal(let positive):
            return .number(pick(positive ? ["0.10", "3", "1e-3"] : ["0", "0.0", "19.496", "3"]))
        case .boolean: return .bool(chance(50))
        case .choice(let choices):
            return .number(String(pick(choices.filter { $0.number != 3 || path != "status" }).number))
        case .texts:
            let isCountry = ["country_codes", "targeting.countries", "streams.filters.country.iso"].contains(
                path)
            return .array(
                (0..<pick([0, 1, 1, 2, 5])).map { _ in
                    .string(isCountry ? pick(["DE", "NO", "US", "XK"]) : text(blank: true))
                })
        case .record(let fields): return .map(record(fields, path, kind, percent: 50))
        case .records(let fields, _):
            return .array(
                (0..<pick([0, 1, 1, 2, 3])).map { _ in
                    .map(record(fields, path, kind, percent: 60))
                })
        case .statistics: return .null
        }
    }

    private mutating func record(
        _ fields: [FieldDescription], _ path: String, _ kind: Kind, percent: Int
    ) -> [Member] {
        let isFilter = StreamFilter.isFilter(fields)
        var members: [Member] = []
        for field in fields where field.isWritable {
            let isNeeded =
                field.access == .required || isFilter && ["active", "exclude"].contains(field.name)
                || field.name == "name"
            guard isNeeded || chance(percent) else { continue }
            members.append(
                Member(field.manifestName, value(field, path + "." + field.manifestName, kind)))
        }
        return members
    }

    private mutating func raw(depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 2 ? 5 : 7), using: &random) {
        case 0: .null
        case 1: .bool(chance(50))
        case 2: .number(pick(["0", "-1.50", "1e300"]))
        case 3, 4: .string(text(blank: true))
        case 5: .array((0..<pick([0, 1, 2])).map { _ in raw(depth: depth + 1) })
        default: .object((0..<pick([0, 1, 2])).map { ("n\($0)" + text(blank: true), raw(depth: depth + 1)) })
        }
    }

    /// A text made of what formats trip over.
    private mutating func text(blank: Bool) -> String {
        let pieces = [
            "", "", "a", "Red Bushido", " ", "  ", "\n", "\t", "\r", "\r\n", "\"", "'", "|", "\\", "[]",
            "\\[]", "\\e",
            "{clickid}", "{{DATA1}}", "[insert_offer_url_here]", "é", "e\u{301}", "😀", "日本", "<b>", "&amp;",
            "]]>",
            ",", ";", ":", ": ", " #", "#", "- ", "? ", "*a", "&a", "!x", "%", "@", "`", "~", "null", "yes",
            "NO",
            "true", "0", "007", "1e3", "1_000", "2024-01-01", "---", "...", "<<", "=", "\u{85}", "\u{2028}",
            "\u{A0}",
            "\u{FFFD}", "https://example.com/?a={sub1}&b=%20#x", "a\\|b", "\u{10FFFF}",
        ]
        var text = ""
        for _ in 0..<pick([1, 1, 1, 2, 3, 4]) { text += pick(pieces) }
        return !blank && text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? "t" : text
    }
}
