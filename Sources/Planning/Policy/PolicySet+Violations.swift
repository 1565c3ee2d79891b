import Diagnostics
import Feeds
import JMESPath
import Manifests
import RedTrack

extension PolicySet {
    /// What a plan does that policies forbid: in the order of the policies, then of the plan.
    ///
    /// An expression that cannot be evaluated is a violation: nobody knows that the policy holds.
    package func violations(of plan: Plan, in snapshot: Snapshot) -> [PolicyViolation] {
        if policies.isEmpty { return [] }
        let documents = PolicyDocuments(plan: plan, snapshot: snapshot)
        let changes = plan.changes.map { change in
            Subject(change.address, change.place, change.action, documents.change(change))
        }
        var unchanged: [RedTrack.Kind: [Subject]] = [:]
        var found: [PolicyViolation] = []
        for policy in policies {
            let declaration = policy.declaration
            switch declaration.subject {
            case .plan:
                let whole = Subject(nil, nil, nil, documents.whole(changes.map(\.value)))
                found += violations(of: policy, by: [whole])
            case .changes: found += violations(of: policy, by: changes)
            case .kind(let kind):
                let those = changes.filter { $0.address?.kind == kind && $0.action?.isRemoval == false }
                found += violations(of: policy, by: those)
                guard declaration.coversUnchanged else { continue }
                let others =
                    unchanged[kind]
                    ?? plan.settled.filter { $0.kind == kind }.compactMap { entry in
                        documents.unchanged(entry).map {
                            Subject(ObjectAddress(kind, entry.key), nil, nil, $0)
                        }
                    }
                unchanged[kind] = others
                found += violations(of: policy, by: others)
            }
        }
        return found
    }

    /// What a policy is held against, made ready once for all policies.
    private struct Subject {
        let address: ObjectAddress?
        let place: SourcePlace?
        let action: Change.Action?
        let value: Value
        let record: Record?

        init(_ address: ObjectAddress?, _ place: SourcePlace?, _ action: Change.Action?, _ value: Value) {
            self.address = address
            self.place = place
            self.action = action
            self.value = value
            record = try? Record(value)
        }
    }

    private func violations(of policy: Policy, by subjects: [Subject]) -> [PolicyViolation] {
        subjects.compactMap { subject in
            if let address = subject.address,
                policy.declaration.except.contains(where: { $0.matches(address.kind, address.key) })
            {
                return nil
            }
            guard let reason = reason(policy, subject) else { return nil }
            return PolicyViolation(
                policy: policy.declaration.name.value, place: policy.declaration.name.place,
                severity: policy.declaration.severity, address: subject.address,
                objectPlace: subject.place, reason: reason)
        }
    }

    /// Why the policy does not hold; `nil` when it does, or is not about this.
    private func reason(_ policy: Policy, _ subject: Subject) -> String? {
        guard let record = subject.record else { return "it is too large to be looked at" }
        do throws(ExpressionError) {
            if let when = policy.when, try !when.evaluate(record).isTruthy(in: record) { return nil }
            if try policy.must.evaluate(record).isTruthy(in: record) { return nil }
        } catch {
            let text = policy.declaration.message.map { "\($0); " } ?? ""
            return "\(text)its expression cannot be evaluated here: \(error.message)"
        }
        return policy.declaration.message ?? "`\(policy.declaration.must.value)` does not hold"
    }
}

extension Plan {
    /// The plan, with what policies forbid as refusals, and what they warn of as things to look at.
    package func held(to violations: [PolicyViolation]) -> Plan {
        if violations.isEmpty { return self }
        var plan = self
        let warned = Dictionary(grouping: violations.filter { $0.severity == .warning }, by: \.address)
        plan.changes = changes.map { change in
            guard let own = warned[change.address] else { return change }
            var change = change
            change.warnings += own.map(\.sentence)
            return change
        }
        let changed = Set(changes.map(\.address))
        for violation in violations {
            if violation.severity == .error {
                plan.refusals.append(Refusal(address: violation.address, reason: violation.sentence))
            } else if violation.address.map(changed.contains) != true {
                plan.notes.append((violation.address.map { "\($0): " } ?? "") + violation.sentence)
            }
        }
        return plan
    }
}
