package import Feeds
package import RedTrack

/// A value in the form in which both sides are compared: two drafts mean the same when their canonical forms
/// are equal.
///
/// What counts as the same is a ``ComparisonRule`` of the field. For all of them, absent, `null`, `""`, `[]`, `{}`, `0` and
/// `false` are one, since the server fills what was not sent with them.
package indirect enum Canonical: Sendable, Hashable {
    /// Nothing, however it is written.
    case absent
    /// A text that is not empty.
    case text(ExactText)
    /// A number that is not zero.
    case number(DecimalLiteral)
    /// A flag that is set.
    case flag
    /// Texts; sorted when they are a set.
    case texts([ExactText])
    /// The members that are not absent, sorted by name.
    case record([Canonical.Member])
    /// Records; sorted when their order means nothing.
    case records([Canonical])
    /// Another object.
    case reference(Reference)

    /// A member of a record.
    package struct Member: Sendable, Hashable {
        let name: String
        let value: Canonical
    }

    /// The canonical form of a draft of a type; fields that the document does not know do not count.
    package init(_ draft: Draft?, type: FieldType) {
        guard let draft else {
            self = .absent
            return
        }
        switch (draft, ComparisonRule(type)) {
        case (.reference(.existing(id: "")), _): self = .absent
        case (.reference(let reference), _): self = .reference(reference)
        case (.record(let members), .record): self = Self.record(members, type.members)
        case (.list(let drafts), .elements): self = Self.records(drafts, type.members, ordered: false)
        case (.list(let drafts), .orderedElements): self = Self.records(drafts, type.members, ordered: true)
        case (.list(let drafts), .set): self = Self.texts(drafts, ordered: false)
        case (.list(let drafts), .list): self = Self.texts(drafts, ordered: true)
        case (.scalar(let value), _): self = Self.scalar(value)
        default: self = .absent
        }
    }

    private static func records(
        _ drafts: [Draft], _ fields: [FieldDescription], ordered: Bool
    ) -> Canonical {
        let type = FieldType.record(fields)
        let records = drafts.map { Canonical($0, type: type) }
        if records.isEmpty { return .absent }
        return .records(ordered ? records : sorted(records))
    }

    private static func record(_ members: [DraftMember], _ fields: [FieldDescription]) -> Canonical {
        var result: [Member] = []
        for field in fields where field.isWritable {
            let value = Canonical(members.first { $0.name == field.name }?.draft, type: field.type)
            if value != .absent { result.append(Member(name: field.name, value: value)) }
        }
        return result.isEmpty ? .absent : .record(result.sorted { $0.name < $1.name })
    }

    private static func texts(_ drafts: [Draft], ordered: Bool) -> Canonical {
        var texts: [ExactText] = []
        for case .scalar(.string(let text)) in drafts { texts.append(ExactText(text)) }
        if texts.isEmpty { return .absent }
        return .texts(ordered ? texts : Set(texts).sorted())
    }

    private static func scalar(_ value: Value) -> Canonical {
        switch value {
        case .string(let text): return text.isEmpty ? .absent : .text(ExactText(text))
        case .bool(let truth): return truth ? .flag : .absent
        case .number(let literal):
            guard let number = DecimalLiteral(literal) else { return .text(ExactText(literal)) }
            return number.digits.isEmpty ? .absent : .number(number)
        case .null: return .absent
        // Only raw fields of the API get here, whose types are unknown: their lists may have an order.
        case .list(let nodes):
            return nodes.isEmpty ? .absent : .records(nodes.map { scalar($0.value) })
        case .map(let members):
            let named = members.map { Member(name: $0.name, value: scalar($0.node.value)) }
                .filter { $0.value != .absent }
            return named.isEmpty ? .absent : .record(named.sorted { ExactText($0.name) < ExactText($1.name) })
        }
    }
}

extension Canonical {
    /// Some fixed order, so that sets can be compared as sorted lists. Each element's text is made once.
    private static func sorted(_ records: [Canonical]) -> [Canonical] {
        records.map { (text: ExactText($0.text), value: $0) }.sorted { $0.text < $1.text }.map(\.value)
    }

    /// An unambiguous text of the value: equal texts, equal values. Fingerprints are made from it.
    package var text: String {
        switch self {
        case .absent: "-"
        case .text(let exact): "t\(exact.text.utf8.count):\(exact.text)"
        case .number(let number): "n\(number.isNegative ? "-" : "")\(number.digits)e\(number.exponent)"
        case .flag: "f"
        case .texts(let texts): "l[" + texts.map { "\($0.text.utf8.count):\($0.text)" }.joined() + "]"
        case .record(let members):
            "r{" + members.map { "\($0.name.utf8.count):\($0.name)=\($0.value.text);" }.joined() + "}"
        case .records(let records): "s[" + records.map { $0.text + ";" }.joined() + "]"
        case .reference(.existing(let id)): "i\(id.utf8.count):\(id)"
        case .reference(.pending(let address)): "p\(address.description.utf8.count):\(address)"
        }
    }
}

extension FieldType {
    /// The fields of a record, or of the records of a list.
    var members: [FieldDescription] {
        switch self {
        case .record(let fields), .records(let fields, _): fields
        default: []
        }
    }
}
