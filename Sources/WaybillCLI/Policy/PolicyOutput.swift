import Diagnostics
import Feeds
import Manifests
import Planning

/// What the policies of a project say of a plan, for people and for programs.
struct PolicyOutput {
    /// How many policies there are.
    let count: Int
    let violations: [PolicyViolation]

    /// The code to exit with.
    var status: ExitStatus { violations.contains { $0.severity == .error } ? .refused : .success }

    /// The counts first, then each violation.
    var text: String {
        let policies = "\(count) polic\(count == 1 ? "y" : "ies")"
        if violations.isEmpty { return "\(policies): nothing is violated." }
        let errors = violations.count { $0.severity == .error }
        let head =
            "\(policies): \(errors) violation\(errors == 1 ? "" : "s"), "
            + "\(violations.count - errors) warning\(violations.count - errors == 1 ? "" : "s")."
        let lines = violations.map { violation in
            let subject = violation.address.map { TerminalText.safe($0.description) } ?? "the plan"
            let place = violation.objectPlace.map { " (\($0))" } ?? ""
            return "  \(violation.severity.rawValue): \(subject)\(place): "
                + TerminalText.safe(violation.sentence)
        }
        return ([head] + lines).joined(separator: "\n")
    }

    /// Format `waybill-policies/1`.
    var json: Value {
        .object([
            ("format", .string("waybill-policies/1")),
            ("policies", .number("\(count)")),
            ("errors", .number("\(violations.count { $0.severity == .error })")),
            ("warnings", .number("\(violations.count { $0.severity == .warning })")),
            (
                "violations",
                .array(
                    violations.map { violation in
                        .object([
                            ("policy", .string(violation.policy)),
                            ("place", .string(violation.place.description)),
                            ("severity", .string(violation.severity.rawValue)),
                            ("object", violation.address.map { .string($0.description) } ?? .null),
                            ("object_place", violation.objectPlace.map { .string($0.description) } ?? .null),
                            ("reason", .string(violation.reason)),
                        ])
                    })
            ),
        ])
    }
}
