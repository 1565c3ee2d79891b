import Diagnostics
import Feeds
import RedTrack

/// What is to be said of a change, value by value, in the words that all outputs share.
struct ChangeLines: Sendable {
    /// One value that differs: with only one side it comes or goes.
    struct Line {
        let path: String
        let sides: Sided<String>
        let origin: FieldChange.Origin
        /// What else is to be said: where an element came from, which share its weight is; empty, or in brackets.
        let note: String
    }

    private let values: ValueText

    init(_ plan: Plan) {
        let names = plan.names
        values = ValueText { kind, reference in names.name(kind, reference) }
    }

    /// The sign of an action.
    static func sign(_ action: Change.Action) -> String {
        switch action {
        case .create: "+"
        case .update: "~"
        case .archive, .delete: "-"
        }
    }

    /// The title in quotes, when it is not what the object is called anyway.
    func title(of change: Change) -> String? {
        change.title == change.address.key || change.title.isEmpty ? nil : values.quoted(change.title)
    }

    /// The id and the place of a change, as far as it has them.
    func known(of change: Change) -> [String] {
        [change.id.map { "id \($0)" }, change.place?.description].compactMap(\.self)
    }

    /// The values that differ, in order.
    func lines(of change: Change) -> [Line] {
        change.fields.flatMap { field in field.values.flatMap { lines(of: $0, field.origin) } }
    }

    private func lines(of value: ValueChange, _ origin: FieldChange.Origin) -> [Line] {
        switch (value.before, value.after) {
        case (nil, let after?):
            values.lines(value.path, value.type, after).map {
                Line(path: $0.path, sides: Sided(nil, $0.text), origin: origin, note: value.note(at: $0.path))
            }
        case (let before?, nil):
            values.lines(value.path, value.type, before).map {
                Line(path: $0.path, sides: Sided($0.text, nil), origin: origin, note: value.note(at: $0.path))
            }
        default:
            [
                Line(
                    path: value.path,
                    sides: Sided(values.text(value.type, value.before), values.text(value.type, value.after)),
                    origin: origin, note: value.note(at: value.path))
            ]
        }
    }

    /// What leaves with an update although it is not shown: RedTrack replaces lists and records as a whole.
    func sentWhole(_ change: Change) -> [String] {
        guard change.action == .update else { return [] }
        return change.fields.filter { field in
            switch field.description.type {
            case .records, .record: true
            default: false
            }
        }.map(\.description.name)
    }

    /// The fields that leave in the request, by their names on the wire; each of them is sent whole.
    func sent(_ change: Change) -> [String] {
        if case .record(let members) = change.body { members.map(\.name) } else { [] }
    }

    /// What of an object that is updated stays: as the file says, or because no file says anything of it.
    func unchanged(_ change: Change) -> String? {
        guard change.action == .update else { return nil }
        let touched = Set(change.fields.map(\.description.name)).union(change.settledFingerprints.keys)
        let silent = change.address.kind.fields.count { $0.isWritable && !touched.contains($0.name) }
        let same = change.settledFingerprints.count
        return
            "\(same) field\(same == 1 ? "" : "s") as the file says already, \(silent) of which no file speaks"
    }
}
