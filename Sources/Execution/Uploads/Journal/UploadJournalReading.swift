/// The records of one journal of an upload: all of them or an error. What an upload did decides what the next one sends,
/// so that nothing in it may be guessed.
package enum UploadJournalReading {
    /// Reads the bytes of a journal.
    ///
    /// What stands behind the last line end and is no whole line was being written when the process or the machine
    /// stopped; its batch had not been sent, and it is left out.
    /// - Parameters:
    ///   - bytes: the journal.
    ///   - path: its path, for errors.
    /// - Returns: the records, in order.
    /// - Throws: ``JournalError`` with the code `damaged`, naming the line: for one that is not what was written, is out
    ///   of order, or of a kind that only a later version knows.
    package static func records(_ bytes: [UInt8], path: String) throws(JournalError) -> [UploadRecord] {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var records: [UploadRecord] = []
        for (index, bytes) in lines.enumerated() {
            let isLast = index == lines.count - 1
            guard let line = JournalLine(bytes) else {
                if isLast { break }
                throw damaged(path, index, "the line is not what was written")
            }
            guard line.number == index + 1 else {
                throw damaged(
                    path, index, "the line is number \(line.number) of the journal: lines are missing")
            }
            guard let record = UploadRecord(line.content) else {
                throw JournalError(
                    .damaged, path: "\(path):\(index + 1)",
                    message:
                        "this version does not know what the line says. Use the version that wrote it, or a later one"
                )
            }
            if index == 0, case .started = record {
            } else if index == 0 {
                throw damaged(path, index, "the journal does not begin with the account")
            }
            records.append(record)
        }
        return records
    }

    private static func damaged(_ path: String, _ index: Int, _ what: String) -> JournalError {
        JournalError(
            .damaged, path: "\(path):\(index + 1)",
            message:
                "\(what), so that it is not sure what was uploaded; nothing was sent. Restore the file from a"
                + " backup. Without one, compare with `waybill log conversions`, take what is there out of your file, and"
                + " move the journal away")
    }
}
