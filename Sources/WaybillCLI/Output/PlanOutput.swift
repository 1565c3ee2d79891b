import ArgumentParser
import Feeds
import Planning

/// What a plan is printed as, and how much of it.
struct PlanOutputOptions: ParsableArguments {
    @Flag(help: "Print the plan as JSON.") var json = false

    @Flag(help: "Print the plan as Markdown, for a comment in a pull request.") var markdown = false

    @Flag(help: "Print the plan as a web page that needs nothing else.") var html = false

    @Option(
        help: ArgumentHelp(
            "How much to show: the counts and what needs eyes (none), the values that differ (fields), or also what is"
                + " sent and what stays (full).", valueName: "level"))
    var detail: PlanDetail = .fields

    func validate() throws {
        guard [json, markdown, html].count(where: \.self) <= 1 else {
            throw ValidationError("--json, --markdown and --html are different outputs: choose one")
        }
        if json, detail != .fields { throw ValidationError("--json has all details: leave --detail out") }
    }

    /// Prints a plan in the format that was asked for.
    func print(_ plan: Plan, _ terminal: Terminal) {
        if json {
            terminal.printResult(PlanJSON(plan).value.jsonText(pretty: true))
        } else if markdown {
            terminal.printResult(PlanMarkdown(plan, detail: detail).text)
        } else if html {
            terminal.printResult(PlanHTML(plan, detail: detail).text)
        } else {
            terminal.printResult(
                pieces: PlanText(plan, detail: detail, colored: terminal.colorsOutput).write)
        }
    }
}
