import Feeds
package import RedTrack

/// One value that differs, at its path in the object: `streams[2].offers["Red Bushido"].weight`.
package struct ValueChange: Sendable {
    /// The path in manifest names; list elements are counted from 1 or named by what they refer to.
    package let path: String
    /// The type of the value.
    package let type: FieldType
    /// What the account holds; `nil` when it holds nothing there.
    package let before: Draft?
    /// What the file says; `nil` when it will be gone.
    package let after: Draft?
    /// How the chance of the element changes that the value is the weight of, or that comes or goes.
    package var share: ShareChange?
    /// Where the element stood before, when it moved from one list to another one: streams that stay are numbered by
    /// their place after, those that go by their place before.
    package var movedFrom: String?
    /// What became of the order of a list.
    package var orderNote: String?

    /// What else is to be said of the change, in a few words; `nil` when there is nothing.
    package var note: String? {
        let moved = movedFrom.map { "moved from \($0)" }
        let notes = [moved, orderNote, share?.text].compactMap(\.self)
        return notes.isEmpty ? nil : notes.joined(separator: ", ")
    }

    /// The same for one of the lines that an element is shown in: said once, at its weight.
    func note(at path: String) -> String {
        guard path == self.path || path == "\(self.path).weight", let note else { return "" }
        return "  (\(note))"
    }
}

/// Finds the smallest values that differ between two drafts.
struct ValueComparison: Sendable {
    /// The name to show for a reference.
    let name: @Sendable (Kind, Reference) -> String

    func changes(
        _ path: String, _ type: FieldType, before: Draft?, after: Draft?
    ) -> [ValueChange] {
        if Canonical(before, type: type) == Canonical(after, type: type) { return [] }
        switch (type, before, after) {
        // A record that comes or goes as a whole is shown by its values too: a filter that goes stops filtering.
        case (.record(let fields), .record?, .record?), (.record(let fields), nil, .record?),
            (.record(let fields), .record?, nil):
            return fields.filter(\.isWritable).flatMap { field in
                changes(
                    "\(path).\(field.manifestName)", field.type, before: before?[field.name],
                    after: after?[field.name])
            }
        case (.records(let fields, let ordered), .list(let old)?, .list(let new)?):
            return elements(path, fields, ordered, old, new)
        case (.records(let fields, let ordered), .list(let old)?, nil):
            return elements(path, fields, ordered, old, [])
        case (.records(let fields, let ordered), nil, .list(let new)?):
            return elements(path, fields, ordered, [], new)
        default:
            return [ValueChange(path: path, type: type, before: before, after: after)]
        }
    }

    private func elements(
        _ path: String, _ fields: [FieldDescription], _ ordered: Bool, _ old: [Draft], _ new: [Draft]
    ) -> [ValueChange] {
        let pairing = ElementPairing(before: old, after: new, fields: fields)
        let weights = Weights(before: old, after: new, fields)
        var result: [ValueChange] = []
        for (index, draft) in new.enumerated() {
            let place = path + label(of: draft, at: index, fields)
            if let before = pairing.after[index] {
                result += changes(place, .record(fields), before: old[before], after: draft).map { change in
                    guard change.path == "\(place).weight" else { return change }
                    var change = change
                    change.share = weights.share(before: before, after: index)
                    return change
                }
            } else {
                var change = ValueChange(path: place, type: .record(fields), before: nil, after: draft)
                change.share = weights.share(before: nil, after: index)
                result.append(change)
            }
        }
        for index in pairing.removed {
            let place = path + label(of: old[index], at: index, fields)
            var change = ValueChange(path: place, type: .record(fields), before: old[index], after: nil)
            change.share = weights.share(before: index, after: nil)
            result.append(change)
        }
        result = ElementMoves(label: label(of:at:_:)).merged(result)
        let order = pairing.after.compactMap(\.self)
        if ordered, order != order.sorted() {
            var change = ValueChange(
                path: "\(path) (order)", type: .texts(ordered: true),
                before: .list(old.indices.map { .scalar(.string("\($0 + 1)")) }),
                after: .list(pairing.after.map { .scalar(.string($0.map { "\($0 + 1)" } ?? "new")) }))
            change.orderNote = pairing.moves(called: path.hasSuffix("streams") ? "stream" : "element")
            result.append(change)
        }
        return result
    }

    private func label(of element: Draft, at index: Int, _ fields: [FieldDescription]) -> String {
        for field in fields {
            if case .reference(let kind) = field.type, case .reference(let reference)? = element[field.name] {
                return "[\"\(name(kind, reference))\"]"
            }
        }
        return "[\(index + 1)]"
    }
}
