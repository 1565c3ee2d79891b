package import Crypto
package import Feeds
package import RedTrack

/// A short hash of a field's canonical value: what the lock file remembers of what was last applied.
package enum Fingerprint {
    /// 12 hexadecimal digits; equal for values that mean the same.
    package static func of(_ canonical: Canonical) -> String {
        of(canonical.text)
    }

    /// The same of a text that stands for a value.
    static func of(_ text: String) -> String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)).prefix(6))
    }

    /// All 64 digits of the hash of some bytes.
    static func whole(of bytes: [UInt8]) -> String { whole(of: SHA256.hash(data: bytes)) }

    /// All 64 digits of a hash.
    package static func whole(of hash: SHA256Digest) -> String { hexadecimal(hash.prefix(32)) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
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
