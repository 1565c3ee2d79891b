internal import Feeds
internal import RedTrack

/// Brings what a file says of an object to what is wanted, touching only what means something else.
///
/// The values as read and the values as written are walked side by side: the first tell what is meant, the second
/// where it stands.
struct TreeMerge<Syntax: TreeSyntax> {
    let syntax: Syntax
    var splices: [Splice] = []

    init(_ syntax: Syntax) {
        self.syntax = syntax
    }

    /// Brings a value to another one.
    /// - Parameters:
    ///   - item: where it stands.
    ///   - old: what it means.
    ///   - new: what it is to mean.
    ///   - type: the type of both.
    ///   - path: its name for messages.
    /// - Throws: why it is not touched.
    mutating func update(
        _ item: SyntaxItem, from old: Value?, to new: Value, _ type: FieldType, _ path: String
    ) throws(EditRefusal) {
        guard !ValueMeaning.areEqual(old, new, type) else { return }
        try syntax.checkOwned(item.node, path)
        switch (type, old, new) {
        case (.record(let fields), .map(let before), .map(let after)) where !item.node.items.isEmpty:
            try updateRecord(item, before, after, fields, path)
        case (.records(let fields, let ordered), .list(let before), .list(let after))
        where item.node.items.count == before.count && !before.isEmpty && !after.isEmpty:
            try updateRecords(item, before, after, fields, ordered: ordered, path)
        case (.texts(let ordered), .list(let before), .list(let after))
        where item.node.items.count == before.count && !before.isEmpty && !after.isEmpty:
            try updateTexts(item, before, after, ordered: ordered, path)
        default: try replace(item, ObjectMembers.value(new, type), path)
        }
    }

    /// Writes a value anew, all of it.
    mutating func replace(_ item: SyntaxItem, _ value: Value, _ path: String) throws(EditRefusal) {
        try syntax.checkOwned(item.node, path)
        try syntax.checkDisposable(item.node, path)
        splices += try syntax.replace(item, with: value)
    }

    // MARK: Records

    /// Brings a record to another one: members that mean the same stay as they are.
    private mutating func updateRecord(
        _ item: SyntaxItem, _ old: [Member], _ new: [Member], _ fields: [FieldDescription], _ path: String
    ) throws(EditRefusal) {
        var changes: [MemberChange] = []
        for field in fields where field.isWritable {
            let before = ValueMeaning.value(of: field, in: old)
            let after = ValueMeaning.value(of: field, in: new)
            guard !ValueMeaning.areEqual(before, after, field.type) else { continue }
            changes.append(
                MemberChange(name: field.manifestName, type: field.type, old: before, new: after))
        }
        try apply(changes, to: item, order: fields.map(\.manifestName), path)
    }

    /// Makes changes to the members of a record or an object.
    mutating func apply(
        _ changes: [MemberChange], to item: SyntaxItem, order: [String], _ path: String
    ) throws(EditRefusal) {
        let items = item.node.items
        var removed: Set<Int> = []
        var added: [MemberChange] = []
        for change in changes {
            let inner = path.isEmpty ? change.name : path + "." + change.name
            let index = items.firstIndex { $0.name == change.name }
            switch (change.new, index) {
            case (let new?, let index?):
                if change.isRaw {
                    try updateRaw(items[index], change.old, new, inner)
                } else {
                    try update(items[index], from: change.old, to: new, change.type, inner)
                }
            case (.some, nil): added.append(change)
            case (nil, let index?):
                try syntax.checkDisposable(items[index].node, inner)
                removed.insert(index)
            case (nil, nil):
                guard change.old != nil else { continue }
                throw EditRefusal(
                    problem: "merged", message: "`\(inner)` comes in by <<",
                    offset: item.node.range.lowerBound,
                    help: "change it where it is written, or write another value here")
            }
        }
        guard !removed.isEmpty || !added.isEmpty else { return }
        var slots = items.indices.filter { !removed.contains($0) }.map(SyntaxSlot.kept)
        let rank = { (name: String?) in name.flatMap(order.firstIndex(of:)) }
        for change in added {
            let own = rank(change.name) ?? order.count
            let value = change.new.map {
                change.isRaw ? syntax.raw($0) : ObjectMembers.value($0, change.type)
            }
            guard let value else { continue }
            // Behind the member that comes before it in the API document.
            var place = 0
            var nearest = -1
            for (index, slot) in slots.enumerated() {
                let other: Int? =
                    switch slot {
                    case .kept(let index): rank(items[index].name)
                    case .new(let name, _): rank(name)
                    case .object: nil
                    }
                if let other, other < own, other >= nearest { (nearest, place) = (other, index + 1) }
            }
            slots.insert(.new(name: change.name, value), at: place)
        }
        try reshape(item, slots, path)
    }

    /// Brings raw fields to others: those that stay keep their form.
    private mutating func updateRaw(
        _ item: SyntaxItem, _ old: Value?, _ new: Value, _ path: String
    ) throws(EditRefusal) {
        guard case .map(let before) = old, case .map(let after) = syntax.raw(new),
            case .map = item.node.content,
            !item.node.items.isEmpty
        else { return try replace(item, syntax.raw(new), path) }
        var changes: [MemberChange] = []
        for member in before where !after.contains(where: { $0.name == member.name }) {
            changes.append(MemberChange(name: member.name, type: .text, old: member.node.value, isRaw: true))
        }
        for member in after {
            let known = before.first { $0.name == member.name }?.node.value
            guard known?.jsonBytes() != member.node.value.jsonBytes() else { continue }
            changes.append(
                MemberChange(name: member.name, type: .text, old: known, new: member.node.value, isRaw: true))
        }
        try syntax.checkOwned(item.node, path)
        try apply(changes, to: item, order: [], path)
    }

    /// Gives a list or map other children.
    mutating func reshape(
        _ item: SyntaxItem, _ slots: [SyntaxSlot], _ path: String, spacing: Bool = false
    ) throws(EditRefusal) {
        let isKept = slots.contains { if case .kept = $0 { true } else { false } }
        let hasObjects = slots.contains { if case .object = $0 { true } else { false } }
        guard !isKept, !hasObjects else {
            splices += try syntax.reshape(item, as: slots, spacing: spacing)
            return
        }
        var members: [Member] = []
        var elements: [Node] = []
        for case .new(let name, let value) in slots {
            if let name { members.append(Member(name, value)) } else { elements.append(Node(value)) }
        }
        let isList = if case .list = item.node.content { true } else { false }
        try replace(item, isList || !elements.isEmpty ? .list(elements) : .map(members), path)
    }
}

/// What is to become of one member of a record or an object.
struct MemberChange {
    var name: String
    var type: FieldType
    /// What it means now; `nil` when it is not written.
    var old: Value?
    /// What it is to mean; `nil` to take it out.
    var new: Value?
    /// Whether the value is written as it is, whatever its type.
    var isRaw = false
}
