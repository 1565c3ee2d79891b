/// Which rows a page holds.
struct PageWindow: Sendable, Hashable {
    /// From 1.
    var page = 1
    /// Rows on a page, from 1; there is no upper limit.
    var per = 100

    /// The rows before the page; `nil` when there are more than could ever be.
    var offset: Int? {
        let (rows, overflow) = (page - 1).multipliedReportingOverflow(by: per)
        return overflow ? nil : rows
    }
}
