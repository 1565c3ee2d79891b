internal import Diagnostics

extension CSVRowReader {
    /// What is wrong, and where in the window the row stops being right.
    typealias Fault = (error: FeedError, index: Int)

    /// Ends the reading. Bytes before the fault that are no text are reported first.
    mutating func fail(with fault: Fault) -> FeedError {
        failure = fault.error
        guard var earlier = firstBadByte(to: fault.index)?.error else { return fault.error }
        earlier.isRecoverable = true
        return earlier
    }

    /// Throws what the source failed with: the row may go on behind what the source gave.
    mutating func checkSource() throws(FeedError) {
        do throws(FeedError) {
            try window.throwSourceFault()
        } catch {
            let isCut = UTF8Text.validPrefix(
                of: window.bytes.span.extracting(..<window.end), from: window.start)
            throw fail(with: (error, isCut.ending == .incomplete ? isCut.end : window.end))
        }
    }

    /// The limit that the row exceeds first, as far as it was scanned.
    ///
    /// What decides is the byte with which a limit is exceeded, so that the same limit is named however much of the
    /// input was at hand.
    func exceededLimit(of row: CSVRowShape, _ nodes: [RecordNode]) -> Fault? {
        let start = window.start
        let length = row.rowEnd - start
        guard length > min(limits.textBytes, limits.recordBytes) else { return nil }
        var long: (field: Int, text: Int)?
        if row.rowEnd - row.openText > limits.textBytes { long = (row.openField, row.openText) }
        for node in nodes[1..<row.nodeCount] where Int(node.count) > limits.textBytes {
            long = (start + Int(node.place), start + Int(node.textStart) - columns.blob.count)
            break
        }
        let isLong = length > limits.recordBytes
        if let long, !isLong || long.text - start <= limits.recordBytes - limits.textBytes {
            return (CSVFault.longField(limits.textBytes, at: window.position(at: long.field)), long.field)
        }
        return isLong ? (CSVFault.longRow(limits.recordBytes, at: window.position), start) : nil
    }

    /// The fault of a row with text behind a closing quote; `nil` when more of the input is needed to tell.
    ///
    /// The row is taken to end with the line of the fault: reading goes on behind it.
    mutating func textAfterQuote(at place: Int) -> FeedError? {
        var ends = lineEnds
        var lines = ends.pass(to: place, in: window.bytes.span.bytes, to: window.end)
        let stop = ends.next
        let isLong = stop - window.start > limits.recordBytes
        let line = ends.passLine(in: window.bytes.span.bytes, to: window.end, isAtEnd: window.isAtEnd)
        let next = line ?? (window.isAtEnd ? window.end : nil)
        // A character is described by its up to four bytes.
        guard next != nil || isLong && window.end - place >= 4 else { return nil }
        let text = window.bytes[place..<min(place + 4, window.end)]
        var error = CSVFault.textAfterQuote(text, at: window.position(at: place))
        guard let next, !isLong else { return fail(with: (error, place)) }
        if let earlier = firstBadByte(to: stop), earlier.index <= place { error = earlier.error }
        error.isRecoverable = true
        lines += stop < window.end ? 1 : 0
        lostRow = Array(window.bytes[window.start..<stop])
        lineEnds = ends
        window.consume(to: next, lines: lines)
        return error
    }

    /// The first byte of the row that is no text.
    func firstBadByte(to end: Int) -> Fault? {
        UTF8Check.isText(window.bytes.span, from: window.start, to: end) ? nil : badByte(to: end)
    }

    @inline(never)
    private func badByte(to end: Int) -> Fault? {
        let valid = UTF8Text.validPrefix(of: window.bytes.span.extracting(..<end), from: window.start)
        let nul = ByteSearch.far(0, in: window.bytes.span.bytes, from: window.start, to: valid.end)
        guard min(nul, valid.end) < end else { return nil }
        let isFirst = window.position.offset == 0
        if nul < valid.end {
            let place = window.position(at: nul)
            return (CSVFault.nulByte(at: place, isWide: isFirst && nul - window.start < 2), nul)
        }
        let index = valid.end
        let place = window.position(at: index)
        let isCut = valid.ending == .incomplete && end == window.end && window.isAtEnd
        if isCut { return (CSVFault.cutCharacter(at: place), index) }
        // What the text may be, the row alone tells: it is the same however the input was cut.
        let row = window.bytes.span.extracting(window.start..<end)
        return (FeedError.notUTF8(row, at: index - window.start, position: place), index)
    }
}
