internal import Diagnostics

// The records themselves.
extension JSONRecordReader {
    /// Reads the record that starts at the next byte.
    mutating func readRecord(_ record: inout Record, key: [UInt8]?) throws(FeedError) -> Bool {
        skipRead()
        if let most = options.limits.records, number >= most {
            throw final(
                FeedError(
                    exceeding: .records, "the input has more than \(most) records", at: window.position))
        }
        number &+= 1
        var breaks = layout == .lines
        while true {
            let available = window.end &- window.start
            let room = min(available, mostBytes &+ 1)
            // A text that is too long is that, wherever the input ends.
            let isAtEnd = window.isAtEnd && available <= mostBytes
            let outcome = Self.scan(
                window, room, isAtEnd: isAtEnd, depth: options.limits.depth &- spine.depth,
                breaks: breaks, room: tapeRoom, &scanner, &record)
            switch outcome {
            case .complete(let count) where count <= mostBytes:
                if count == available, mayGoOn(record) {
                    throw raise(Self.cutNumber(at: window.position, count))
                }
                guard Self.fill(window, count, scanner, &record, &recordNames) else { throw recordFault() }
                if layout == .lines, !breaks { layout = .spanned }
                if spine.isEmpty, layout == .lines || layout == .sequence {
                    guard try checkTail(of: record, at: count) else {
                        _ = window.refill()
                        continue
                    }
                }
                finish(&record, key)
                ahead = count
                finishValue()
                return true
            case .more where available <= mostBytes: _ = window.refill()
            case .complete, .more: throw tooLong()
            case .full where tapeRoom >= options.limits.values: throw recordFault()
            case .full: tapeRoom = min(tapeRoom * 2, options.limits.values)
            // That the first text had one line was no promise of the others, unless the caller's.
            case .invalid where breaks && spine.isEmpty && options.framing == .detected: breaks = false
            case .invalid: throw recordFault()
            }
        }
    }

    private static func scan(
        _ window: RecordWindow, _ count: Int, isAtEnd: Bool, depth: Int, breaks: Bool, room: Int,
        _ scanner: inout JSONTapeScanner, _ record: inout Record
    ) -> JSONTapeScanner.Outcome {
        let text = window.bytes.span.extracting(window.start..<(window.start &+ count))
        record.nodes.removeAll(keepingCapacity: true)
        var outcome = JSONTapeScanner.Outcome.full
        record.nodes.append(addingCapacity: room) { tape in
            outcome = scanner.scan(text, isAtEnd: isAtEnd, depth: depth, breaks: breaks, into: &tape)
        }
        return outcome
    }

    private static func fill(
        _ window: RecordWindow, _ count: Int, _ scanner: JSONTapeScanner, _ record: inout Record,
        _ names: inout JSONNames?
    ) -> Bool {
        let text = window.bytes.span.extracting(window.start..<(window.start &+ count))
        return scanner.fill(&record, with: text, count: count, checkingIn: &names) == .complete
    }

    /// Whether a number that ends where the bytes do is only the first part of one: something had to follow it.
    private func mayGoOn(_ record: Record) -> Bool {
        guard record.nodes.first?.kind == .number else { return false }
        return !spine.isEmpty || window.hasFailed
    }

    private static func cutNumber(at position: SourcePosition, _ count: Int) -> JSONFault {
        var fault = JSONFault(.truncated, "the input ends inside a number", at: position.offset + count)
        fault.isInputEnd = true
        return fault
    }

    private func finish(_ record: inout Record, _ key: [UInt8]?) {
        record.position = window.position
        record.number = number
        record.keyRange = nil
        record.layout = 0
        if let key {
            let start = record.bytes.count
            record.bytes.append(contentsOf: key)
            record.keyRange = start..<record.bytes.count
        }
    }

    /// Whether a record that is a whole text ends where a text may end; false when more bytes are needed to know.
    private mutating func checkTail(of record: Record, at count: Int) throws(FeedError) -> Bool {
        var index = window.start + count
        while index < window.end, window.bytes[index] == 0x20 || window.bytes[index] == 0x09 { index += 1 }
        if layout == .sequence {
            if index == window.start + count, let kind = record.nodes.first?.kind, kind.mayGoOn {
                let isSpace = index < window.end && JSONChecker.isSpace(window.bytes[index])
                if index == window.end, !window.isAtEnd { return false }
                if !isSpace, index == window.end || window.bytes[index] == Self.recordSeparator {
                    ahead = count
                    throw FeedError(
                        .truncated, "the record may be cut off: no white space follows its value",
                        at: window.position(at: index))
                }
            }
            while index < window.end, JSONChecker.isSpace(window.bytes[index]) { index += 1 }
        }
        guard index < window.end else { return window.isAtEnd }
        let byte = window.bytes[index]
        let isEnd = layout == .sequence ? byte == Self.recordSeparator : byte == 0x0A || byte == 0x0D
        if !isEnd {
            ahead = count
            try endText()
        }
        return true
    }

    /// What is wrong with the record that starts where the window does.
    private mutating func recordFault() -> FeedError {
        recordFaultFound() ?? FeedError(.syntax, "expected JSON, found something else", at: window.position)
    }

    /// The first fault in as many bytes as a record may have; more are fetched when it takes them to describe it.
    private mutating func recordFaultFound() -> FeedError? {
        while true {
            let wasAtEnd = window.isAtEnd
            var checker = JSONChecker(
                limits: options.limits, depth: options.limits.depth - spine.depth, terminator: terminator,
                in: openings, checksNames: options.duplicates == .refused)
            switch check(&checker, mostBytes + 1) {
            case .complete: return nil
            case .more:
                guard window.end - window.start <= mostBytes, !wasAtEnd else { return nil }
                _ = window.refill()
            case .fault(let fault):
                var error = raise(fault)
                if case .failed = state { return error }
                if fault.isTokenOnly {
                    error.isRecoverable = true
                    state = .skim(.value)
                }
                return error
            }
        }
    }

    private mutating func tooLong() -> FeedError {
        if let error = recordFaultFound() { return error }
        var error = FeedError(
            exceeding: .recordBytes, "a record is longer than \(mostBytes) bytes", at: window.position,
            help: "a path that goes deeper makes smaller records")
        error.isRecoverable = true
        state = .skim(.value)
        return error
    }
}

extension RecordNode.Kind {
    /// Whether more bytes could make another value of it.
    fileprivate var mayGoOn: Bool {
        switch self {
        case .null, .false, .true, .number: true
        case .string, .list, .map: false
        }
    }
}
