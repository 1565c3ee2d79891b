import Diagnostics
import Feeds
import TestSupport

/// What a feed gave, record by record and fault by fault, in words that can be compared.
struct RecordOutcome: Equatable {
    var lines: [String] = []

    /// Reads everything, behind recoverable faults as well.
    init(_ reader: consuming some RecordReader, readsAgain: Bool = false) {
        var record = Record()
        while true {
            do throws(FeedError) {
                guard try reader.next(&record) else { break }
                let key = record.key.map { " key \($0)" } ?? ""
                lines.append("#\(record.number)\(key) \(record.node().dump)")
                if readsAgain { record = Record() }
            } catch {
                let place = error.position
                lines.append(
                    "\(error.isRecoverable ? "lost" : "end") \(error.code)@\(place.line):\(place.column)+\(place.offset): "
                        + error.message + " (\(error.help ?? ""))")
                guard error.isRecoverable else { break }
            }
            // Faults that are recoverable cost a byte of input at least, so there is an end to them.
            if lines.count > 100_000 { break }
        }
    }

    /// Reads bytes cut into chunks.
    init(_ bytes: [UInt8], _ options: JSONRecordOptions, chunks: Chunks = .whole) {
        switch chunks {
        case .whole: self.init(JSONRecordReader(bytes, options: options))
        case .size(let size):
            self.init(JSONRecordReader(from: ChunkSource(bytes, size: size), options: options))
        case .random(let seed):
            var generator = SeededGenerator(seed: seed)
            var pieces: [[UInt8]] = []
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + Int.random(in: 0...9, using: &generator))
                pieces.append(Array(bytes[start..<end]))
                start = end
            }
            self.init(JSONRecordReader(from: ChunkSource(pieces), options: options))
        }
    }

    /// How an input is cut.
    enum Chunks {
        case whole
        case size(Int)
        case random(seed: UInt64)

        static func all(seed: UInt64) -> [Chunks] {
            [.size(1), .size(2), .size(3), .size(7), .size(4096), .random(seed: seed)]
        }
    }
}

/// The values of the records of a text, as JSON, and the faults by their code.
func records(_ text: String, _ options: JSONRecordOptions = .init()) -> [String] {
    var reader = JSONRecordReader(Array(text.utf8), options: options)
    var record = Record()
    var found: [String] = []
    while true {
        do throws(FeedError) {
            guard try reader.next(&record) else { return found }
            found.append((record.key.map { $0 + "=" } ?? "") + record.node().value.jsonText())
        } catch {
            found.append("\(error.isRecoverable ? "lost" : "end"):\(error.code)")
            guard error.isRecoverable else { return found }
        }
    }
}
