import Feeds

/// A list for a query, as one JSON text: any number of values is one argument of one prepared statement.
struct IDList: Sendable {
    let json: String

    init(_ values: some Sequence<String>) {
        json = Value.array(Set(values).map(Value.string)).jsonText()
    }
}
