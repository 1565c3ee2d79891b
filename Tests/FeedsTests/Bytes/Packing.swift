import CZlib
import TestSupport

/// Packs bytes with zlib, so that the tests need no programs.
enum Packing {
    enum Form { case gzip, raw }

    /// Compressed data; level 0 stores.
    static func deflate(_ bytes: [UInt8], level: Int32 = 6, _ form: Form = .gzip) -> [UInt8] {
        var stream = z_stream()
        let window: Int32 = form == .gzip ? 31 : -15
        deflateInit2_(
            &stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
        let count = output.count
        let written = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(count)
                CZlib.deflate(&stream, Z_FINISH)
                return count - Int(stream.avail_out)
            }
        }
        return Array(output[..<written])
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
    }

    /// A gzip member whose header has every optional field (RFC 1952, 2.3).
    static func gzipWithEverything(_ bytes: [UInt8]) -> [UInt8] {
        var header: [UInt8] = [0x1F, 0x8B, 8, 0b0001_1110, 1, 2, 3, 4, 0, 255]
        header += [4, 0] + Array("ab\0\0".utf8)
        header += Array("offers.csv\0a comment\0".utf8)
        let check = checksum(header)
        header += [UInt8(check & 0xFF), UInt8(check >> 8 & 0xFF)]
        return header + deflate(bytes, .raw) + little(UInt64(checksum(bytes)), 4)
            + little(UInt64(bytes.count), 4)
    }

    /// A number as little-endian bytes.
    static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }
}

extension SeededGenerator {
    /// Bytes that compress somewhat: words again and again, with noise between.
    mutating func packable(upTo most: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        let count = Int.random(in: 0...most, using: &self)
        while bytes.count < count {
            if Bool.random(using: &self) {
                bytes += Array("offer,network,\(Int.random(in: 0...99, using: &self)),USD\n".utf8)
            } else {
                bytes.append(UInt8.random(in: 0...255, using: &self))
            }
        }
        return bytes
    }
}
