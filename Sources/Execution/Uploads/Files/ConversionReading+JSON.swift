import Diagnostics
import Feeds

extension ConversionReading {
    /// Reads a JSON array of objects.
    mutating func readJSON(_ text: [UInt8]) throws(FeedError) {
        if text.allSatisfy({ $0 <= 0x20 }) {
            report("empty", "the file is empty", at: nil, help: "a file without conversions is []")
            return
        }
        let root = try JSONDocument.parse(text)
        guard let nodes = root.value.list else {
            report(
                "no-list", "expected a list of conversions, found \(root.value.kindName)", at: root.position,
                help: #"write [{"clickid": "...", "payout": 0.12}]"#)
            return
        }
        for node in nodes { read(node) }
    }

    private mutating func read(_ node: Node) {
        guard let members = node.value.members else {
            report(
                "no-map", "expected a conversion, found \(node.value.kindName)", at: node.position,
                help: #"write {"clickid": "...", "payout": 0.12}"#)
            return
        }
        let known = diagnostics.count
        for member in members where ConversionField(rawValue: member.name) == nil {
            reportUnknown(member.name, "member", at: member.namePosition)
        }
        let hasUnknown = diagnostics.count > known
        var click: (id: String, position: SourcePosition)?
        var amount: ConversionPayout?
        if let node = present(.clickid, of: node, unless: hasUnknown) {
            if let text = node.value.string {
                click = clickID(text, at: node.position).map { ($0, node.position) }
            } else {
                report(
                    "bad-click", "expected the click id as a string, found \(node.value.kindName)",
                    at: node.position, help: "write it in quotes")
            }
        }
        if let node = present(.payout, of: node, unless: hasUnknown) {
            if let text = node.value.number {
                amount = payout(text, isJSON: true, at: node.position)
            } else {
                report(
                    "bad-payout", "expected the payout as a number, found \(node.value.kindName)",
                    at: node.position, help: "write it without quotes, as in 0.12")
            }
        }
        if let click, let amount { add(click.id, amount, row: node.position, click: click.position) }
    }

    /// A member that must be there. An unknown one may be it, written otherwise: then it is not missed as well.
    private mutating func present(_ field: ConversionField, of node: Node, unless hasUnknown: Bool) -> Node? {
        if let member = node.value[field.rawValue] { return member }
        if !hasUnknown {
            report(
                "no-member", "the member \(field.rawValue) is missing", at: node.position,
                help: #"write {"clickid": "...", "payout": 0.12}"#)
        }
        return nil
    }
}
