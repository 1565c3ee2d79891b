package import Feeds
import RedTrack

/// Writes for people what has moved since a plan was made, object by object, with the changes that it stands in the
/// way of.
package struct StaleText {
    private let plan: Plan
    private let findings: [StaleFinding]
    private let isSkipping: Bool
    private let values: ValueText
    private let dependents: PlanDependents

    /// Writes findings.
    /// - Parameters:
    ///   - findings: what has moved.
    ///   - plan: the plan.
    ///   - isSkipping: whether the rest of the plan is applied all the same.
    package init(_ findings: [StaleFinding], _ plan: Plan, isSkipping: Bool) {
        self.findings = findings
        self.plan = plan
        self.isSkipping = isSkipping
        dependents = PlanDependents(plan)
        let names = plan.names
        values = ValueText { kind, reference in names.name(kind, reference) }
    }

    /// The text, a block an object, ending with a newline. What has been done already is only counted when it is much.
    package var text: String {
        let done = findings.filter(\.isApplied)
        let shown = done.count > Self.mostDone ? findings.filter { !$0.isApplied } : findings
        var lines = shown.map(block)
        if done.count > Self.mostDone {
            lines.append("  \(done.count) objects: the account has them as the plan wants them already")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let mostDone = 10

    private func block(_ finding: StaleFinding) -> String {
        let id = finding.id.map { "  (id \($0))" } ?? ""
        var lines = [TerminalText.safe("  \(finding.object)\(id): \(Self.sentence(finding.cause))")]
        switch finding.cause {
        case .changed(let changes), .referredChanged(let changes):
            lines += changes.map { change in
                TerminalText.safe(
                    "      ~ \(change.path): \(values.text(change.type, change.before)) when planned, now "
                        + values.text(change.type, change.after))
            }
            if changes.isEmpty { lines.append("      ~ something in it that Waybill has no name for") }
        default: break
        }
        if finding.isApplied { return lines.joined(separator: "\n") }
        let own = Set(finding.changes)
        let waiting = dependents.waiting(for: own)
        let all = own.sorted().map(name) + waiting.sorted().map { name($0) + ", which waits for it" }
        let shown =
            all.prefix(10).joined(separator: "; ") + (all.count > 10 ? "; and \(all.count - 10) more" : "")
        lines.append(TerminalText.safe("      \(isSkipping ? "left out" : "stops"): \(shown)"))
        return lines.joined(separator: "\n")
    }

    private func name(_ index: Int) -> String {
        "\(plan.changes[index].action.rawValue) \(plan.changes[index].address)"
    }

    /// What has become of an object, in a sentence.
    package static func sentence(_ cause: StaleFinding.Cause) -> String {
        switch cause {
        case .changed: "it was changed in the account"
        case .gone: "it has gone from the account"
        case .applied(let id): "the account has it as the plan wants it already (\(id))"
        case .taken(let ids):
            "the account has another object of this name now: \(ids.joined(separator: ", "))"
        case .reappeared(let id): "it was missing, and is in the account again as \(id)"
        case .referredChanged: "the plan refers to it, and it was changed in the account"
        case .referredGone: "the plan refers to it, and it has gone from the account"
        case .referrers(let objects):
            "it would be removed, and is in use now: \(objects.prefix(5).joined(separator: ", "))"
                + (objects.count > 5 ? " and \(objects.count - 5) more" : "")
        case .lock: "the lock file says something else of it now"
        }
    }
}

/// Writes the same for programs.
package struct StaleJSON {
    private let plan: Plan
    private let findings: [StaleFinding]
    private let dependents: PlanDependents

    /// Writes findings about a plan.
    package init(_ findings: [StaleFinding], _ plan: Plan) {
        dependents = PlanDependents(plan)
        self.findings = findings
        self.plan = plan
    }

    /// The document, format `waybill-stale/1`.
    package var value: Value {
        .object([
            ("format", .string("waybill-stale/1")),
            (
                "moved",
                .array(
                    findings.map { finding in
                        .object([
                            ("object", .string(finding.object.description)),
                            ("id", finding.id.map(Value.string) ?? .null),
                            ("cause", .string(finding.cause.name)),
                            ("message", .string(StaleText.sentence(finding.cause))),
                            ("stops", .array(stopped(finding).map { .string($0.description) })),
                        ])
                    })
            ),
        ])
    }

    private func stopped(_ finding: StaleFinding) -> [ObjectAddress] {
        if finding.isApplied { return [] }
        let own = Set(finding.changes)
        return own.union(dependents.waiting(for: own)).sorted().map { plan.changes[$0].address }
    }
}
