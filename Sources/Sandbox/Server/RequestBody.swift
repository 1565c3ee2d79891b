import Feeds

/// Bodies as JSON values.
enum RequestBody {
    /// The largest body that is read; larger ones are answered with 413.
    static let limit = 10 << 20

    /// The value of a body, whatever its content type says.
    /// - Throws: ``Refusal`` with 400 when it is not strict JSON.
    static func sent(_ bytes: [UInt8]) throws -> Value {
        do {
            return try value(bytes)
        } catch {
            throw Refusal(400, ["Request body is not valid JSON: \(error)"])
        }
    }

    /// The value of JSON text.
    static func value(_ bytes: [UInt8]) throws(FeedError) -> Value {
        try JSONDocument.parse(bytes).value
    }
}
