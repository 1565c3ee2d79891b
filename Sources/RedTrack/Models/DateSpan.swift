/// The days that a log or a report is asked for, both ends included. An end that is not given is the account's current
/// day (API document, "date_from", "date_to").
public struct DateSpan: Sendable, Hashable {
    /// The first day; `nil` leaves it to the account.
    public let first: CalendarDate?
    /// The last day; `nil` leaves it to the account.
    public let last: CalendarDate?

    /// The days from `first` to `last`; `nil` when they are the wrong way round.
    public init?(from first: CalendarDate?, to last: CalendarDate?) {
        if let first, let last, last < first { return nil }
        self.first = first
        self.last = last
    }

    private init() {
        first = nil
        last = nil
    }

    /// What the account does by default: its current day, or for payments all days.
    public static let byDefault = DateSpan()

    /// As they are sent.
    var parameters: [(name: String, value: String)] {
        [("date_from", first), ("date_to", last)].compactMap { name, day in
            day.map { (name, $0.description) }
        }
    }
}
