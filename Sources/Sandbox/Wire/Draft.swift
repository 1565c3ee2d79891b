import Feeds

/// A body laid over an object: the fields that were sent replace those that were stored, whole.
struct Draft: Sendable {
    /// The object as it would be stored.
    let document: Value
    /// The status as it would be stored.
    let status: Int

    /// `null` and absent leave a field as it is, `""`, `0` and `[]` clear it; fields that cannot be written
    /// are ignored.
    /// - Throws: ``Refusal`` with 400 that names every field of the wrong shape.
    init(_ wire: any WireKind.Type, sent: Value, onto stored: StoredObject?) throws {
        guard case .map = sent else {
            throw Refusal(400, ["Request body is invalid: it should be a JSON object"])
        }
        let old = try stored?.document.value()
        var members: [Member] = []
        var problems: [String] = []
        for field in wire.fields {
            var value = old?[field.name]?.value ?? field.initial
            if let new = sent[field.name]?.value, new != .null {
                if let accepted = field.stored(new) {
                    value = accepted
                } else {
                    problems.append("Request body is invalid: \(field.name) should be \(field.expected)")
                }
            }
            members.append(Member(field.name, value))
        }
        guard problems.isEmpty else { throw Refusal(400, problems) }
        if let all = old?.members, all.count > wire.fields.count {
            // What a copied object has beside; its link holds as long as its domain does.
            let isMoved = old?.text("domain_id") != Value.map(members).text("domain_id")
            members += all[wire.fields.count...].filter { !isMoved || $0.name != "trackback_url" }
        }
        document = .map(members)
        status = document["status"]?.value.integer ?? stored?.status ?? wire.initialStatus
    }
}
