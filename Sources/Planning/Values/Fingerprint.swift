import Crypto
package import Feeds
package import RedTrack

/// A short hash of a field's canonical value: what the lock file remembers of what was last applied.
package enum Fingerprint {
    /// 12 hexadecimal digits; equal for values that mean the same.
    package static func of(_ canonical: Canonical) -> String {
        let digest = SHA256.hash(data: Array(canonical.text.utf8))
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest.prefix(6) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The fingerprint of a field of an object as the API holds it.
    package static func of(_ field: FieldDescription, in record: Value) -> String {
        of(Canonical(record[field.name].map { Draft(wire: $0.value, type: field.type) }, type: field.type))
    }
}
