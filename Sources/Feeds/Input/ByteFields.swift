/// Numbers in little-endian bytes, as zip writes them.
extension Collection<UInt8> where Index == Int {
    /// Two bytes from an offset from the start on; `nil` when they are not there.
    func uint16(at offset: Int) -> UInt16? {
        number(at: offset, bytes: 2).map(UInt16.init(truncatingIfNeeded:))
    }

    /// Four bytes.
    func uint32(at offset: Int) -> UInt32? {
        number(at: offset, bytes: 4).map(UInt32.init(truncatingIfNeeded:))
    }

    /// Eight bytes.
    func uint64(at offset: Int) -> UInt64? { number(at: offset, bytes: 8) }

    private func number(at offset: Int, bytes: Int) -> UInt64? {
        guard offset >= 0, offset <= count - bytes else { return nil }
        let start = startIndex + offset
        return (0..<bytes).reversed().reduce(0) { $0 << 8 | UInt64(self[start + $1]) }
    }
}
