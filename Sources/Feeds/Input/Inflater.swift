private import CISAL
internal import Diagnostics

/// ISA-L's decompressor with its memory, about 90 KiB, whatever the data.
final class Inflater {
    /// What is around the compressed data.
    enum Form {
        /// A gzip header and trailer, whose checks are made (RFC 1952).
        case gzip
        /// Nothing (RFC 1951).
        case raw
    }

    /// How a step ended.
    enum Step: Hashable {
        /// It needs more input, or more room.
        case more
        /// The data is complete; what follows belongs to something else.
        case complete
        /// The data is damaged, and how.
        case damaged(String)
    }

    private let form: Form
    // The state is large, and holds the history of the data: it stays where it is.
    private let state: UnsafeMutablePointer<inflate_state>
    // Kept from step to step: by itself the library forgets between two pieces of a header which fields are to come.
    private var header = isal_gzip_header()
    private var isInHeader = false

    init(_ form: Form) {
        self.form = form
        state = .allocate(capacity: 1)
        UnsafeMutableRawPointer(state)
            .initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
        isal_inflate_init(state)
        restart()
    }

    deinit {
        state.deallocate()
    }

    /// Begins with new data.
    func restart() {
        isal_inflate_reset(state)
        isal_gzip_header_init(&header)
        isInHeader = form == .gzip
        // The header is read apart, the trailer is left to the library.
        state.pointee.crc_flag = UInt32(form == .gzip ? ISAL_GZIP_NO_HDR_VER : ISAL_DEFLATE)
    }

    /// Unpacks the beginning of `input` into the beginning of `output`, as much as fits.
    ///
    /// The library reads up to eight bytes ahead. At an end it gives back those it did not need, so that then `read` is
    /// less than 0 when they belong to the inputs before.
    func inflate(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int, step: Step) {
        // The library counts in 32 bits, some of them signed, and only reads what `next_in` points to.
        let offered = min(input.count, 1 << 30)
        let room = min(output.count, 1 << 30)
        state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        state.pointee.avail_in = UInt32(offered)
        state.pointee.next_out = output.baseAddress
        state.pointee.avail_out = UInt32(room)
        var result = ISAL_DECOMP_OK
        if isInHeader { result = readHeader() }
        if !isInHeader, result == ISAL_DECOMP_OK { result = isal_inflate(state) }

        let taken = offered - Int(state.pointee.avail_in)
        let used = taken - max(0, Int(state.pointee.read_in_length) / 8)
        let written = room - Int(state.pointee.avail_out)
        if result < 0 { return (used, written, .damaged(Self.words(for: result))) }
        if result == ISAL_NEED_DICT { return (used, written, .damaged("it needs a dictionary")) }
        if state.pointee.block_state == ISAL_BLOCK_FINISH { return (used, written, .complete) }
        // Every step must take or give something, or it would be repeated for ever.
        if taken == 0, written == 0, offered > 0, room > 0 {
            return (used, written, .damaged("it cannot be unpacked any further"))
        }
        return (taken, written, .more)
    }

    /// Reads on in the header; `ISAL_END_INPUT` when there is more of it to come.
    private func readHeader() -> Int32 {
        let result = isal_read_gzip_header(state, &header)
        guard result == ISAL_DECOMP_OK else { return result }
        isInHeader = false
        // The upper three bits are reserved, and mean fields that nobody knows (RFC 1952, 2.3.1.2).
        return header.flags & 0b1110_0000 == 0 ? ISAL_DECOMP_OK : ISAL_INVALID_WRAPPER
    }

    private static func words(for result: Int32) -> String {
        switch result {
        case ISAL_INVALID_BLOCK: "a block begins in a way that none can"
        case ISAL_INVALID_SYMBOL: "it has a code that stands for nothing"
        case ISAL_INVALID_LOOKBACK: "it repeats what is before its beginning"
        case ISAL_INVALID_WRAPPER: "its header is not one of gzip"
        case ISAL_UNSUPPORTED_METHOD: "it is packed by another method than deflate"
        case ISAL_INCORRECT_CHECKSUM: "its checksum or length is not that of what was packed"
        default: "error \(result)"
        }
    }

    /// The CRC-32 of some bytes, continuing that of the bytes before them, which is 0 for none (RFC 1952, 8).
    static func checksum(_ bytes: [UInt8], continuing checksum: UInt32 = 0) -> UInt32 {
        guard !bytes.isEmpty else { return checksum }
        return bytes.withUnsafeBufferPointer { buffer in
            crc32_gzip_refl(checksum, buffer.baseAddress, UInt64(buffer.count))
        }
    }
}
