import ArgumentParser
import RedTrack

/// The days that a log or a report is asked for.
struct DayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The first day, in the account's time zone; by default its current one.", valueName: "YYYY-MM-DD")
    )
    var from: CalendarDate?

    @Option(
        help: ArgumentHelp(
            "The last day, which counts too; by default the current one.", valueName: "YYYY-MM-DD"))
    var to: CalendarDate?

    var span: DateSpan { DateSpan(from: from, to: to) ?? .byDefault }

    func validate() throws {
        if DateSpan(from: from, to: to) == nil { throw ValidationError("--from is a later day than --to") }
    }
}
