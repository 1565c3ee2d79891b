import GRDB

/// How a list departs from the document, when a fault asks for it.
struct ListOptions: Sendable {
    /// Rows by which the page begins too early (inserted rows) or, negative, too late (removed ones), for each
    /// page before it.
    var shift = 0
    /// A number from which the order of this page is drawn; `nil` keeps the order of the list.
    var shuffle: UInt64?
    var fillsFilters = false
}

extension ListOptions {
    /// The rows before a page; `nil` when there are more than could ever be.
    func offset(_ window: PageWindow) -> Int? {
        guard let rows = window.offset else { return nil }
        let (shifted, isPastEnd) = rows.subtractingReportingOverflow(
            shift * min(window.page - 1, 1_000_000))
        return isPastEnd ? nil : max(0, shifted)
    }

    /// The end of a query for one page, `ORDER BY ... LIMIT ... OFFSET ...`, with its arguments: `order` names the
    /// columns that give the order of the list, and `number` the one that numbers its rows.
    ///
    /// A drawn order is that of the lowest 32 bits of a product: any odd factor moves the rows elsewhere, and SQLite
    /// keeps no more of them in memory than the page has.
    func page(
        _ window: PageWindow, offset: Int, by order: String, number: String
    ) -> (sql: String, arguments: StatementArguments) {
        guard let shuffle else {
            return ("ORDER BY \(order) LIMIT ? OFFSET ?", [window.per, offset])
        }
        let (factor, summand) = (Int(shuffle & 0xFFFF_FFFF) | 1, Int(shuffle >> 48))
        return (
            "ORDER BY ((\(number) + ?) * ?) & 4294967295, \(number) LIMIT ? OFFSET ?",
            [summand, factor, window.per, offset]
        )
    }
}
