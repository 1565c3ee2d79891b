/// A span of time in seconds since 1970, from whole days in the time zone of an account.
struct DayRange: Sendable, Hashable {
    /// The first second.
    let start: Int
    /// The second after the last.
    let end: Int

    /// The seconds from `start` until before `end`.
    init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// Days written `YYYY-MM-DD`, both included; each is the current day when it is not said. A last day before the
    /// first is an empty span.
    init(first: String?, last: String?, zone: Timezone, now: Int = Timestamp.now().seconds) {
        let today = Timestamp.dayNumber(seconds: now + zone.offset)
        start = (first.flatMap(Timestamp.dayNumber) ?? today) * 86_400 - zone.offset
        end = ((last.flatMap(Timestamp.dayNumber) ?? today) + 1) * 86_400 - zone.offset
    }
}
