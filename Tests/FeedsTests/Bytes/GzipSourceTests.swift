import Feeds
import TestSupport
import Testing

@Suite struct GzipSourceTests {
    static func unpack(_ bytes: [UInt8], size: Int = .max, limits: InputLimits = InputLimits()) -> Drained {
        Drained(GzipSource(ChunkSource(bytes, size: size), limits: limits))
    }

    static let text = Array("id,title\n1,one\n2,two\n".utf8)

    @Test(arguments: 0..<40) func `What was packed comes out, however it is cut`(round: UInt64) {
        let seed = 77 &+ round
        var generator = SeededGenerator(seed: seed)
        let bytes = generator.packable(upTo: 2_000)
        let level = Int32.random(in: 0...9, using: &generator)
        let packed = Packing.deflate(bytes, level: level)
        for size in chunkSizes + [Int.random(in: 1...50, using: &generator)] {
            let result = Self.unpack(packed, size: size)
            #expect(result.bytes == bytes && result.error == nil, "seed \(seed), chunks of \(size)")
        }
    }

    @Test func `Output larger than a chunk is whole, also when it ends where a chunk does`() {
        for count in [(256 << 10) - 1, 256 << 10, (256 << 10) + 1, 1 << 20, 3_000_001] {
            let bytes = [UInt8](repeating: 0x61, count: count)
            for level: Int32 in [0, 6] {
                let result = Self.unpack(Packing.deflate(bytes, level: level), size: 1_000)
                #expect(result.bytes == bytes && result.error == nil)
            }
        }
    }

    @Test(arguments: chunkSizes) func `Members follow each other`(size: Int) {
        let packed = Packing.deflate(Self.text) + Packing.deflate([]) + Packing.gzipWithEverything(Self.text)
        let result = Self.unpack(packed, size: size)
        #expect(result.bytes == Self.text + Self.text && result.error == nil)
    }

    @Test(arguments: chunkSizes) func `What follows the data is refused at its byte`(size: Int) {
        let packed = Packing.deflate(Self.text)
        for tail: [UInt8] in [[0], [0x0A], [0x1F, 0x00], [0, 0, 0, 0], Array("more".utf8)] {
            let result = Self.unpack(packed + tail, size: size)
            #expect(result.bytes == Self.text)
            #expect(result.error?.code == .damaged)
            #expect(result.error?.message.contains("at byte \(packed.count) ") == true)
        }
        let cut = Self.unpack(packed + [0x1F], size: size)
        #expect(cut.bytes == Self.text && cut.error?.code == .truncated)
    }

    @Test func `Every part of a file that was cut off is refused as such, after all that it says`() {
        let packed = Packing.gzipWithEverything(Self.text) + Packing.deflate(Self.text)
        let whole = Packing.gzipWithEverything(Self.text).count
        for length in 0..<packed.count {
            for size in [1, 5, .max] {
                let result = Self.unpack(Array(packed[..<length]), size: size)
                #expect((Self.text + Self.text).starts(with: result.bytes))
                guard length != whole else {
                    #expect(result.bytes == Self.text && result.error == nil)
                    continue
                }
                #expect(result.error?.code == .truncated, "\(length)")
                #expect(result.error?.message.contains("at byte \(length) ") == true, "\(length)")
            }
        }
    }

    @Test func `No flipped bit changes the data unseen`() {
        let packed = Packing.gzipWithEverything(Self.text)
        for index in packed.indices {
            for bit in 0..<8 {
                var bytes = packed
                bytes[index] ^= 1 << bit
                let result = Self.unpack(bytes)
                #expect(result.error != nil || result.bytes == Self.text, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `What is not gzip is refused`() {
        for bytes: [UInt8] in [Array("id,title\n".utf8), [0x1F, 0x8C], [0x50]] {
            #expect(Self.unpack(bytes).error?.code == .damaged)
        }
        #expect(Self.unpack([0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 0, 0]).error?.code == .damaged)
    }

    @Test func `A budget ends the data where it is spent`() {
        let bytes = [UInt8](repeating: 0x61, count: 4 << 20)
        let packed = Packing.deflate(bytes, level: 9)
        for most in [0, 1, 1_000, 300_000, bytes.count - 1] {
            let result = Self.unpack(packed, limits: InputLimits(expandedBytes: most))
            #expect(result.bytes.count == most)
            #expect(result.error?.code == .limit)
        }
        #expect(Self.unpack(packed, limits: InputLimits(expandedBytes: bytes.count)).error == nil)
        let ratio = Self.unpack(packed, limits: InputLimits(expansionRatio: 100))
        #expect(ratio.error?.code == .limit && ratio.bytes.count < 2 << 20)
        #expect(Self.unpack(packed, limits: InputLimits(expansionRatio: 1_100)).error == nil)
        // A small file may have any ratio.
        #expect(
            Self.unpack(Packing.deflate(Array(bytes[..<100_000])), limits: InputLimits(expansionRatio: 2))
                .error == nil)
    }

    @Test func `The gzip program and Python pack what is unpacked here`() throws {
        let folder = try ScratchFolder()
        var generator = SeededGenerator(seed: 5)
        let bytes = generator.packable(upTo: 400_000) + Self.text
        let script = "import sys, gzip; sys.stdout.buffer.write(gzip.compress(sys.stdin.buffer.read()))"
        for arguments in [["gzip", "-c"], ["gzip", "-1", "-n", "-c"], ["python3", "-c", script]] {
            guard let packed = try Program.run(arguments, input: bytes, in: folder) else { continue }
            #expect(Self.unpack(packed, size: 1_021).bytes == bytes)
        }
    }
}
