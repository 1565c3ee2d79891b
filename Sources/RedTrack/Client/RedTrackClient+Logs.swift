import Feeds

extension RedTrackClient {
    /// The clicks that pass a filter, page by page.
    /// - Parameters:
    ///   - filter: which clicks; by default those of the account's current day.
    ///   - pageSize: how many are asked for at once; the account may give fewer.
    /// - Returns: the pages, each read when it is asked for.
    public func tracks(_ filter: TrackFilter = TrackFilter(), pageSize: Int? = nil) -> LogSequence<Track> {
        log(Endpoint.tracks, filter.parameters, pageSize)
    }

    /// The conversions that pass a filter, page by page.
    /// - Parameters:
    ///   - filter: which conversions; by default those of the account's current day.
    ///   - pageSize: how many are asked for at once; the account may give fewer.
    /// - Returns: the pages, each read when it is asked for.
    public func conversions(
        _ filter: ConversionFilter = ConversionFilter(), pageSize: Int? = nil
    ) -> LogSequence<Conversion> {
        log(Endpoint.conversions, filter.parameters, pageSize)
    }

    /// The payments for the account itself that pass a filter, page by page.
    /// - Parameters:
    ///   - filter: which payments; by default all.
    ///   - pageSize: how many are asked for at once; the account may give fewer.
    /// - Returns: the pages, each read when it is asked for.
    public func transactions(
        _ filter: TransactionFilter = TransactionFilter(), pageSize: Int? = nil
    ) -> LogSequence<Transaction> {
        log(Endpoint.transactions, filter.parameters, pageSize)
    }

    /// What was measured, a row for each value of a group. The document knows no pages of it.
    /// - Parameters:
    ///   - group: what a row stands for.
    ///   - filter: what is counted; by default everything on the account's current day.
    /// - Returns: the rows in the account's order.
    /// - Throws: ``APIError``; `server` also for a group that the account does not know.
    public func report(
        by group: ReportGroup = .date, _ filter: ReportFilter = ReportFilter()
    ) async throws(APIError) -> [ReportRow] {
        let call = Call(
            request: TransportRequest(
                .get, Endpoint.report, query: filter.parameters + [("group", group.rawValue)]))
        let answer = try await perform(call)
        var rows: [ReportRow] = []
        for (index, node) in try elements(answer, of: call).enumerated() {
            do {
                rows.append(try ReportRow(wire: node, group: group))
            } catch {
                let text = transport.redacting("\(error.inside("[\(index)]"))")
                throw unexpected(call, answer, AnswerText.shortened(text, to: AnswerText.quoteLength))
            }
        }
        return rows
    }

    private func log<Record: LogRecord>(
        _ path: String, _ filters: [(name: String, value: String)], _ size: Int?
    ) -> LogSequence<Record> {
        LogSequence(client: self, path: path, filters: filters, size: max(size ?? Endpoint.logPageSize, 1))
    }
}
