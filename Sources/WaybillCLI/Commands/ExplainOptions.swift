import ArgumentParser
import Feeds
import Planning

/// Single objects or fields that `plan` explains instead of showing the whole plan.
struct ExplainOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Print why the plan changes an object or a field, or leaves it alone: offers/NAME or offers/NAME.payment.",
            valueName: "address"))
    var explain: [String] = []

    /// The explanations that were asked for.
    func explanations(_ planner: Planner) throws -> [PlanExplanation] {
        try explain.map { try planner.explanation(of: $0) }
    }

    /// What is printed: texts one below the other, or a list in JSON when there are several.
    static func output(_ explanations: [PlanExplanation], json: Bool) -> String {
        if !json { return explanations.map { ExplanationText($0).text }.joined(separator: "\n") }
        let values = explanations.map { ExplanationJSON($0).value }
        return (values.count == 1 ? values[0] : Value.array(values)).jsonText(pretty: true)
    }
}
