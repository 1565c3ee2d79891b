package import Feeds
import Planning
import RedTrack

extension JournalRecord {
    /// The record as a JSON object.
    package var value: Value {
        switch self {
        case .started(let start):
            .object(
                [
                    ("type", .string("started")), ("run", .string(start.run)),
                    ("account", .string(start.account)),
                    ("tool", .string(start.tool)), ("at", .string(start.at.description)),
                    (
                        "changes",
                        .object(
                            start.changes.sorted { $0.key < $1.key }.map {
                                ($0.key, .number(String($0.value)))
                            })
                    ),
                ] + (start.plan.map { [("plan", .string($0))] } ?? [])
                    + (start.undoes.map { [("undoes", .string($0))] } ?? []))
        case .intent(let intent): intent.value("intent")
        case .outcome(let outcome): outcome.value("outcome")
        case .repair(let intent): intent.value("repair")
        case .repairOutcome(let outcome): outcome.value("repair-outcome")
        case .resumed(let tool, let moment):
            .object([
                ("type", .string("resumed")), ("tool", .string(tool)), ("at", .string(moment.description)),
            ])
        case .lockSaved: .object([("type", .string("lock-saved"))])
        case .finished(let status, let moment):
            .object([
                ("type", .string("finished")), ("status", .string(status)),
                ("at", .string(moment.description)),
            ])
        }
    }

    /// Reads a record; `nil` when it is none that this version knows.
    package init?(_ value: Value) {
        func text(_ name: String) -> String? { value[name]?.value.string }
        let moment = text("at").flatMap { Moment($0) }
        switch text("type") {
        case "started":
            guard let run = text("run"), let account = text("account"), let at = moment else { return nil }
            let changes = (value["changes"]?.value.members ?? []).compactMap { member in
                member.node.value.number.flatMap { Int($0) }.map { (member.name, $0) }
            }
            self = .started(
                Start(
                    run: run, account: account, tool: text("tool") ?? "", at: at,
                    changes: Dictionary(changes, uniquingKeysWith: { first, _ in first }), plan: text("plan"),
                    undoes: text("undoes")))
        case "intent", "repair":
            guard let intent = Intent(value, at: moment) else { return nil }
            self = text("type") == "repair" ? .repair(intent) : .intent(intent)
        case "outcome", "repair-outcome":
            guard let change = value["change"]?.value.number.flatMap({ Int($0) }), let at = moment,
                let result = text("result").flatMap({ Outcome.Result(rawValue: $0) })
            else { return nil }
            let outcome = Outcome(
                change: change, result: result, id: text("id"), message: text("message"), at: at,
                revision: text("revision"))
            self = text("type") == "outcome" ? .outcome(outcome) : .repairOutcome(outcome)
        case "resumed":
            guard let at = moment else { return nil }
            self = .resumed(tool: text("tool") ?? "", at: at)
        case "lock-saved": self = .lockSaved
        case "finished":
            guard let status = text("status"), let at = moment else { return nil }
            self = .finished(status: status, at: at)
        default: return nil
        }
    }
}

extension JournalRecord.Intent {
    fileprivate func value(_ type: String) -> Value {
        var members: [(String, Value)] = [
            ("type", .string(type)), ("change", .number(String(change))),
            ("action", .string(action.rawValue)),
            ("kind", .string(address.kind.rawValue)), ("key", .string(address.key)),
        ]
        if let id { members.append(("id", .string(id))) }
        members.append(("title", .string(title)))
        if isProtected { members.append(("protect", .bool(true))) }
        members.append(("at", .string(at.description)))
        members.append(("body", body))
        if let before { members.append(("before", before)) }
        return .object(members)
    }

    fileprivate init?(_ value: Value, at moment: Moment?) {
        guard let change = value["change"]?.value.number.flatMap({ Int($0) }), let at = moment,
            let action = value["action"]?.value.string.flatMap({ Change.Action(rawValue: $0) }),
            let kind = value["kind"]?.value.string.flatMap({ Kind(rawValue: $0) }),
            let key = value["key"]?.value.string, let body = value["body"]?.value
        else { return nil }
        self.init(
            change: change, address: ObjectAddress(kind, key), action: action, id: value["id"]?.value.string,
            title: value["title"]?.value.string ?? "", isProtected: value["protect"]?.value.bool ?? false,
            body: body, before: value["before"]?.value, at: at)
    }
}

extension JournalRecord.Outcome {
    fileprivate func value(_ type: String) -> Value {
        var members: [(String, Value)] = [
            ("type", .string(type)), ("change", .number(String(change))),
            ("result", .string(result.rawValue)),
        ]
        if let id { members.append(("id", .string(id))) }
        if let message { members.append(("message", .string(message))) }
        members.append(("at", .string(at.description)))
        if let revision { members.append(("revision", .string(revision))) }
        return .object(members)
    }
}
