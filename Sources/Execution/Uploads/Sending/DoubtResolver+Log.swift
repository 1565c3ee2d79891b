import RedTrack

import struct FoundationEssentials.Decimal

extension DoubtResolver {
    private static var millisecondsOfDay: Int { 86_400_000 }

    /// The earliest moment that an upload may be dated by. The document does not say whether that is its own time or its
    /// click's.
    static func firstDay(_ sent: Moment) -> Moment {
        Moment(milliseconds: sent.milliseconds - 366 * millisecondsOfDay)
    }

    /// The days by which an upload may be dated.
    func days(since sent: Moment) -> DateSpan {
        func date(_ moment: Moment) -> CalendarDate? { CalendarDate(moment.description.prefix(10)) }
        // In the account's time zone it may be tomorrow.
        let last = max(clock().milliseconds, sent.milliseconds) + Self.millisecondsOfDay
        return DateSpan(from: date(Self.firstDay(sent)), to: date(Moment(milliseconds: last))) ?? .byDefault
    }

    /// Makes sure that a log which shows nothing of any click is no broken one: another conversion of the account is
    /// looked up in the same way; without one the report must not count any.
    /// - Throws: ``/RedTrack/APIError`` with the code `incompleteList` when the log contradicts itself or the report.
    func checkEmptyLog(since sent: Moment?) async throws(APIError) {
        var filter = ConversionFilter()
        filter.dates = days(since: sent ?? clock())
        var pages = client.conversions(filter).makeAsyncIterator()
        if let known = try await pages.next()?.records.first(where: { $0.clickID != nil }) {
            filter.clickID = known.clickID
            var found = client.conversions(filter).makeAsyncIterator()
            while let page = try await found.next() {
                if page.records.contains(where: { $0.id == known.id }) { return }
            }
            throw Self.unreliable(
                "the log does not show a conversion of a click that it shows without the click")
        }
        var report = ReportFilter()
        report.dates = filter.dates
        let counted = try await client.report(by: .date, report).reduce(Decimal(0)) {
            $0 + ($1.numbers["conversions"] ?? 0)
        }
        if counted > 0 {
            throw Self.unreliable("the log is empty, although the report counts \(counted) conversions")
        }
    }

    private static func unreliable(_ message: String) -> APIError {
        APIError(
            .incompleteList, .get, "/conversions", messages: [message],
            nextStep: "Nothing is sent on such an answer. Try again when the log is whole")
    }
}
