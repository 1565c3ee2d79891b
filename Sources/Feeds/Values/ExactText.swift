#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A text that equals another only when their bytes are the same. Swift's own strings take two spellings of "é" for
/// one; the API does not.
package struct ExactText: Sendable, Hashable {
    /// The text.
    package let text: String

    /// Takes a text.
    package init(_ text: String) { self.text = text }

    /// Whether the bytes are the same.
    package static func == (left: ExactText, right: ExactText) -> Bool {
        // Texts of Swift are one piece of memory unless they come from elsewhere.
        left.text.utf8.withContiguousStorageIfAvailable { left in
            right.text.utf8.withContiguousStorageIfAvailable { right in
                left.count == right.count && compare(left, right) == 0
            }
        }.flatMap(\.self) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// The same rule as for equality.
    package func hash(into hasher: inout Hasher) {
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension ExactText: Comparable {
    /// Orders by bytes, which is also the order of Unicode scalars.
    package static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.withContiguousStorageIfAvailable { left in
            right.text.utf8.withContiguousStorageIfAvailable { right in
                let order = compare(left, right)
                return order < 0 || order == 0 && left.count < right.count
            }
        }.flatMap(\.self) ?? left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// The order of what both have of bytes.
    @inline(__always)
    private static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>)
        -> Int32
    {
        guard let first = left.baseAddress, let second = right.baseAddress else { return 0 }
        // In bounds of both.
        return memcmp(first, second, min(left.count, right.count))
    }
}
