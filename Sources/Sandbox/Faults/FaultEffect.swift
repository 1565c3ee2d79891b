/// What goes wrong with a request that a rule matches. What is said of pages holds for the lists of objects and for the
/// logs of clicks, conversions and payments.
package enum FaultEffect: Sendable, Hashable {
    /// The answer comes this many milliseconds later.
    case latency(milliseconds: Int)
    /// This status instead of an answer; nothing is carried out. `retryAfter` is in seconds.
    case status(Int, retryAfter: Int?)
    /// The request is carried out, then answered with this status.
    case statusAfterCommit(Int)
    /// The connection is closed; nothing is carried out.
    case dropBefore
    /// The request is carried out; the connection is closed in the middle of the answer.
    case dropDuring
    /// The request is carried out; the connection is closed without an answer.
    case dropAfterCommit
    /// The answer is a complete HTTP message whose JSON stops in the middle.
    case truncatedBody
    /// A web page with status 200 instead of an answer; nothing is carried out.
    case html
    /// A list is `null`.
    case nullList
    /// A list comes as `{"items": [...], "total": n}`.
    case envelopedList
    /// A page never has more rows than this, whatever was asked.
    case capPer(Int)
    /// Every page is the first.
    case ignorePage
    /// A row was inserted before each further page: its first row was the last of the page before.
    case insertRows
    /// A row was removed before each further page: one row is in no page.
    case removeRows
    /// Every page is cut from another order.
    case shuffleRows
    /// `updated_at` stays as it was.
    case frozenUpdatedAt
    /// A created object has status 0, whatever was sent.
    case zeroStatus
    /// Streams show filters that were never sent.
    case filledFilters
    /// The first so many updates of each object created since are answered with 404.
    case notFoundAfterCreate(updates: Int)
    /// 403, as for somebody else's object.
    case forbidden
    /// 400, as while the CNAME record of a domain has not spread.
    case cnameRefused
    /// The object (of a list of objects: the newest) is gone before the request is carried out.
    case vanish
    /// References without a documented check are not checked, and objects in use can be deleted.
    case looseReferences
}
