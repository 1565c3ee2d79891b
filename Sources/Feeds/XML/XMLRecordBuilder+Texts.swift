internal import CXMLReader

// MARK: Names, texts and places

extension XMLRecordBuilder {
    /// The index of an element's end event.
    @inline(__always)
    func end(of index: Int, _ source: Source) -> Int {
        Int(source.tape.events[source.event + index].end) - Int(source.tape.firstEvent) - source.event
    }

    /// A place in the document as one in the record's source text.
    @inline(__always)
    func place(_ offset: Int, _ source: Source) -> UInt32 {
        UInt32(truncatingIfNeeded: max(0, offset - source.offset))
    }

    /// A text that the parser has kept.
    @inline(__always)
    func kept(start: Int, count: Int, _ source: Source) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: source.tape.bytes + (start - source.tape.firstByte), count: count)
    }

    @inline(__always)
    func text(of event: CXMLEvent, _ source: Source, _ record: inout Record) -> Place {
        place(start: event.start, count: event.length, isKept: event.isKept, source, &record)
    }

    /// Where a text is in the record: in its source text, or appended behind.
    @inline(__always)
    func place(
        start: Int, count: Int, isKept: Bool, _ source: Source, _ record: inout Record
    ) -> Place {
        let length = UInt32(truncatingIfNeeded: count)
        guard isKept else {
            return Place(
                start: UInt32(truncatingIfNeeded: start - source.offset), count: length)
        }
        let place = Place(start: UInt32(truncatingIfNeeded: record.bytes.count), count: length)
        record.bytes.append(contentsOf: kept(start: start, count: count, source))
        return place
    }

    /// All texts of a map's element as one; `nil` when they are only white space.
    func joinedText(_ map: Open, _ source: Source, _ record: inout Record) -> Place? {
        let events = source.tape.events + source.event
        if map.texts == 1 {
            let bytes = record.bytes.count
            let place = text(of: events[map.firstText], source, &record)
            if !isBlank(place, record) { return place }
            record.bytes.removeSubrange(bytes...)
            return nil
        }
        let start = record.bytes.count
        var event = map.firstText
        while event < map.end {
            guard events[event].meaning == .text else {
                event = end(of: event, source) + 1
                continue
            }
            let text = events[event]
            event += 1
            if text.isKept {
                record.bytes.append(contentsOf: kept(start: text.start, count: text.length, source))
                continue
            }
            let first = text.start - source.offset
            for index in first..<(first + text.length) {
                let byte = record.bytes[index]
                record.bytes.append(byte)
            }
        }
        let place = Place(
            start: UInt32(truncatingIfNeeded: start),
            count: UInt32(truncatingIfNeeded: record.bytes.count - start))
        if !isBlank(place, record) { return place }
        record.bytes.removeSubrange(start...)
        return nil
    }

    func isBlank(_ place: Place, _ record: Record) -> Bool {
        let bytes = record.bytes.span
        for index in Int(place.start)..<(Int(place.start) + Int(place.count)) {
            let byte = bytes[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D else { return false }
        }
        return true
    }

    /// Appends the entry of an element, which ends behind itself for now.
    @inline(__always)
    func append(
        _ kind: RecordNode.Kind, _ text: Place? = nil, of index: Int, isNamed: Bool, _ source: Source,
        _ names: XMLNames, _ record: inout Record
    ) {
        let event = source.tape.events[source.event + index]
        let place = place(event.place, source)
        var node = RecordNode(
            kind, textStart: text?.start ?? 0, count: text?.count ?? 0,
            end: UInt32(truncatingIfNeeded: record.nodes.count + 1), place: place)
        if isNamed {
            let entry = names.elements[Int(event.name)]
            node.nameCount = UInt32(truncatingIfNeeded: entry.count)
            if entry.isWritten, !event.isInEntity {
                node.nameStart = place &+ 1
            } else {
                node.nameStart = UInt32(truncatingIfNeeded: record.bytes.count)
                record.bytes.append(contentsOf: names.text[entry.start..<(entry.start + entry.count)])
            }
        }
        record.nodes.append(node)
    }
}
