import Diagnostics
import Feeds

/// One page of a log.
public struct LogPage<Record: LogRecord>: Sendable {
    /// Its number in the account's log, counted from 1.
    public var number: Int
    /// The records on it that no earlier page had; never none.
    public var records: [Record]
}

/// A log as a stream of pages, up to its end: when the stream ends without an error, nothing was left out.
///
/// A page with few records is not the end; an empty one is. A log that is empty, took several pages or filled its page
/// is read again in pages of another size, until two readings agree; what only a later reading shows is given then.
/// Records that came into being meanwhile need no further reading. Each record comes once; of those that came, 16 bytes
/// are kept.
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
        private var agreement: LogAgreement
        private var number = 0
        private var isFinished = false

        fileprivate init(
            client: RedTrackClient, path: String, filters: [(name: String, value: String)], size: Int
        ) {
            self.client = client
            self.path = path
            self.filters = filters
            agreement = LogAgreement(size: size)
        }

        /// The next page that has anything new; `nil` after the last.
        /// - Throws: ``APIError``; `incompleteList` for an account that repeats its pages, never ends, or tells another
        ///   story each time it is asked.
        public mutating func next() async throws(APIError) -> LogPage<Record>? {
            while !isFinished {
                // An error ends the stream too.
                isFinished = true
                let call = Call(
                    request: TransportRequest(
                        .get, path,
                        query: filters + [("page", String(number + 1)), ("per", String(agreement.size))]))
                guard number < Endpoint.pageLimit else {
                    throw incomplete(call, "the log has more than \(Endpoint.pageLimit) pages")
                }
                number += 1
                let records: [Record] = try await client.records(on: call)
                if records.isEmpty {
                    isFinished = try endReading(call)
                    continue
                }
                let new = agreement.addPage(records.map { ($0.recordID ?? "", $0.recordTime) })
                // One page may repeat what was pushed down; two in a row are a server that does not look at the number.
                if agreement.pagesInVain == 2 {
                    throw incomplete(call, "the account repeats a page, so that the rest cannot be read")
                }
                isFinished = false
                if !new.isEmpty { return LogPage(number: number, records: new.map { records[$0] }) }
            }
            return nil
        }

        /// Whether the reading that has come to its end was the last.
        private mutating func endReading(_ call: Call) throws(APIError) -> Bool {
            switch agreement.endReading() {
            case .complete: return true
            case .again:
                number = 0
                return false
            case .hopeless:
                throw incomplete(
                    call, "\(LogAgreement.readings) readings of the log do not agree: records came and went")
            }
        }

        private func incomplete(_ call: Call, _ message: String) -> APIError {
            call.incomplete(message, nextStep: "Ask for fewer days at once, or for larger pages")
        }
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
