import Diagnostics
import Feeds

/// What stands in the body of an answer with a status of 2xx.
enum AnswerBody: Sendable {
    /// Nothing.
    case empty
    /// JSON that ends too early.
    case truncated(String)
    /// A JSON value.
    case value(Node)
}

extension RedTrackClient {
    /// The JSON value of an answer.
    /// - Throws: `unexpectedAnswer` for a web page and for what is no JSON; the server's own refusal when the body is
    ///   an error in spite of its status.
    func body(_ answer: TransportResponse, of call: Call) throws(APIError) -> AnswerBody {
        let bytes = answer.body
        if bytes.allSatisfy({ $0 <= 0x20 }) { return .empty }
        if AnswerText.startsLikeMarkup(bytes) {
            throw unexpected(
                call, answer, "the server answered a web page", nextStep: "Check the base URL of the account")
        }
        let node: Node
        do {
            node = try JSONDocument.parse(bytes)
        } catch {
            if error.code == .truncated { return .truncated("\(error)") }
            // What a server says after a deletion does not matter, as long as it is no web page.
            if call.request.method == .delete { return .empty }
            let place = "line \(error.position.line), column \(error.position.column)"
            if call.answersSecrets { throw unexpected(call, answer, "the answer is no JSON (\(place))") }
            throw unexpected(
                call, answer,
                "the answer is no JSON: \(transport.redacting(error.message)) (\(place)): \(quote(bytes))")
        }
        if let messages = AnswerText.errorShape(
            node.value, redacting: { call.redacting(transport.redacting($0)) })
        {
            let code: APIError.Code = call.request.method == .get ? .unexpectedAnswer : .validation
            throw call.error(
                code, messages, status: answer.status, nextStep: "Correct what it says and try again")
        }
        if case .null = node.value, call.request.method != .get { return .empty }
        return .value(node)
    }

    /// The JSON value of an answer to a read, which must have one.
    func value(_ answer: TransportResponse, of call: Call) throws(APIError) -> Node {
        switch try body(answer, of: call) {
        case .value(let node): return node
        case .empty: throw unexpected(call, answer, "the answer is empty")
        case .truncated(let message): throw unexpected(call, answer, "the answer ends too early: \(message)")
        }
    }

    /// The elements of a list: bare, `null` for none, or under `items`.
    func elements(_ answer: TransportResponse, of call: Call) throws(APIError) -> [Node] {
        let node = try value(answer, of: call)
        switch node.value {
        case .list(let nodes): return nodes
        case .null: return []
        case .map:
            guard let items = node.value["items"] else { break }
            if case .null = items.value { return [] }
            if let nodes = items.value.list { return nodes }
        case .bool, .number, .string: break
        }
        throw unexpected(call, answer, "expected a list, found \(node.value.kindName)")
    }

    /// Reads a part of an answer as a model.
    func model<Model: WireValue>(
        _ type: Model.Type, _ node: Node, at place: String, in answer: TransportResponse, of call: Call
    ) throws(APIError) -> Model {
        do {
            return try Model(wire: node)
        } catch {
            let located = place.isEmpty ? error : error.inside(place)
            let text = transport.redacting("\(located)")
            throw unexpected(call, answer, AnswerText.shortened(text, to: AnswerText.quoteLength))
        }
    }

    /// An answer that is not what the API document describes.
    func unexpected(
        _ call: Call, _ answer: TransportResponse, _ message: String,
        nextStep: String = "Check the base URL of the account; when it is right, the API has changed"
    ) -> APIError {
        call.error(.unexpectedAnswer, [message], status: answer.status, nextStep: nextStep)
    }

    private func quote(_ bytes: [UInt8]) -> String {
        let text = transport.redacting(String(decoding: bytes.prefix(16 << 10), as: UTF8.self))
        return AnswerText.shortened(text, to: AnswerText.quoteLength)
    }
}
