import Diagnostics
import Feeds

/// What a record reader gives, in words: every record with its places, every error with its own.
enum CSVRecordDump {
    /// Reads on behind errors that allow it; two calls behind the end see whether it stays one.
    static func lines(_ reader: consuming CSVRecordReader) -> [String] {
        var lines: [String] = []
        var record = Record()
        var ends = 0
        for _ in 0..<2_000 where ends < 2 {
            do throws(FeedError) {
                if try reader.next(&record) {
                    lines.append(line(record))
                } else {
                    lines.append("end")
                    ends += 1
                }
            } catch {
                lines.append(line(error))
                if !error.isRecoverable { ends += 1 }
            }
        }
        return ends < 2 ? lines + ["no end"] : lines
    }

    static func line(_ record: Record) -> String {
        "\(record.number) \(record.node().dump) \(String(decoding: record.source, as: UTF8.self).debugDescription)"
    }

    static func line(_ error: FeedError) -> String {
        "\(error.code)\(error.isRecoverable ? "" : "!")+\(error.position.offset) \(error)"
    }

    /// The values alone: rows, and the codes of errors with their lines.
    static func values(_ text: String, _ options: CSVOptions) -> [String] {
        values(Array(text.utf8), options)
    }

    static func values(
        _ bytes: [UInt8], _ options: CSVOptions, limits: ReaderLimits = .init()
    ) -> [String] {
        var reader = CSVRecordReader(bytes, options: options, limits: limits)
        var record = Record()
        var lines: [String] = []
        while lines.count < 1_000 {
            do throws(FeedError) {
                guard try reader.next(&record) else { return lines }
                lines.append(record.node().value.jsonText())
            } catch {
                lines.append("\(error.code)@\(error.position.line)\(error.isRecoverable ? "" : "!")")
                if !error.isRecoverable { return lines }
            }
        }
        return lines + ["no end"]
    }
}
