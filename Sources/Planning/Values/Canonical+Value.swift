package import Feeds
package import RedTrack

extension Canonical {
    /// The canonical form as JSON, for people: members by their names in files, numbers without an exponent.
    /// - Parameters:
    ///   - type: the type of the value.
    ///   - name: what to call an object.
    /// - Returns: the value; `null` when there is nothing.
    package func value(_ type: FieldType, name: (Kind, Reference) -> String) -> Value {
        switch self {
        case .absent: return .null
        case .text(let exact): return .string(exact.text)
        case .number(let number): return .number(number.plainText)
        case .flag: return .bool(true)
        case .texts(let texts): return .array(texts.map { .string($0.text) })
        case .record(let members):
            return .object(
                members.map { member in
                    let field = type.members.first { $0.name == member.name }
                    return (
                        field?.manifestName ?? member.name,
                        member.value.value(field?.type ?? .text, name: name)
                    )
                })
        case .records(let records):
            let element = FieldType.record(type.members)
            return .array(records.map { $0.value(element, name: name) })
        case .reference(let reference):
            if case .reference(let kind) = type { return .string(name(kind, reference)) }
            return .string(reference.text)
        }
    }
}

extension Reference {
    /// The id, or the key of an object that has none yet.
    fileprivate var text: String {
        switch self {
        case .existing(let id): id
        case .pending(let address): address.key
        }
    }
}

extension DecimalLiteral {
    /// The number as people write it, unless that would be very long.
    var plainText: String {
        let sign = isNegative ? "-" : ""
        if digits.isEmpty { return "0" }
        if (0...20).contains(exponent) { return sign + digits + String(repeating: "0", count: exponent) }
        guard (-20..<0).contains(exponent) else { return "\(sign)\(digits)e\(exponent)" }
        let places = -exponent
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }
}
