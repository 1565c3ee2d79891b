#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Sorts many texts by their bytes, each below a number, without moving anything but numbers: strings and what hangs on
/// them would be counted at every comparison.
package struct ExactOrder {
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]

    /// Has room for so many texts.
    package init(capacity: Int) {
        bytes.reserveCapacity(capacity * 32)
        ends.reserveCapacity(capacity + 1)
    }

    /// Adds a text; those below smaller numbers come first.
    package mutating func add(_ text: String, below number: UInt8) {
        bytes.append(number)
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
    }

    /// The indices of the texts, in the order of the texts; equal ones stay in the order in which they were added.
    package var indices: [Int] {
        bytes.withUnsafeBytes { bytes in
            ends.withUnsafeBufferPointer { ends in
                // In bounds: every text ends where the next one starts, and none is empty.
                guard let base = bytes.baseAddress else { return [] }
                return (0..<(ends.count - 1)).sorted { left, right in
                    let (first, second) = (ends[left], ends[right])
                    let (count, other) = (ends[left + 1] - first, ends[right + 1] - second)
                    let order = memcmp(base + first, base + second, min(count, other))
                    return order == 0 ? count < other : order < 0
                }
            }
        }
    }
}
