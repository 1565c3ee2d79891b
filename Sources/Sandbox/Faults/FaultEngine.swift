import Synchronization

/// Decides, request by request, which faults act. Counters start anew when the schedule is replaced.
final class FaultEngine: Sendable {
    private struct State {
        var schedule: FaultSchedule
        var met: [Int]
        var acted: [Int]
        var generator: SeededGenerator
        /// Objects created since, with the updates that found them missing; kept only while a rule needs them.
        var created: [String: Int] = [:]
        var remembersCreated: Bool

        init(_ schedule: FaultSchedule) {
            self.schedule = schedule
            met = schedule.rules.map { _ in 0 }
            acted = met
            generator = SeededGenerator(seed: schedule.seed)
            remembersCreated = schedule.rules.contains {
                if case .notFoundAfterCreate = $0.effect { true } else { false }
            }
        }
    }

    private let state: Mutex<State>

    init(_ schedule: FaultSchedule) {
        state = Mutex(State(schedule))
    }

    /// The rules in force.
    var schedule: FaultSchedule { state.withLock(\.schedule) }

    /// Puts other rules in force.
    func replace(_ schedule: FaultSchedule) {
        state.withLock { $0 = State(schedule) }
    }

    /// Remembers an object, so that a rule can deny that it exists.
    func created(_ id: String) {
        state.withLock { if $0.remembersCreated { $0.created[id] = 0 } }
    }

    /// The faults that act on a request, in the order of the rules; counts the request.
    func active(method: String, path: [Substring]) -> [FaultEffect] {
        state.withLock { state in
            var active: [FaultEffect] = []
            for (index, rule) in state.schedule.rules.enumerated()
            where rule.meets(method: method, path: path) {
                if case .notFoundAfterCreate(let updates) = rule.effect {
                    // It counts by object, and only updates.
                    guard method == "PUT", path.count == 2, let seen = state.created[String(path[1])],
                        seen < updates
                    else { continue }
                    state.created[String(path[1])] = seen + 1
                }
                state.met[index] += 1
                if state.met[index] <= rule.after { continue }
                if let times = rule.times, state.acted[index] >= times { continue }
                if let probability = rule.probability,
                    Double.random(in: 0..<1, using: &state.generator) >= probability
                {
                    continue
                }
                state.acted[index] += 1
                active.append(rule.effect)
            }
            return active
        }
    }

    /// A number for one shuffled page.
    func draw() -> UInt64 { state.withLock { $0.generator.next() } }
}
