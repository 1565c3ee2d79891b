import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Explains the fields of one object.
struct FieldExplainer {
    /// The object of the files; `nil` when no file has it.
    let object: ManifestObject?
    /// The object of the account; `nil` when it has to be created.
    let account: Snapshot.Object?
    /// What was found out about it.
    let outcome: ObjectPlanning.Outcome?
    /// The fingerprints of what was last applied.
    let applied: [String: String]
    let names: ObjectNames
    /// The side that was taken.
    let side: Take.Side?

    /// The fields at a path: all that either side says anything of when the path is empty.
    func fields(at path: [String], kind: Kind) throws(DiagnosticsError) -> [PlanExplanation.Field] {
        guard let name = path.first else {
            return kind.fields.filter { $0.isWritable && says($0) }.map { explain($0, kind) }
                + (object?.extra ?? []).map { raw($0.name) }
        }
        if let field = kind.fields.first(where: { $0.manifestName == name || $0.name == name }) {
            guard field.isWritable else { return [unwritable(field)] }
            var explanation = explain(field, kind)
            if path.count > 1 {
                let inner = path.joined(separator: ".")
                explanation = explanation.narrowed(to: inner, rule: ComparisonTable.rule(of: kind, inner))
            }
            return [explanation]
        }
        let isKnown = object?.extra.contains { $0.name == name } == true || account?.record[name] != nil
        guard isKnown else {
            throw ExplanationTarget.problem(
                "\(kind.plural) have no field `\(name)`",
                Suggestion.help(for: name, in: kind.fields.map(\.manifestName))
                    ?? "its fields are \(kind.fields.map(\.manifestName).joined(separator: ", "))")
        }
        return [raw(name)]
    }

    private func says(_ field: FieldDescription) -> Bool {
        object?.field(field.name) != nil || outcome?.after[field.name] != nil
            || Canonical(draft(field), type: field.type) != .absent
    }

    /// What the account has.
    private func draft(_ field: FieldDescription) -> Draft? {
        (account?.record[field.name]).map { Draft(wire: $0.value, type: field.type) }
    }

    private func explain(_ field: FieldDescription, _ kind: Kind) -> PlanExplanation.Field {
        let written = object?.field(field.name)
        let before = draft(field)
        let old = Canonical(before, type: field.type)
        // What no file says stays as it is.
        let after = outcome?.after[field.name] ?? before
        let new = Canonical(after, type: field.type)
        let rule = ComparisonTable.rule(of: kind, field.manifestName) ?? ComparisonRule(field.type)
        let state = state(applied[field.name], old, new)
        return PlanExplanation.Field(
            path: field.manifestName, place: written?.place, rawAccount: account?.record[field.name]?.value,
            rawFile: written?.node.value, account: old.value(field.type, name: names.name),
            file: new.value(field.type, name: names.name), rule: rule.rawValue, sentence: rule.sentence,
            source: rule.source, applied: state, parts: parts(field, kind, before, after),
            verdict: verdict(
                isWritten: written != nil, isImplied: outcome?.after[field.name] != nil, isSame: old == new,
                state))
    }

    private func state(_ applied: String?, _ account: Canonical, _ file: Canonical) -> PlanExplanation.Applied
    {
        guard let applied else { return .never }
        switch (Fingerprint.of(account) == applied, Fingerprint.of(file) == applied) {
        case (true, true): return .both
        case (true, false): return .account
        case (false, true): return .file
        case (false, false): return .neither
        }
    }

    private func verdict(
        isWritten: Bool, isImplied: Bool, isSame: Bool, _ state: PlanExplanation.Applied
    ) -> String {
        if object?.state == .absent { return "the object is to be removed: fields do not matter" }
        if !isWritten, !isImplied { return "no file says it: it is left alone" }
        if account == nil {
            return isWritten ? "sent with the new object" : "sent with the new object, which is active"
        }
        if isSame { return "the same: nothing is sent" }
        switch (state, side) {
        case (.neither, .account), (.file, .account):
            return "different: the account's value is kept (--take account)"
        case (.neither, nil): return "a conflict: edit the file, or say `--take file` or `--take account`"
        case (.file, _): return "different: sent, which undoes an edit of the account"
        default: return "different: sent"
        }
    }

    /// The values inside a record, each with its own rule.
    private func parts(
        _ field: FieldDescription, _ kind: Kind, _ before: Draft?, _ after: Draft?
    ) -> [PlanExplanation.Part] {
        guard case .record(let fields) = field.type else { return [] }
        return parts(of: fields, at: field.manifestName, kind, before, after)
    }

    private func parts(
        of fields: [FieldDescription], at path: String, _ kind: Kind, _ before: Draft?, _ after: Draft?
    ) -> [PlanExplanation.Part] {
        fields.filter(\.isWritable).flatMap { field -> [PlanExplanation.Part] in
            let inner = "\(path).\(field.manifestName)"
            let old = Canonical(before?[field.name], type: field.type)
            let new = Canonical(after?[field.name], type: field.type)
            if old == .absent, new == .absent { return [] }
            if case .record(let fields) = field.type {
                return parts(of: fields, at: inner, kind, before?[field.name], after?[field.name])
            }
            let rule = ComparisonTable.rule(of: kind, inner) ?? ComparisonRule(field.type)
            return [
                PlanExplanation.Part(
                    path: inner, account: old.value(field.type, name: names.name),
                    file: new.value(field.type, name: names.name), rule: rule.sentence, isSame: old == new)
            ]
        }
    }

    /// A field of the API that Waybill does not know.
    private func raw(_ name: String) -> PlanExplanation.Field {
        let written = object?.extra.first { $0.name == name }?.node.value
        let before = account?.record[name]?.value
        let old = Canonical(before.map(Draft.scalar), type: .text)
        let new = Canonical((written ?? before).map(Draft.scalar), type: .text)
        let state = state(applied[name], old, new)
        // The server may keep such a field without ever listing it.
        let isHidden = before == nil && applied[name] == Fingerprint.of(new)
        return PlanExplanation.Field(
            path: name, place: nil, rawAccount: before, rawFile: written,
            account: old.value(.text, name: names.name), file: new.value(.text, name: names.name),
            rule: ComparisonRule.raw.rawValue, sentence: ComparisonRule.raw.sentence,
            source: ComparisonRule.raw.source, applied: state, parts: [],
            verdict: isHidden
                ? "the account does not list it, and it was applied: nothing is sent"
                : verdict(isWritten: written != nil, isImplied: false, isSame: old == new, state))
    }

    /// A field that the server sets.
    private func unwritable(_ field: FieldDescription) -> PlanExplanation.Field {
        let value = account?.record[field.name]?.value
        return PlanExplanation.Field(
            path: field.manifestName, place: nil, rawAccount: value, rawFile: nil, account: value ?? .null,
            file: .null, rule: "none", sentence: "the server sets it: it is never sent and never compared",
            source: "API document: read-only", applied: .never, parts: [], verdict: "left alone")
    }
}

extension PlanExplanation.Field {
    /// The same about one value inside the field.
    fileprivate func narrowed(to path: String, rule: ComparisonRule?) -> PlanExplanation.Field {
        let inner = parts.filter { $0.path == path || $0.path.hasPrefix(path + ".") }
        return PlanExplanation.Field(
            path: self.path, place: place, rawAccount: rawAccount, rawFile: rawFile, account: account,
            file: file,
            rule: rule?.rawValue ?? self.rule, sentence: rule?.sentence ?? sentence,
            source: rule?.source ?? source,
            applied: applied, parts: inner.isEmpty ? parts : inner, verdict: verdict)
    }
}
