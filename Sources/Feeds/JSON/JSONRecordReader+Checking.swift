internal import Diagnostics

// What is not kept is checked; and what is wrong gets its place.
extension JSONRecordReader {
    /// What ends a text in this layout.
    var terminator: JSONChecker.Terminator {
        switch layout {
        case .single, .spanned: .none
        case .lines: .line
        case .sequence: .recordSeparator
        }
    }

    /// The lists and maps around what is read.
    var openings: [JSONChecker.Opening] {
        spine.frames.map { JSONChecker.Opening(isList: $0.isList, offset: $0.position.offset) }
    }

    /// Runs a checker from the start of the window over so many bytes, or all that are at hand.
    func check(_ checker: inout JSONChecker, _ count: Int = .max) -> JSONChecker.Step {
        let available = window.end - window.start
        let end = window.start + min(count, available)
        let piece = JSONChecker.Piece(
            bytes: window.bytes, end: end, base: window.position.offset - window.start,
            isAtEnd: window.isAtEnd && available < count)
        return checker.run(piece, from: window.start)
    }

    /// Reads over a value that nobody wants, whatever its size.
    mutating func skipValue() throws(FeedError) {
        skipRead()
        var limits = options.limits
        limits.textBytes = .max
        limits.nameBytes = .max
        limits.values = .max
        var checker = JSONChecker(
            limits: limits, depth: options.limits.depth - spine.depth, terminator: terminator, in: openings)
        try skip(&checker)
    }

    /// Reads over the rest of a record of which the first fault was told; only its structure matters still.
    mutating func skim(expecting expectation: JSONChecker.Expectation) throws(FeedError) {
        var checker = JSONChecker(
            limits: options.limits, depth: options.limits.depth - spine.depth, terminator: terminator,
            isLenient: true, expecting: expectation, in: openings)
        try skip(&checker)
    }

    private mutating func skip(_ checker: inout JSONChecker) throws(FeedError) {
        while true {
            switch check(&checker) {
            case .complete(let index):
                ahead = index - window.start
                stringStart = nil
                return finishValue()
            case .more(let index):
                if let start = checker.openString, start >= window.position.offset {
                    stringStart = window.position(at: start - window.position.offset + window.start)
                }
                window.consume(to: index)
                _ = window.refill()
            case .fault(let fault):
                // Behind a structure that is broken nothing can be found.
                let error = raise(fault, isSkipped: true)
                throw layout == .single || layout == .spanned ? final(error) : error
            }
        }
    }

    /// Why what comes next is not what it should be.
    mutating func misplaced(_ expectation: JSONChecker.Expectation) -> FeedError {
        skipRead()
        while true {
            let wasAtEnd = window.isAtEnd
            var checker = JSONChecker(
                limits: options.limits, depth: options.limits.depth - spine.depth, terminator: terminator,
                expecting: expectation, in: openings)
            switch check(&checker) {
            case .fault(let fault): return raise(fault)
            case .more where !wasAtEnd: _ = window.refill()
            case .more, .complete:
                return FeedError(.syntax, "expected JSON, found something else", at: window.position)
            }
        }
    }

    /// Something follows where nothing should.
    mutating func unexpected(_ before: String, _ after: String? = nil, help: String? = nil) -> FeedError {
        skipRead()
        while true {
            let piece = JSONChecker.Piece(
                bytes: window.bytes, end: window.end, base: window.position.offset - window.start,
                isAtEnd: window.isAtEnd)
            let progress = Self.describe(piece, window.start, before, after, help)
            switch progress {
            case .fault(let fault): return raise(fault)
            case .more where !piece.isAtEnd: _ = window.refill()
            case .more, .to: return FeedError(.syntax, before, at: window.position, help: help)
            }
        }
    }

    private static func describe(
        _ piece: JSONChecker.Piece, _ index: Int, _ before: String, _ after: String?, _ help: String?
    ) -> JSONChecker.Progress {
        let what: String? =
            switch piece.bytes[index] {
            case UInt8(ascii: "\""): "a string"
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): "a number"
            default: nil
            }
        func fault(_ what: String) -> JSONFault {
            let tail = after.map { " \(what) \($0)" } ?? ", found \(what)"
            return JSONFault(.syntax, before + tail, at: piece.base + index, help: help)
        }
        if let what { return .fault(fault(what)) }
        if [UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n")].contains(piece.bytes[index]) {
            switch JSONChecker.wordEnd(piece, index) {
            case .to(let end): return .fault(fault(String(decoding: piece.bytes[index..<end], as: UTF8.self)))
            case .more(let index): return .more(index)
            case .fault: break
            }
        }
        return JSONChecker(limits: ReaderLimits(), depth: 1).found(piece, index, fault)
    }

    /// The error of a fault, with places; or what the source failed with, when that is why the input ends.
    ///
    /// When text `isSkipped`, the window may have moved on from what is still open.
    mutating func raise(_ fault: JSONFault, isSkipped: Bool = false) -> FeedError {
        if fault.isInputEnd {
            do throws(FeedError) {
                try window.throwSourceFault()
            } catch {
                return final(error)
            }
        }
        var help = fault.help
        switch fault.reference {
        case .first(let offset): help = Self.firstHelp(position(of: offset) ?? .start)
        case .opened(let isList, let offset):
            let kind = isList ? "list" : "map"
            if let place = isSkipped ? framePosition(of: offset) : position(of: offset) {
                help = "the \(kind) that starts at line \(place.line), column \(place.column) is not closed"
            } else {
                help = "the \(kind) that starts at byte \(offset) is not closed"
            }
        case nil: break
        }
        let place = position(of: fault.offset) ?? window.position
        if fault.isBadByte { return badByte(at: place, isSkipped: isSkipped) }
        var error = FeedError(fault.code, fault.message, at: place, help: help)
        error.exceeded = fault.exceeded
        return error
    }

    /// The error of a byte that is no UTF-8. The text around it, as far as it is the same however the input was cut,
    /// tells what it may be.
    private mutating func badByte(at place: SourcePosition, isSkipped: Bool) -> FeedError {
        let distance = place.offset - window.position.offset
        guard distance >= 0 else { return FeedError(.encoding, "a byte is not UTF-8", at: place) }
        while window.end - window.start - distance < FeedError.guessedBytes, window.refill() {}
        let first = window.start + (isSkipped ? distance : 0)
        let text = window.bytes.span.extracting(first..<window.end)
        return FeedError.notUTF8(text, at: isSkipped ? 0 : distance, position: place)
    }

    static func firstHelp(_ first: SourcePosition) -> String {
        "first at line \(first.line), column \(first.column)"
    }

    /// The position of a place in the input, where it is still known.
    private func position(of offset: Int) -> SourcePosition? {
        let distance = offset - window.position.offset
        if distance >= 0 { return window.position(at: window.start + distance) }
        if let stringStart, stringStart.offset == offset { return stringStart }
        return framePosition(of: offset)
    }

    private func framePosition(of offset: Int) -> SourcePosition? {
        spine.frames.first { $0.position.offset == offset }?.position
    }
}
