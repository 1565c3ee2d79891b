/// What can be read of a journal: every line that is whole, whatever happened to the others.
package struct JournalReading: Sendable {
    /// The records of the whole lines, in order.
    package private(set) var records: [JournalRecord] = []
    /// The numbers of the lines that are damaged or follow a gap, counted from 1.
    package private(set) var damagedLines: [Int] = []
    /// Whether the end is cut short: a record was being written when the machine or the process stopped. Its
    /// request had not been sent.
    package private(set) var isTorn = false
    /// How many bytes there are up to the end of the last whole line, its break not counted.
    package private(set) var wholeLength = 0
    /// The number that the next record has.
    package private(set) var nextNumber = 1

    /// Reads the bytes of a journal.
    package init(_ bytes: [UInt8]) {
        var suspects: [Int] = []
        var expected = 1
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
            number += 1
            guard let whole = JournalLine(line) else {
                suspects.append(number)
                continue
            }
            // A damaged line in front of a whole one is no torn end.
            damagedLines += suspects
            let isGap = whole.number != expected && suspects.isEmpty
            if isGap { damagedLines.append(number) }
            suspects = []
            expected = whole.number + 1
            nextNumber = expected
            wholeLength = line.endIndex
            if let record = whole.record { records.append(record) }
        }
        isTorn = !suspects.isEmpty
    }
}
