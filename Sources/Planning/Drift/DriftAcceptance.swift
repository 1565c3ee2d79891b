package import Diagnostics
package import Feeds
package import RedTrack

/// A field that a file has to say otherwise so that it says what the account has (`drift --accept`).
package struct DriftAcceptance: Sendable {
    /// The object.
    package let address: ObjectAddress
    /// Where the file describes the object.
    package let place: SourcePlace
    /// The field.
    package let field: FieldDescription
    /// What to write: of the field's type, in manifest names; `nil` when the account has something that files cannot
    /// say, such as a status that is none.
    package let value: Value?
    /// What the lock file should remember of the field: both sides agree on it from now on.
    package let fingerprint: String
}

extension Drift {
    /// What to write into the files so that they say what the account has, in the order of the report.
    ///
    /// Objects that the account lost are not among them: whether they are to go from the files is a decision.
    package var acceptances: [DriftAcceptance] {
        objects.flatMap { object in
            object.fields.map { change in
                let field = change.description
                let draft = object.record[field.name].map { Draft(wire: $0.value, type: field.type) }
                let node = draft?.manifestNode(type: field.type) { names.writtenName($0, $1) }
                return DriftAcceptance(
                    address: object.address, place: object.place, field: field,
                    value: node?.value ?? Self.nothing(field),
                    fingerprint: Fingerprint.of(Canonical(draft, type: field.type)))
            }
        }
    }

    /// How a file says that a field is empty.
    private static func nothing(_ field: FieldDescription) -> Value? {
        if field.access == .required { return nil }
        switch field.type {
        case .text, .reference: return .string("")
        case .integer(let minimum): return minimum > 0 ? nil : .number("0")
        case .decimal(let positive): return positive ? nil : .number("0")
        case .boolean: return .bool(false)
        case .choice(let values): return values.contains { $0.number == 0 } ? .number("0") : nil
        case .texts, .records: return .array([])
        case .record: return .object([])
        case .statistics: return nil
        }
    }
}
