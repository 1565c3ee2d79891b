import Diagnostics
import Feeds

/// The pages of one list as the account gives them, up to the first empty one.
///
/// A page with few objects is not the end: a server may give fewer than were asked for. What stands on which page may
/// shift while they are read; see ``RedTrackClient/list(_:progress:)`` for a list that is checked for that.
public struct PageSequence<Model: AccountObject>: AsyncSequence, Sendable {
    /// A page.
    public typealias Element = Page<Model>
    /// What reading a page throws.
    public typealias Failure = APIError

    let client: RedTrackClient
    /// Parameters sent with each page, such as a status.
    let filters: [(name: String, value: String)]
    /// The objects asked for on a page.
    var size = Endpoint.pageSize

    /// Starts at the first page.
    public func makeAsyncIterator() -> Iterator { Iterator(client: client, filters: filters, size: size) }

    /// Reads a page each time it is asked.
    public struct Iterator: AsyncIteratorProtocol {
        let client: RedTrackClient
        let filters: [(name: String, value: String)]
        let size: Int
        private var number = 0
        private var isFinished = false

        init(client: RedTrackClient, filters: [(name: String, value: String)], size: Int) {
            self.client = client
            self.filters = filters
            self.size = size
        }

        /// How many pages were asked for, the empty one included.
        var requests: Int { number }

        /// The next page; `nil` after the last.
        /// - Throws: ``APIError``; `incompleteList` for a list that has no end.
        public mutating func next() async throws(APIError) -> Page<Model>? {
            if isFinished { return nil }
            isFinished = true
            let call = Call.list(Model.self, page: number + 1, size: size, filters: filters)
            guard number < Endpoint.pageLimit else {
                throw call.incomplete("the list has more than \(Endpoint.pageLimit) pages")
            }
            number += 1
            let objects = try await client.objects(Model.self, on: call)
            isFinished = objects.isEmpty
            return objects.isEmpty ? nil : Page(number: number, objects: objects)
        }
    }
}

extension RedTrackClient {
    /// The objects on one page; each has an id.
    fileprivate func objects<Model: AccountObject>(
        _ type: Model.Type, on call: Call
    ) async throws(APIError) -> [Model] {
        let answer = try await perform(call)
        var objects: [Model] = []
        for (index, node) in try elements(answer, of: call).enumerated() {
            let object = try model(type, node, at: "[\(index)]", in: answer, of: call)
            guard let id = object.id, !id.rawValue.isEmpty else {
                throw unexpected(
                    call, answer,
                    "[\(index)]: the \(Model.kind.rawValue) has no id (line \(node.position.line))")
            }
            objects.append(object)
        }
        return objects
    }
}

extension Call {
    /// One page of the list of a kind; page and size are always sent, not every server has the same defaults.
    static func list<Model: AccountObject>(
        _ type: Model.Type, page: Int = 1, size: Int = Endpoint.pageSize,
        filters: [(name: String, value: String)] = []
    ) -> Call {
        Call(
            request: TransportRequest(
                .get, Endpoint.of(Model.kind).collection,
                query: filters + [("page", String(page)), ("per", String(size))]),
            kind: Model.kind)
    }

    /// This list cannot be read as a whole.
    func incomplete(
        _ message: String,
        nextStep: String = "Nothing was changed; try again while nobody else changes the account"
    ) -> APIError {
        error(.incompleteList, [message], nextStep: nextStep)
    }
}
