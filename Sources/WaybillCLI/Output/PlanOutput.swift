import ArgumentParser
import Execution
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
    /// - Parameters:
    ///   - plan: the plan.
    ///   - estimate: what applying it takes, where that is known.
    ///   - terminal: where to.
    func print(_ plan: Plan, estimate: RunEstimate? = nil, _ terminal: Terminal) {
        if json {
            terminal.printResult(Self.json(plan, estimate).jsonText(pretty: true))
        } else if markdown {
            terminal.printResult(PlanMarkdown(plan, detail: detail).text)
        } else if html {
            terminal.printResult(PlanHTML(plan, detail: detail).text)
        } else {
            terminal.printResult(
                pieces: PlanText(
                    plan, detail: detail, colored: terminal.colorsOutput, estimate: estimate?.sentence ?? ""
                ).write)
        }
    }

    /// A plan as JSON, with the estimate at its end.
    static func json(_ plan: Plan, _ estimate: RunEstimate?) -> Value {
        let value = PlanJSON(plan).value
        guard let estimate, let members = value.members else { return value }
        return .map(members + [Member("estimate", Node(estimate.json))])
    }
}
