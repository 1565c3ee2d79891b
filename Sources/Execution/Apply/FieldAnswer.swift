import Feeds
import Planning
import RedTrack

/// Compares what was sent with what the account answers.
enum FieldAnswer {
    /// A field of a record in the form in which values are compared.
    static func canonical(_ field: FieldDescription, in record: Value) -> Canonical {
        Canonical(record[field.name].map { Draft(wire: $0.value, type: field.type) }, type: field.type)
    }

    /// What the account did not do as it was told, in sentences.
    /// - Parameters:
    ///   - kind: what the object is.
    ///   - sent: the request's fields.
    ///   - before: the object before the request; `nil` for a new one.
    ///   - after: the object as the account answers it.
    /// - Returns: the sentences, in the order of the fields.
    static func warnings(_ kind: Kind, sent: Value, before: Value?, after: Value) -> [String] {
        kind.fields.compactMap { field in
            guard field.isWritable else { return nil }
            let now = canonical(field, in: after)
            let old = before.map { canonical(field, in: $0) }
            if sent[field.name] != nil {
                if now == canonical(field, in: sent) { return nil }
                return now == old || now == .absent
                    ? "the account kept the old value of `\(field.manifestName)`"
                    : "the account made another value of `\(field.manifestName)` than was sent"
            }
            // An answer may leave out what was not sent.
            guard let old, after[field.name] != nil, now != old else { return nil }
            return
                "`\(field.manifestName)` was not sent and is different now: somebody else may be changing it"
        }
    }
}
