/// A number for bytes that is the same in every run, and that other bytes hardly ever have: FNV-1a, 64 bits.
///
/// Nobody who makes the bytes may gain by two that agree: it is no hash of cryptography.
package enum FNV1a {
    /// The number of some bytes.
    package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The number in 16 hexadecimal digits, for keys.
    package static func digits(of bytes: some Sequence<UInt8>) -> String {
        let digits = String(hash(bytes), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
