import Feeds

/// The ten filters of a stream. A body may name some; what is stored and answered names all, with their values,
/// `active` and `exclude`.
enum FilterWire {
    private enum Values {
        case texts, text, subs
    }

    /// Name, key of the values and their shape, in the order of the document's answer.
    private static let table: [(name: String, key: String, values: Values)] = [
        ("country", "iso", .texts), ("city", "titles", .texts), ("isp", "items", .texts),
        ("browser", "titles", .texts), ("os", "titles", .texts), ("connection_type", "id", .text),
        ("device_type", "items", .texts), ("ip", "items", .texts), ("subs", "items", .subs),
        ("bots", "ids", .texts),
    ]

    /// All ten filters, those that were not sent as inactive and empty; `nil` when one has the wrong shape.
    static func filled(_ sent: Value) -> Value? {
        guard case .map = sent else { return nil }
        var filters: [(String, Value)] = []
        for (name, key, values) in table {
            let filter = sent.value(name)
            if filter != .null, filter.members == nil { return nil }
            // The model table names the values of a device filter `iso`, the examples `items`: both are read.
            let given = filter[key]?.value ?? (name == "device_type" ? filter.value("iso") : .null)
            guard let stored = stored(given, values), let active = truth(filter.value("active")),
                let exclude = truth(filter.value("exclude"))
            else { return nil }
            filters.append((name, .object([(key, stored), ("active", active), ("exclude", exclude)])))
        }
        return .object(filters)
    }

    /// A filter that does not say `active` is not.
    private static func truth(_ value: Value) -> Value? {
        value == .null ? .bool(false) : value.bool.map(Value.bool)
    }

    private static func stored(_ value: Value, _ shape: Values) -> Value? {
        switch shape {
        case .text: return value == .null ? .string("") : value.string.map(Value.string)
        case .texts:
            if value == .null || value.list?.isEmpty == true { return .null }
            return value.listOfTexts
        case .subs:
            guard value == .null || value.members?.allSatisfy({ $0.node.value.string != nil }) == true else {
                return nil
            }
            return SourceWire.filled(value)
        }
    }
}
