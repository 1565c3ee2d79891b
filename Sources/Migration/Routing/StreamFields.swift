internal import Feeds
internal import RedTrack
internal import Routing

/// Streams in the words of manifests.
enum StreamFields {
    /// The list of streams; `offer` and `landing` give the names by which objects are known there.
    static func value(
        _ streams: [RoutedStream], offer: (String) -> String, landing: (String) -> String
    ) -> Value {
        .array(
            streams.map { stream in
                var members: [(String, Value)] = [("weight", .number("\(stream.weight)"))]
                let filters = filters(of: stream)
                if !filters.isEmpty { members.append(("filters", .object(filters))) }
                members.append(("offers", shares(stream.offers, "offer", offer)))
                if !stream.landings.isEmpty {
                    members.append(("landings", shares(stream.landings, "landing", landing)))
                }
                return .object(members)
            })
    }

    private static func shares(_ shares: [StreamShare], _ word: String, _ name: (String) -> String) -> Value {
        .array(
            shares.map { .object([(word, .string(name($0.id))), ("weight", .number("\($0.weight)"))]) })
    }

    private static func filters(of stream: RoutedStream) -> [(String, Value)] {
        var filters = stream.filters.map { filter in
            (filter.field.name, written(values(filter), excludes: filter.excludes, isActive: filter.isActive))
        }
        if let subs = stream.subs {
            let items = subs.items.sorted { $0.key < $1.key }.map { ("sub\($0)", Value.string($1)) }
            filters.append(
                ("subs", written(("items", .object(items)), excludes: subs.excludes, isActive: subs.isActive))
            )
        }
        return filters
    }

    /// The list of a filter under the name that the table of fields gives it.
    private static func values(_ filter: Routing.StreamFilter) -> (String, Value) {
        let description = StreamFilters.fields.first { $0.name == filter.field.name }
        guard case .record(let inner)? = description?.type, let list = inner.first else {
            return ("values", .array(filter.values.map(Value.string)))
        }
        if case .text = list.type { return (list.name, .string(filter.values.first ?? "")) }
        return (list.name, .array(filter.values.map(Value.string)))
    }

    private static func written(_ values: (String, Value), excludes: Bool, isActive: Bool) -> Value {
        var members = [values]
        if excludes { members.append(("exclude", .bool(true))) }
        if !isActive { members.append(("active", .bool(false))) }
        return .object(members)
    }
}
