import RedTrack
import Testing

@Suite struct CalendarDateTests {
    @Test(
        "days are read and written",
        arguments: ["2018-11-30", "2020-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func days(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(
        "what is no day is refused",
        arguments: [
            "", "2018-11-31", "2018-02-29", "1900-02-29", "2018-00-10", "2018-13-10", "2018-01-00",
            "0000-01-01",
            "2018-1-1", "2018/01/01", "date_to=2018-11-30", "2018-11-30T", "٢٠١٨-01-01", "-018-01-01",
            "2018-+1-01",
        ])
    func refused(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("days are ordered, and a span ends no earlier than it begins")
    func order() throws {
        let days = try ["2017-12-31", "2018-01-01", "2018-01-31", "2018-02-01"].map {
            try #require(CalendarDate($0))
        }
        #expect(days.shuffled().sorted() == days)
        #expect(DateSpan(from: days[0], to: days[0]) != nil)
        #expect(DateSpan(from: days[1], to: days[0]) == nil)
        #expect(DateSpan(from: nil, to: nil) == .byDefault)
    }
}
