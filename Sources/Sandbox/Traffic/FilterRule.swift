import Feeds

/// One active filter of a stream. Texts are compared without case.
struct FilterRule: Sendable {
    let name: String
    let values: Set<String>
    /// The values as they were written, in order.
    let written: [String]
    let subs: [(index: Int, text: String)]
    let isExcluding: Bool

    /// The filters that are active and name something; one without values asks for nothing.
    static func active(_ filters: Value) -> [FilterRule] {
        (filters.members ?? []).compactMap { member in
            let filter = member.node.value
            guard filter.value("active").bool == true else { return nil }
            let rule = FilterRule(member.name, filter)
            return rule.values.isEmpty && rule.subs.isEmpty ? nil : rule
        }
    }

    private init(_ name: String, _ filter: Value) {
        self.name = name
        isExcluding = filter.value("exclude").bool == true
        let lists = ["iso", "titles", "items", "ids"].flatMap { filter.value($0).texts }
        written = lists + [filter.text("id")].filter { !$0.isEmpty }
        values = Set(written.map { $0.lowercased() })
        let items = filter.value("items")
        subs = SourceWire.subs.enumerated().compactMap { index, sub in
            let text = items.text(sub)
            return name != "subs" || text.isEmpty ? nil : (index, text)
        }
    }

    func passes(_ visitor: Visitor) -> Bool { matches(visitor) != isExcluding }

    private func matches(_ visitor: Visitor) -> Bool {
        switch name {
        case "country": has(visitor.country)
        case "city": has(visitor.city)
        case "isp": has(visitor.provider)
        case "browser": has(visitor.browser)
        case "os": has(visitor.system)
        case "connection_type": has(visitor.connection)
        case "ip": has(visitor.address)
        case "device_type":
            has(visitor.device) || has(visitor.model) || has(visitor.brand)
                || Titles.devices.contains { $0.title == visitor.device && has($0.code) }
        case "subs": subs.allSatisfy { visitor.subs[$0.index] == $0.text }
        // Nobody who is made up here is a bot.
        default: false
        }
    }

    private func has(_ text: String) -> Bool { values.contains(text.lowercased()) }
}
