public import Feeds

/// What is true of every reader on every input: it comes to an end, what it gives does not depend on how the input is
/// cut into chunks, and all that a record says of itself can be asked for.
public enum Harness {
    /// Reads `bytes` whole and in chunks, and stops the process when the two outcomes differ.
    ///
    /// `make` gets a source and a byte that may choose options; it gives `nil` when the options make no reader.
    public static func check(
        _ bytes: [UInt8], _ make: (any ByteSource, UInt8) -> (any RecordReader)?
    ) {
        guard let choice = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        guard let whole = outcome(make(ChunkSource([text]), choice)) else { return }
        for size in [1, 3, 64] {
            let cut = outcome(make(ChunkSource(text, size: size), choice))
            precondition(cut == whole, "chunks of \(size) bytes change what is read")
        }
    }

    /// Everything that a reader gives and throws, as text; at most 10,000 steps.
    private static func outcome(_ reader: (any RecordReader)?) -> [String]? {
        guard var reader else { return nil }
        var lines: [String] = []
        var record = Record()
        while true {
            do throws(FeedError) {
                guard try reader.next(&record) else { return lines }
                lines.append(describe(record))
            } catch {
                lines.append("\(error) \(error.code) \(error.isRecoverable)")
                if !error.isRecoverable { return lines }
            }
            precondition(lines.count <= 100_000, "the reader does not come to an end")
        }
    }

    private static func describe(_ record: Record) -> String {
        var text: [UInt8] = []
        RecordText.append(of: record, to: &text)
        var places: [Int] = []
        for index in record.nodes.indices.prefix(200) {
            places.append(record.position(of: index).offset)
            places.append(record.namePosition(of: index).column)
        }
        _ = record.node()
        return
            "\(record.number) \(record.position) \(record.key ?? "") \(places) \(String(decoding: text, as: UTF8.self))"
    }
}
