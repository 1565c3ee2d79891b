import Feeds

/// The streams of a campaign: offers and landings with weights, a cost and filters. They are stored whole.
enum StreamWire {
    static let field = WritableField(
        name: "streams", initial: .null,
        expected: "a list of {offers, landings, cost, weight, filters} with lists of {id, weight}"
    ) { value in
        guard let list = value.list else { return nil }
        var streams: [Value] = []
        for item in list {
            guard let stream = stored(item.value) else { return nil }
            streams.append(stream)
        }
        return .array(streams)
    }

    private static func stored(_ stream: Value) -> Value? {
        guard case .map = stream, let offers = elements(stream.value("offers")),
            let landings = elements(stream.value("landings")), let cost = number(stream.value("cost")),
            let weight = number(stream.value("weight"))
        else { return nil }
        var members = [("offers", offers), ("landings", landings), ("cost", cost), ("weight", weight)]
        let filters = stream.value("filters")
        if filters != .null {
            guard let filled = FilterWire.filled(filters) else { return nil }
            members.append(("filters", filled))
        }
        return .object(members)
    }

    private static func elements(_ value: Value) -> Value? {
        if value == .null { return .array([]) }
        guard let list = value.list else { return nil }
        var elements: [Value] = []
        for element in list.map(\.value) {
            guard let id = element["id"]?.value.string, let weight = number(element.value("weight")) else {
                return nil
            }
            elements.append(.object([("id", .string(id)), ("weight", weight)]))
        }
        return .array(elements)
    }

    private static func number(_ value: Value) -> Value? {
        value == .null ? .number("0") : value.canonicalNumber
    }

    /// What is wrong with the streams; the document lists no text for any of it.
    static func problems(of streams: Value, references: any ReferenceCheck) throws -> [String] {
        var problems: [String] = []
        let streams = (streams.list ?? []).map(\.value)
        let elements = { (name: String) in
            streams.flatMap { ($0.value(name).list ?? []).map(\.value) }
        }
        if references.isStrict {
            for (name, kind, text) in [("offers", Kind.offer, "Offer"), ("landings", .landing, "Landing")] {
                for element in elements(name) where try !references.exists(kind, element.text("id")) {
                    problems.append("\(text) ID is invalid")
                    break
                }
            }
        }
        let weights = (streams + elements("offers") + elements("landings")).map {
            $0.value("weight").integer ?? 0
        }
        if weights.contains(where: { $0 < 1 }) { problems.append("Weight value is invalid") }
        if streams.contains(where: { $0.value("cost").isNegative }) {
            problems.append("Cost value is invalid")
        }
        return problems
    }

    static func links(of streams: Value) -> [Link] {
        var links: [Link] = []
        for stream in (streams.list ?? []).map(\.value) {
            for (name, role) in [("offers", Link.Role.offer), ("landings", .landing)] {
                links += (stream.value(name).list ?? []).map { Link(role: role, target: $0.value.text("id")) }
            }
        }
        return links
    }

    /// The streams with the filters that were never sent.
    static func fillingFilters(_ streams: Value) -> Value {
        guard let list = streams.list else { return streams }
        return .array(
            list.map { node in
                guard case .map(var members) = node.value, node.value["filters"] == nil else {
                    return node.value
                }
                members.append(Member("filters", FilterWire.filled(.object([])) ?? .null))
                return .map(members)
            })
    }
}
