import Execution
import Feeds
import Foundation
import Planning
import RedTrack

extension PlanSession {
    /// What applying the plan will take; `nil` when there is nothing to apply.
    ///
    /// How long an account without a limit takes to answer is different each time: short times are left out, so that the
    /// same plan is the same text.
    func estimate(parallel: Int = 8, verifies: Bool = true) -> RunEstimate? {
        if plan.isEmpty { return nil }
        var estimate = RunEstimate(
            plan, verification: verifies ? ReadBackWay.requests(for: plan) : 0, parallel: parallel,
            rate: connection.client.budget.state)
        if estimate.perSecond == nil, (estimate.duration ?? .zero) < .seconds(10) { estimate.duration = nil }
        return estimate
    }
}

extension RunEstimate {
    /// The sentence below the counts of a plan.
    var sentence: String { "\(self)." }

    /// The member `estimate` of a plan as JSON.
    var json: Value {
        func number(_ value: Double?) -> Value {
            guard let value, value.isFinite else { return .null }
            return .number(String(format: "%.2f", value))
        }
        let seconds = duration.map {
            Double($0.components.seconds) + Double($0.components.attoseconds) * 1e-18
        }
        return .object([
            ("requests", .number(String(requests))), ("changes", .number(String(changes))),
            ("verification", .number(String(verification))), ("seconds", number(seconds)),
            ("requests_per_second", number(perSecond)),
        ])
    }
}
