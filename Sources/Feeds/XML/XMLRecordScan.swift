internal import CXMLReader
internal import Diagnostics

/// The state of a reader of records.
struct XMLRecordScan {
    /// An element around records that is open.
    private struct Frame {
        var name: Int
        var position: SourcePosition
        var recordSteps: XMLPathMatcher.Steps
        var listSteps: XMLPathMatcher.Steps
        var hasElements = false
        /// Whether it has text that is not white space; looked for until there is a record.
        var hasText = false
        /// Its number in the census.
        var path = -1
    }

    /// The places in a record have 32 bits.
    private static let greatestRecord = 1 << 30

    private let options: XMLRecordOptions
    private let limits: ReaderLimits
    private var scanner: XMLScanner
    private var names: XMLNames
    private let records: XMLPathMatcher
    private let lists: XMLPathMatcher
    private let isDocument: Bool
    private var builder: XMLRecordBuilder
    private var frames: [Frame] = []
    private var context: XMLContext?
    private var census: XMLPathCensus? = XMLPathCensus()
    /// The text of the innermost open element, when it may turn out to be one for the context.
    private var leafText: [UInt8] = []
    private var number = 0
    private var rootPosition = SourcePosition.start
    /// Whether an element was met that may hold records and held nothing.
    private var isEmptyHolderSeen = false

    init(
        _ source: any ByteSource, _ options: XMLRecordOptions, sliceBytes: Int = XMLScanner.sliceBytes
    ) {
        let path = options.records ?? .children
        self.options = options
        self.limits = options.limits
        self.scanner = XMLScanner(
            source, encoding: options.encoding, limits: options.limits,
            repairsAmpersands: options.lenientAmpersands, sliceBytes: sliceBytes)
        self.records = XMLPathMatcher(path)
        self.lists = XMLPathMatcher(options.lists)
        self.isDocument = path.isDocument
        self.names = XMLNames(prefixes: options.prefixes, records: records, lists: lists)
        self.builder = XMLRecordBuilder(lists: lists)
        self.context = options.ancestors ? XMLContext(limits: options.limits) : nil
    }

    mutating func next(_ record: inout Record) throws(FeedError) -> Bool {
        while true {
            guard let event = scanner.event else {
                guard try advance() else { break }
                continue
            }
            switch event.meaning {
            case .start:
                if try start(event, &record) { return true }
            case .text:
                text(event)
                scanner.next += 1
            case .end:
                try end()
                scanner.next += 1
            case .error:
                throw scanner.fault(event, open: frames.last.map { (text(of: $0.name), $0.position) })
            }
        }
        if number == 0, !isEmptyHolderSeen { throw absent() }
        return false
    }

    private mutating func advance(keepingFrom offset: Int = .max) throws(FeedError) -> Bool {
        guard try scanner.advance(keepingFrom: offset) else { return false }
        if scanner.tape.nameCount > names.elements.count { names.update(from: scanner.tape) }
        return true
    }

    private func text(of name: Int) -> String {
        String(decoding: scanner.tape.names[name].written, as: UTF8.self)
    }
}

// MARK: Elements around records

extension XMLRecordScan {
    /// Reads a record, or opens an element that is none; true for a record.
    private mutating func start(_ event: CXMLEvent, _ record: inout Record) throws(FeedError) -> Bool {
        let name = Int(event.name)
        let entry = names.elements[name]
        let active = frames.last?.recordSteps ?? records.start
        let isRecord = isDocument ? frames.isEmpty : records.means(active, entry.recordSteps)
        let listsActive = frames.last?.listSteps ?? lists.start
        let listsBelow = lists.below(listsActive, entry.listSteps)
        if !frames.isEmpty { frames[frames.count - 1].hasElements = true }
        guard !isRecord else {
            try read(&record, listSteps: listsBelow)
            return true
        }
        let position = scanner.passed(event.place)
        if frames.isEmpty { rootPosition = position }
        var frame = Frame(
            name: name, position: position, recordSteps: records.below(active, entry.recordSteps),
            listSteps: listsBelow)
        if census != nil {
            frame.path = census?.count(name, key: entry.key, in: frames.last?.path ?? -1) ?? -1
        }
        frames.append(frame)
        if context != nil {
            leafText.removeAll(keepingCapacity: true)
            context?.open()
            for attribute in scanner.attributes(of: event) where !attribute.isNamespace {
                let name = Int(attribute.name)
                let text = scanner.withValue(of: attribute) { Array($0) }
                try context?.add(
                    name, isAttribute: true, key: names.attributes[name].key, text: text, at: position)
            }
        }
        scanner.next += 1
        return false
    }

    private mutating func text(_ event: CXMLEvent) {
        guard census != nil || context != nil, let last = frames.indices.last else { return }
        let text = scanner.withText(of: event) { Array($0) }
        if !text.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            frames[last].hasText = true
        }
        if context != nil { leafText += text }
    }

    private mutating func end() throws(FeedError) {
        guard let frame = frames.popLast() else { return }
        if !frame.hasElements, !frame.hasText, records.expectsLast(frame.recordSteps) {
            isEmptyHolderSeen = true
        }
        guard context != nil else { return }
        context?.close()
        if !frame.hasElements, !frames.isEmpty {
            try context?.add(
                frame.name, isAttribute: false, key: names.elements[frame.name].key, text: leafText,
                at: frame.position)
        }
        leafText.removeAll(keepingCapacity: true)
    }

    /// The error of a document in which the path means nothing.
    private func absent() -> FeedError {
        let path = options.records?.text ?? XMLRecordPath.children.text
        let seen = census?.description(names) ?? ""
        return FeedError(
            .absent, "the document has no element \(path)", at: rootPosition,
            help: "its elements are \(seen)")
    }
}

// MARK: Records

extension XMLRecordScan {
    /// Reads the record whose start tag is next.
    private mutating func read(
        _ record: inout Record, listSteps: XMLPathMatcher.Steps
    ) throws(FeedError) {
        let offset = Int(scanner.tape.events[scanner.next].place)
        while scanner.tape.events[scanner.next].end == 0 {
            try check(end: nil, from: offset)
            guard try advance(keepingFrom: offset) else { throw faultInside() }
        }
        let event = scanner.tape.events[scanner.next]
        let last = Int(event.end) - Int(scanner.tape.firstEvent)
        let end = Int(scanner.tape.events[last].end)
        try check(end: end, from: offset)
        record.removeAll()
        record.position = scanner.passed(offset)
        if let most = limits.records, number >= most {
            throw FeedError(
                exceeding: .records, "there are more than \(most) records", at: record.position)
        }
        number += 1
        record.number = number
        census = nil
        if frames.isEmpty { rootPosition = record.position }
        let (first, behind) = (scanner.index(of: offset), scanner.index(of: end))
        record.sourceCount = behind - first
        record.bytes.append(contentsOf: scanner.window.bytes[first..<behind])
        if isDocument {
            record.nodes.append(RecordNode(.map, count: 1, end: 0, place: 0))
        }
        builder.build(
            &record,
            from: .init(tape: scanner.tape, offset: offset, event: scanner.next, listSteps: listSteps),
            names: names,
            isNamed: isDocument, context: context)
        if isDocument { record.nodes[0].end = UInt32(truncatingIfNeeded: record.nodes.count) }
        guard record.nodes.count <= limits.values else { throw tooManyValues(record.position) }
        guard record.bytes.count <= Int(UInt32.max) else { throw tooLong(record.position) }
        scanner.next = last + 1
    }

    /// Why the document ends inside a record.
    private func faultInside() -> FeedError {
        let tape = scanner.tape
        var open = frames.last.map { (name: text(of: $0.name), position: $0.position) }
        var index = Int(tape.eventCount) - 1
        while index >= scanner.next {
            let event = tape.events[index]
            if event.meaning == .start, event.end == 0 {
                open = (text(of: Int(event.name)), scanner.position(of: event.place))
                break
            }
            index -= 1
        }
        return scanner.fault(tape.events[Int(tape.eventCount) - 1], open: open)
    }

    /// Bounds a record of which the tape has everything, or a part so far.
    private func check(end: Int?, from offset: Int) throws(FeedError) {
        let tape = scanner.tape
        if (end ?? Int(tape.lastEnd)) - offset > min(limits.recordBytes, Self.greatestRecord) {
            throw tooLong(scanner.position(of: offset))
        }
        guard end == nil else { return }
        // An element has at most four events to itself: its tags, and a text behind each.
        if (Int(tape.eventCount) - scanner.next) / 4 > limits.values || tape.attributeCount > limits.values {
            throw tooManyValues(scanner.position(of: offset))
        }
    }

    private func tooLong(_ position: SourcePosition) -> FeedError {
        let most = min(limits.recordBytes, Self.greatestRecord)
        return FeedError(
            exceeding: .recordBytes, "a record is longer than \(most) bytes", at: position,
            help: "a path that goes deeper makes smaller records")
    }

    private func tooManyValues(_ position: SourcePosition) -> FeedError {
        FeedError(
            exceeding: .values, "a record has more than \(limits.values) values", at: position,
            help: "a path that goes deeper makes smaller records")
    }
}
