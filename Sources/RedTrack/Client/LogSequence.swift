import Diagnostics
import Feeds

/// One page of a log.
public struct LogPage<Record: LogRecord>: Sendable {
    /// Its number in the account's log, counted from 1.
    public var number: Int
    /// The records on it that no earlier page had; never none.
    public var records: [Record]
}

/// A log as a stream of pages, up to its end: nothing is left out, and memory does not grow with the log.
///
/// A page with few records is not the end; an empty one is. What happens while a log is read pushes older records to
/// later pages: a record that comes again is left out, unless 100,000 others came between.
public struct LogSequence<Record: LogRecord>: AsyncSequence, Sendable {
    /// A page.
    public typealias Element = LogPage<Record>
    /// What reading a page throws.
    public typealias Failure = APIError

    let client: RedTrackClient
    let path: String
    let filters: [(name: String, value: String)]
    let size: Int

    /// Starts at the first page.
    public func makeAsyncIterator() -> Iterator {
        Iterator(client: client, path: path, filters: filters, size: size)
    }

    /// Reads a page each time it is asked.
    public struct Iterator: AsyncIteratorProtocol {
        private let client: RedTrackClient
        private let path: String
        private let filters: [(name: String, value: String)]
        private let size: Int
        private var seen = RecentIDs(capacity: 100_000)
        private var number = 0
        private var pagesInVain = 0
        private var isFinished = false

        fileprivate init(
            client: RedTrackClient, path: String, filters: [(name: String, value: String)], size: Int
        ) {
            self.client = client
            self.path = path
            self.filters = filters
            self.size = size
        }

        /// The next page that has anything new; `nil` after the last.
        /// - Throws: ``APIError``; `incompleteList` for an account that repeats its pages, or never ends.
        public mutating func next() async throws(APIError) -> LogPage<Record>? {
            while !isFinished {
                // An error ends the stream too.
                isFinished = true
                let call = Call(
                    request: TransportRequest(
                        .get, path,
                        query: filters + [("page", String(number + 1)), ("per", String(size))]))
                guard number < Endpoint.pageLimit else {
                    throw incomplete(call, "the log has more than \(Endpoint.pageLimit) pages")
                }
                number += 1
                let records: [Record] = try await client.records(on: call)
                if records.isEmpty { return nil }
                let new = records.filter { seen.insert($0.recordID ?? "") }
                // One page may repeat what was pushed down; two in a row are a server that does not look at the number.
                pagesInVain = new.isEmpty ? pagesInVain + 1 : 0
                if pagesInVain == 2 {
                    throw incomplete(call, "the account repeats a page, so that the rest cannot be read")
                }
                isFinished = false
                if !new.isEmpty { return LogPage(number: number, records: new) }
            }
            return nil
        }

        private func incomplete(_ call: Call, _ message: String) -> APIError {
            call.incomplete(message, nextStep: "Ask for fewer days at once, or for larger pages")
        }
    }
}

/// Ids of which the latest are remembered, and at most twice as many.
private struct RecentIDs: Sendable {
    let capacity: Int
    private var current: Set<String> = []
    private var previous: Set<String> = []

    init(capacity: Int) { self.capacity = capacity }

    /// Remembers an id; `false` when it is remembered already.
    mutating func insert(_ id: String) -> Bool {
        guard !previous.contains(id), current.insert(id).inserted else { return false }
        if current.count >= capacity {
            previous = current
            current = []
        }
        return true
    }
}

extension RedTrackClient {
    /// The records on one page of a log; each has an id.
    fileprivate func records<Record: LogRecord>(on call: Call) async throws(APIError) -> [Record] {
        let answer = try await perform(call)
        var records: [Record] = []
        for (index, node) in try elements(answer, of: call).enumerated() {
            let record = try model(Record.self, node, at: "[\(index)]", in: answer, of: call)
            guard let id = record.recordID, !id.isEmpty else {
                throw unexpected(
                    call, answer, "[\(index)]: the record has no id (line \(node.position.line))")
            }
            records.append(record)
        }
        return records
    }
}
