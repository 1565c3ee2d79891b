internal import Feeds
internal import RedTrack

/// One of the sets of clicks that a stream takes, by what its active filters ask of each property of a click.
///
/// Texts are compared without case, as RedTrack does.
struct StreamClicks {
    /// What is asked of one property.
    struct Condition {
        var values: Set<String>
        /// Whether clicks with one of the values are kept out.
        var excludes: Bool

        /// Whether a click passes that has this value; `nil` stands for any value that no filter names.
        func passes(_ value: String?) -> Bool { (value.map(values.contains) ?? false) != excludes }
    }

    /// By the name of the property: `country`, `os`, `sub3`.
    var conditions: [String: Condition] = [:]

    /// The sets of clicks that a stream takes; more than one when its filter on `sub1` to `sub10` excludes.
    static func of(_ stream: Node) -> [StreamClicks] {
        var clicks = StreamClicks()
        var excludedSubs: [(name: String, value: String)] = []
        for filter in stream.value["filters"]?.value.members ?? [] {
            let members = filter.node.value.members ?? []
            let isActive = members.contains { $0.name == "active" && $0.node.value.bool == true }
            let excludes = members.contains { $0.name == "exclude" && $0.node.value.bool == true }
            guard isActive else { continue }
            if filter.name == "subs" {
                for item in filter.node.value["items"]?.value.members ?? [] {
                    guard let text = item.node.value.string, !text.isEmpty else { continue }
                    if excludes {
                        excludedSubs.append((item.name, text))
                    } else {
                        clicks.conditions[item.name] = Condition(values: [text], excludes: false)
                    }
                }
            } else {
                let values = values(of: filter.node)
                if !values.isEmpty {
                    clicks.conditions[filter.name] = Condition(values: values, excludes: excludes)
                }
            }
        }
        guard !excludedSubs.isEmpty else { return [clicks] }
        // Only a click that has all of the values is kept out.
        return excludedSubs.map { sub in
            var clicks = clicks
            clicks.conditions[sub.name] = Condition(values: [sub.value], excludes: true)
            return clicks
        }
    }

    /// The values of a filter, in small letters.
    static func values(of filter: Node) -> Set<String> {
        var values: Set<String> = []
        for member in filter.value.members ?? [] where member.name != "active" && member.name != "exclude" {
            for node in member.node.value.list ?? [member.node] {
                if let text = node.value.string, !text.isEmpty { values.insert(text.lowercased()) }
            }
        }
        return values
    }
}
