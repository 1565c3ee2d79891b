import Feeds
import HTTPTypes
import Hummingbird
import NIOCore

/// What is sent back, before it becomes bytes.
struct Answer: Sendable {
    enum Body: Sendable {
        case empty
        case json(Value)
        /// JSON text that is there already.
        case text([UInt8])
        case html(String)
    }

    var status: Int
    var body: Body
    var headers: [(HTTPField.Name, String)] = []

    static func errors(_ status: Int, _ messages: [String]) -> Answer {
        Answer(status: status, body: .json(.object([("errors", .array(messages.map(Value.string)))])))
    }

    /// The bytes of the body and their content type.
    var content: (bytes: ByteBuffer, type: String?) {
        switch body {
        case .empty: (ByteBuffer(), nil)
        case .json(let value): (ByteBuffer(bytes: value.jsonBytes()), "application/json; charset=utf-8")
        case .text(let bytes): (ByteBuffer(bytes: bytes), "application/json; charset=utf-8")
        case .html(let text): (ByteBuffer(string: text), "text/html; charset=utf-8")
        }
    }

    /// The head fields that go with a content type.
    func fields(type: String?) -> HTTPFields {
        var fields = HTTPFields()
        if let type { fields[.contentType] = type }
        for (name, value) in headers { fields[name] = value }
        return fields
    }

    var response: Response {
        let (bytes, type) = content
        let isBodiless = status == 204
        return Response(
            status: .init(code: status), headers: fields(type: type),
            body: isBodiless ? .init() : .init(byteBuffer: bytes))
    }
}

extension HTTPField.Name {
    /// `HTTPField.Name` has no such constant; the text is a valid token.
    static var rateLimitReset: HTTPField.Name? { HTTPField.Name("Ratelimit-Reset") }
}
