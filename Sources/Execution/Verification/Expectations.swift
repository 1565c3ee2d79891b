import Feeds
import Planning
import RedTrack

/// What a plan wants of the objects that a run has touched, and how they differ from it.
struct Expectations: Sendable {
    let plan: Plan
    /// What became of each change, in the order of the plan.
    let outcomes: [ChangeOutcome]
    /// The ids of the objects that other changes refer to: all that is needed to know what was sent.
    private let made: [ObjectAddress: String]

    init(_ plan: Plan, _ outcomes: [ChangeOutcome]) {
        self.plan = plan
        self.outcomes = outcomes
        let referred = Set(plan.changes.lazy.flatMap(\.dependsOn))
        var made: [ObjectAddress: String] = [:]
        for (change, outcome) in zip(plan.changes, outcomes)
        where change.action == .create && referred.contains(change.address) {
            made[change.address] = outcome.id
        }
        self.made = made
    }

    /// The fields that a change has sent; `nil` for a deletion.
    func sent(_ index: Int) -> Value? {
        let change = plan.changes[index]
        return change.action == .delete ? nil : change.wireBody { made[$0] }
    }

    /// How an object differs from what its change wanted.
    func findings(_ index: Int, _ object: Snapshot.Object) -> [Verification.Finding] {
        let change = plan.changes[index]
        func whole(_ cause: Verification.Cause) -> Verification.Finding {
            Verification.Finding(
                change: index, address: change.address, id: object.id, cause: cause, path: nil, wanted: nil,
                found: nil)
        }
        if object.isDeleted { return change.action.isRemoval ? [] : [whole(.gone)] }
        guard change.action != .delete else { return [whole(.stillThere)] }
        guard let sent = sent(index) else { return [] }
        return change.address.kind.fields.filter(\.isWritable).flatMap { field in
            findings(field, whole, sent: sent, before: change.before, now: object.record)
        }
    }

    private func findings(
        _ field: FieldDescription, _ whole: (Verification.Cause) -> Verification.Finding, sent: Value,
        before: Value?, now record: Value
    ) -> [Verification.Finding] {
        let now = FieldAnswer.canonical(field, in: record)
        let old = before.map { FieldAnswer.canonical(field, in: $0) }
        let wanted: Value?
        let cause: Verification.Cause
        if sent[field.name] != nil {
            let expected = FieldAnswer.canonical(field, in: sent)
            if now == expected { return [] }
            wanted = sent[field.name]?.value
            cause =
                if now != old && now != .absent { .changed } else if expected == .absent { .notCleared } else
                {
                    .ignored
                }
        } else {
            // A list may leave out what was not sent.
            guard let old, record[field.name] != nil, now != old else { return [] }
            wanted = before?[field.name]?.value
            cause = .notSent
        }
        let differences = WireDifferences(plan, made: made).items(
            field, wanted: wanted, found: record[field.name]?.value)
        let model = whole(cause)
        return differences.map {
            Verification.Finding(
                change: model.change, address: model.address, id: model.id, cause: cause, path: $0.path,
                wanted: $0.wanted, found: $0.found)
        }
    }

    /// The fields of an object that may be sent once more: those that the account did not take, as long as nobody can
    /// have touched the object since. The link of a domain is never sent twice: whoever made it something else had a
    /// reason that Waybill does not know.
    /// - Parameters:
    ///   - index: the change's place in the plan.
    ///   - object: the object as it was read back.
    ///   - revision: that of the answer to the change.
    /// - Returns: the request's fields; `nil` when nothing may be sent.
    func repair(_ index: Int, _ object: Snapshot.Object, since revision: Revision?) -> Value? {
        let change = plan.changes[index]
        guard let revision, revision == Revision(object.record), !object.isDeleted, let sent = sent(index)
        else { return nil }
        var fields: [Member] = []
        for field in change.address.kind.fields where field.isWritable {
            let now = FieldAnswer.canonical(field, in: object.record)
            let old = change.before.map { FieldAnswer.canonical(field, in: $0) }
            guard let value = sent[field.name] else {
                // Something else is different too: somebody is at work.
                if let old, object.record[field.name] != nil, now != old { return nil }
                continue
            }
            guard now != FieldAnswer.canonical(field, in: sent), now == old || now == .absent else {
                continue
            }
            if change.address.kind == .domain, field.name == "url" { continue }
            fields.append(Member(field.name, value.value))
        }
        return fields.isEmpty ? nil : .map(fields)
    }
}
