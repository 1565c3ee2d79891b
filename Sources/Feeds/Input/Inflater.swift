private import CZlib
internal import Diagnostics

/// zlib's decompressor with its memory, about 40 KiB, whatever the data.
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
        /// The data is damaged; zlib's words for it.
        case damaged(String)
    }

    // zlib keeps the address of its state, so that it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Throws: `source` when memory is short.
    init(_ form: Form) throws(FeedError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 is the largest window; 16 on top asks for gzip, a negative one for nothing around the data.
        let window: Int32 = form == .gzip ? MAX_WBITS + 16 : -MAX_WBITS
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, window, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            throw FeedError(.source, "there is no memory to unpack the file", at: .start)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Begins with new data.
    func restart() {
        inflateReset(stream)
    }

    /// Unpacks the beginning of `input` into the beginning of `output`, as much as fits.
    func inflate(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int, step: Step) {
        // zlib counts in 32 bits and only reads what `next_in` points to.
        let offered = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = offered
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = room
        let result = CZlib.inflate(stream, Z_NO_FLUSH)
        let read = Int(offered - stream.pointee.avail_in)
        let written = Int(room - stream.pointee.avail_out)
        switch result {
        case Z_OK, Z_BUF_ERROR: return (read, written, .more)
        case Z_STREAM_END: return (read, written, .complete)
        case Z_NEED_DICT: return (read, written, .damaged("it needs a dictionary"))
        case Z_MEM_ERROR: return (read, written, .damaged("there is no memory to unpack it"))
        default:
            let words = stream.pointee.msg.map { String(cString: $0) }
            return (read, written, .damaged(words ?? "error \(result)"))
        }
    }

    /// The CRC-32 of some bytes, continuing that of the bytes before them, which is 0 for none (RFC 1952, 8).
    static func checksum(_ bytes: [UInt8], continuing checksum: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: crc32_z(UInt(checksum), buffer.baseAddress, buffer.count))
        }
    }
}
