import Feeds

/// One stream of a campaign, ready to be drawn.
struct StreamRule: Sendable {
    struct Element: Sendable {
        let id: String
        let weight: Int
    }

    /// The place in the campaign, from 1.
    let number: Int
    let weight: Int
    /// What a click costs here, in millionths; 0 is the campaign's cost per click.
    let cost: Int
    let offers: [Element]
    let landings: [Element]
    let filters: [FilterRule]

    init(_ stream: Value, number: Int) {
        self.number = number
        weight = max(0, stream.value("weight").integer ?? 0)
        cost = FixedPoint.millionths(stream.value("cost"), truncates: true) ?? 0
        offers = Self.elements(stream.value("offers"))
        landings = Self.elements(stream.value("landings"))
        filters = FilterRule.active(stream.value("filters"))
    }

    /// Whether no filter stands against the visitor.
    func takes(_ visitor: Visitor) -> Bool { filters.allSatisfy { $0.passes(visitor) } }

    private static func elements(_ list: Value) -> [Element] {
        (list.list ?? []).map { node in
            Element(id: node.value.text("id"), weight: max(0, node.value.value("weight").integer ?? 0))
        }
    }
}
