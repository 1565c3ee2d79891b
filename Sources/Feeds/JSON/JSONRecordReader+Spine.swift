internal import Diagnostics

// What stands around the records.
extension JSONRecordReader {
    /// Reads a value outside of records: a record, something to look into, or nothing of interest.
    mutating func value(_ record: inout Record) throws(FeedError) -> Bool {
        guard let byte = peek() else { throw misplaced(.value) }
        let isList = byte == UInt8(ascii: "[")
        let opens = isList || byte == UInt8(ascii: "{")
        if paths.isEmpty {
            let isRecord = !isList || options.framing == .lines || options.framing == .sequence
            if isRecord { return try readRecord(&record, key: nil) }
            try open(isList: true, isRecords: true)
            return false
        }
        var isRecord = false
        var isRecords = false
        var leadsOn = false
        for match in spine.pending {
            let path = paths[match.path]
            if match.step == path.steps.count {
                absence.reach(match.path)
                isRecords = isRecords || (!path.isExact && isList)
                isRecord = isRecord || path.isExact || (!isList && byte != UInt8(ascii: "n"))
            } else {
                let leads = opens && (path.steps[match.step].isIntoList == isList)
                leadsOn = leadsOn || leads
                isRecords =
                    isRecords
                    || (leads && path.steps[match.step].isEvery && match.step + 1 == path.steps.count)
                if !leads { noteKind(byte, match) }
            }
        }
        if isRecord {
            for match in spine.pending where match.step < paths[match.path].steps.count {
                skipRead()
                absence.miss(match.path, after: match.step, at: window.position, .withinRecord)
            }
            spine.dropPending()
            return try readRecord(&record, key: nil)
        }
        if isRecords || leadsOn {
            try open(isList: isList, isRecords: isRecords)
        } else {
            spine.dropPending()
            try skipValue()
        }
        return false
    }

    private mutating func noteKind(_ byte: UInt8, _ match: JSONSpine.Match) {
        guard !absence.isComplete else { return }
        let kind =
            switch byte {
            case UInt8(ascii: "["): "a list"
            case UInt8(ascii: "{"): "a map"
            case UInt8(ascii: "\""): "a string"
            case UInt8(ascii: "t"), UInt8(ascii: "f"): "a boolean"
            case UInt8(ascii: "n"): "null"
            default: "a number"
            }
        skipRead()
        absence.miss(match.path, after: match.step, at: window.position, .kind(kind))
    }

    private mutating func open(isList: Bool, isRecords: Bool) throws(FeedError) {
        guard spine.depth < options.limits.depth else { throw misplaced(.value) }
        skipRead()
        spine.open(isList: isList, isRecords: isRecords, at: window.position)
        ahead = 1
        state = .open
    }

    /// Reads the next element of a list of records: what every record of a large feed takes.
    mutating func nextElement(_ record: inout Record) throws(FeedError) -> Bool {
        switch peek() {
        case UInt8(ascii: ","):
            ahead &+= 1
            _ = peek()
            return try readRecord(&record, key: nil)
        case UInt8(ascii: "]"):
            close()
            return false
        default: throw misplaced(.separator)
        }
    }

    /// Reads a child of the innermost list or map, with what stands before it, or its end.
    mutating func child(_ record: inout Record) throws(FeedError) -> Bool {
        guard let frame = spine.frames.last else { return false }
        var isFirst = false
        if case .open = state { isFirst = true }
        let byte = peek()
        if byte == (frame.isList ? UInt8(ascii: "]") : UInt8(ascii: "}")) {
            close()
            return false
        }
        if !isFirst {
            guard byte == UInt8(ascii: ",") else { throw misplaced(.separator) }
            ahead += 1
        }
        if frame.isList { return try element(&record, frame, isFirst: isFirst) }
        return try member(&record, frame, isFirst: isFirst)
    }

    private mutating func element(
        _ record: inout Record, _ frame: JSONSpine.Frame, isFirst: Bool
    ) throws(FeedError) -> Bool {
        guard let byte = peek() else { throw misplaced(isFirst ? .elementOrEnd : .value) }
        spine.countChild()
        if frame.isRecords { return try readRecord(&record, key: nil) }
        guard byte != UInt8(ascii: "]") else { throw misplaced(.value) }
        let paths = paths
        spine.follow { match in
            switch paths[match.path].steps[match.step] {
            case .elements: true
            case .element(let number): number == frame.count
            case .name, .values: false
            }
        }
        return try followed(&record)
    }

    private mutating func member(
        _ record: inout Record, _ frame: JSONSpine.Frame, isFirst: Bool
    ) throws(FeedError) -> Bool {
        guard peek() == UInt8(ascii: "\"") else { throw misplaced(isFirst ? .nameOrEnd : .name) }
        let position = try readName()
        spine.countChild()
        if options.duplicates == .refused, let first = spine.insert(name, at: position) {
            var fault = JSONChecker.duplicateFault(name, at: position.offset, first: nil)
            fault.help = Self.firstHelp(first)
            var error = FeedError(fault.code, fault.message, at: position, help: fault.help)
            if frame.isRecords {
                number += 1
                skipRead()
                error.isRecoverable = true
                state = .skim(.colon)
            }
            throw error
        }
        guard peek() == UInt8(ascii: ":") else { throw misplaced(.colon) }
        ahead += 1
        if frame.isRecords {
            _ = peek()
            return try readRecord(&record, key: name)
        }
        if !absence.isComplete { spine.sample(name) }
        let paths = paths
        let name = name
        spine.follow { match in
            switch paths[match.path].steps[match.step] {
            case .values: true
            case .name(let wanted): wanted.utf8.elementsEqual(name)
            case .element, .elements: false
            }
        }
        return try followed(&record)
    }

    /// Reads a value that paths lead to, or that none does.
    private mutating func followed(_ record: inout Record) throws(FeedError) -> Bool {
        if spine.pending.isEmpty {
            try skipValue()
            return false
        }
        state = .value
        return try value(&record)
    }

    private mutating func close() {
        ahead += 1
        if let frame = spine.close(), !absence.isComplete, !paths.isEmpty {
            for match in spine.matches[frame.matches] where !match.isContinued {
                let path = paths[match.path]
                guard match.step < path.steps.count else { continue }
                switch path.steps[match.step] {
                case let step where step.isEvery && step.isIntoList == frame.isList:
                    // A list or map that is there and empty is what was asked for.
                    absence.reach(match.path)
                case _ where frame.isRecords:
                    absence.miss(match.path, after: match.step, at: frame.position, .withinRecord)
                case .name where !frame.isList:
                    absence.miss(match.path, after: match.step, at: frame.position, .names(frame.names))
                case .element where frame.isList:
                    absence.miss(match.path, after: match.step, at: frame.position, .count(frame.count))
                default: continue
                }
            }
        }
        spine.dropPending()
        finishValue()
    }

    /// Reads a name of a map into ``name``; its position.
    private mutating func readName() throws(FeedError) -> SourcePosition {
        skipRead()
        let limit = min(options.limits.nameBytes, options.limits.textBytes)
        var distance = 1
        var hasEscapes = false
        var high: UInt64 = 0
        while true {
            let start = window.start
            let stop = JSONStringScan.stop(
                in: window.bytes.span, from: start + distance, to: window.end, &high)
            distance = stop - start
            guard distance - 1 <= limit else { throw misplaced(.name) }
            let isCut =
                stop == window.end || (window.bytes[stop] == UInt8(ascii: "\\") && stop + 1 == window.end)
            if isCut {
                guard window.refill() else { throw misplaced(.name) }
                continue
            }
            if window.bytes[stop] == UInt8(ascii: "\"") { break }
            guard window.bytes[stop] == UInt8(ascii: "\\") else { throw misplaced(.name) }
            hasEscapes = true
            high |= UInt64(window.bytes[stop + 1])
            distance += 2
        }
        let range = (window.start + 1)..<(window.start + distance)
        let mayBeInvalid = high & JSONStringScan.beyondASCII != 0
        guard Self.unescape(window, range, hasEscapes: hasEscapes, mayBeInvalid: mayBeInvalid, into: &name)
        else {
            throw misplaced(.name)
        }
        ahead = distance + 1
        return window.position
    }

    private static func unescape(
        _ window: RecordWindow, _ range: Range<Int>, hasEscapes: Bool, mayBeInvalid: Bool,
        into name: inout [UInt8]
    ) -> Bool {
        let text = window.bytes.span
        if mayBeInvalid, UTF8Text.validPrefix(of: text.extracting(range)).ending != .complete { return false }
        name.removeAll(keepingCapacity: true)
        guard hasEscapes else {
            name.append(contentsOf: window.bytes[range])
            return true
        }
        var isValid = true
        name.append(addingCapacity: range.count) { output in
            isValid = JSONEscapes.decode(range, of: text, into: &output)
        }
        return isValid
    }
}

extension JSONRecordPath.Step {
    /// Whether the step leads into a list, not a map.
    var isIntoList: Bool {
        switch self {
        case .element, .elements: true
        case .name, .values: false
        }
    }

    /// Whether the step leads to every child.
    var isEvery: Bool { self == .elements || self == .values }
}
