internal import CXMLReader
internal import Diagnostics

/// Turns the part of the parser's tape that is one element into a record.
///
/// The parser's tape is in the order of the document; a record has children of one name together. So the children of
/// each element are looked at twice: once to chain those of equal keys, once to write them. Nothing recurses, and
/// nothing is allocated once the buffers have their size.
struct XMLRecordBuilder {
    /// The last child of one key in the element whose number is `element`.
    private struct Seen {
        var element = 0
        var last = 0
    }

    /// A list or map that is being written.
    private struct Open {
        var node: Int
        /// The next event of a map's element; the next child of a list, 0 for none.
        var event: Int
        /// Behind the last event of a map's element; 0 for a list.
        var end: Int
        var count: UInt32 = 0
        /// The texts among the children, and the first of them.
        var texts = 0
        var firstText = 0
        /// What the path of lists may meet among the children.
        var listSteps: XMLPathMatcher.Steps
    }

    /// Where a name or text is in the record's bytes.
    private struct Place {
        var start: UInt32
        var count: UInt32
    }

    private var seen: [Seen] = []
    private var elements = 0
    /// For each start event of the record: twice the next child of the same key, 0 for none, plus 1 when it is not
    /// the first itself.
    private var chain: [UInt32] = []
    private var open: [Open] = []
    private let lists: XMLPathMatcher

    init(lists: XMLPathMatcher) {
        self.lists = lists
    }

    /// What a record is made of.
    struct Source {
        let tape: CXMLQueue
        /// Where the record starts in the document.
        let offset: Int
        /// The index of its start tag's event.
        let event: Int
        /// What the path of lists may meet among the children of the record.
        let listSteps: XMLPathMatcher.Steps
    }

    /// Writes a record behind what stands in its nodes already: nothing, or the map of the whole document. Its bytes
    /// start with its source text.
    ///
    /// `context` writes the first member of the record, and makes it a map in any case.
    mutating func build(
        _ record: inout Record, from source: Source, names: XMLNames, isNamed: Bool,
        context: XMLContext?
    ) {
        if seen.count < names.keyCount {
            seen += Array(repeating: Seen(), count: names.keyCount - seen.count)
        }
        let events = source.tape.events + source.event
        let end = Int(events[0].end) - Int(source.tape.firstEvent) - source.event
        if chain.count <= end { chain += Array(repeating: 0, count: end + 1 - chain.count) }
        open.removeAll(keepingCapacity: true)
        element(0, isNamed: isNamed, listSteps: source.listSteps, source, names, &record, context)
        while let top = open.last {
            // Index 0 is the record itself, so no child of a list has it.
            if top.end == 0 {
                listItem(top, source, names, &record)
            } else {
                child(top, source, names, &record)
            }
        }
    }

    // MARK: Lists and maps

    /// The next element of the list on top.
    private mutating func listItem(
        _ list: Open, _ source: Source, _ names: XMLNames, _ record: inout Record
    ) {
        let depth = open.count - 1
        guard list.event != 0 else {
            record.nodes[list.node].end = UInt32(truncatingIfNeeded: record.nodes.count)
            record.nodes[list.node].count = list.count
            open.removeLast()
            return
        }
        let event = list.event
        open[depth].event = Int(chain[event] >> 1)
        open[depth].count += 1
        element(event, isNamed: false, listSteps: list.listSteps, source, names, &record, nil)
    }

    /// The next member of the map on top: leaves are written at once.
    private mutating func child(
        _ map: Open, _ source: Source, _ names: XMLNames, _ record: inout Record
    ) {
        let depth = open.count - 1
        let events = source.tape.events + source.event
        var event = map.event
        var count = map.count
        while event < map.end {
            guard events[event].meaning == .start else {
                event += 1
                continue
            }
            let index = event
            event = self.end(of: index, source) + 1
            guard chain[index] & 1 == 0 else { continue }
            count += 1
            let met = lists.isEmpty ? 0 : names.elements[Int(events[index].name)].listSteps
            let below = lists.isEmpty ? 0 : lists.below(map.listSteps, met)
            if chain[index] > 1 || lists.means(map.listSteps, met) {
                let node = record.nodes.count
                append(.list, of: index, isNamed: true, source, names, &record)
                (open[depth].event, open[depth].count) = (event, count)
                open.append(Open(node: node, event: index, end: 0, listSteps: below))
                return
            }
            let before = open.count
            element(index, isNamed: true, listSteps: below, source, names, &record, nil)
            if open.count > before {
                (open[depth].event, open[depth].count) = (event, count)
                return
            }
        }
        if map.texts > 0, let text = joinedText(map, source, &record) {
            count += 1
            let start = UInt32(truncatingIfNeeded: record.bytes.count)
            record.bytes.append(contentsOf: Self.textName)
            var node = RecordNode(
                .string, textStart: text.start, count: text.count,
                end: UInt32(truncatingIfNeeded: record.nodes.count + 1),
                place: place(events[map.firstText].place, source))
            (node.nameStart, node.nameCount) = (start, UInt32(truncatingIfNeeded: Self.textName.count))
            record.nodes.append(node)
        }
        record.nodes[map.node].end = UInt32(truncatingIfNeeded: record.nodes.count)
        record.nodes[map.node].count = count
        open.removeLast()
    }

    private static let textName = Array("#text".utf8)

    // MARK: Elements

    /// Writes an element: a leaf wholly, a map up to its attributes, with its children chained and left open.
    @inline(__always)
    private mutating func element(
        _ index: Int, isNamed: Bool, listSteps: XMLPathMatcher.Steps, _ source: Source, _ names: XMLNames,
        _ record: inout Record, _ context: XMLContext?
    ) {
        let events = source.tape.events + source.event
        let event = events[index]
        let end = end(of: index, source)
        let isEmpty = end == index + 1
        if event.attributeCount == 0, context == nil {
            if isEmpty {
                append(.string, of: index, isNamed: isNamed, source, names, &record)
                return
            }
            if end == index + 2, events[index + 1].meaning == .text {
                let leaf = text(of: events[index + 1], source, &record)
                append(.string, leaf, of: index, isNamed: isNamed, source, names, &record)
                return
            }
        }
        map(index, end, isNamed: isNamed, listSteps: listSteps, source, names, &record, context)
    }

    private mutating func map(
        _ index: Int, _ end: Int, isNamed: Bool, listSteps: XMLPathMatcher.Steps, _ source: Source,
        _ names: XMLNames, _ record: inout Record, _ context: XMLContext?
    ) {
        let events = source.tape.events + source.event
        let attributes = attributes(of: events[index], source)
        let isLeaf = end == index + 1 || (end == index + 2 && events[index + 1].meaning == .text)
        if context == nil, isLeaf {
            if end == index + 1 || events[index + 1].length == 0, isNil(attributes, source, names, record) {
                append(.null, of: index, isNamed: isNamed, source, names, &record)
                return
            }
            // Declarations of namespaces alone make no map.
            if !attributes.contains(where: { !$0.isNamespace }) {
                let leaf = end == index + 2 ? text(of: events[index + 1], source, &record) : nil
                append(.string, leaf, of: index, isNamed: isNamed, source, names, &record)
                return
            }
        }
        let node = record.nodes.count
        append(.map, of: index, isNamed: isNamed, source, names, &record)
        var map = Open(node: node, event: index + 1, end: end, listSteps: listSteps)
        if let context {
            context.write(to: &record, names: names)
            map.count += 1
        }
        elements += 1
        for attribute in attributes.indices where !attributes[attribute].isNamespace {
            map.count += write(attribute, of: attributes, source, names, &record) ? 1 : 0
        }
        elements += 1
        var child = index + 1
        while child < end {
            guard events[child].meaning == .start else {
                if map.texts == 0 { map.firstText = child }
                map.texts += 1
                child += 1
                continue
            }
            let key = Int(names.elements[Int(events[child].name)].key)
            let last = seen[key]
            chain[child] = 0
            if last.element == elements {
                chain[last.last] |= UInt32(truncatingIfNeeded: child) << 1
                chain[child] = 1
            }
            seen[key] = Seen(element: elements, last: child)
            child = self.end(of: child, source) + 1
        }
        open.append(map)
    }

    /// Writes an attribute, or the list of those that are called the same at the place of the first; false for others.
    private mutating func write(
        _ index: Int, of attributes: UnsafeBufferPointer<CXMLAttribute>, _ source: Source, _ names: XMLNames,
        _ record: inout Record
    ) -> Bool {
        let entry = names.attributes[Int(attributes[index].name)]
        let key = Int(entry.key)
        guard seen[key].element != elements else { return false }
        seen[key] = Seen(element: elements, last: index)
        var count: UInt32 = 0
        let list = record.nodes.count
        for other in index..<attributes.count where !attributes[other].isNamespace {
            guard names.attributes[Int(attributes[other].name)].key == entry.key else { continue }
            count += 1
            if count == 2 {
                record.nodes.insert(RecordNode(.list, end: 0, place: record.nodes[list].place), at: list)
                moveName(from: list + 1, to: list, &record)
                record.nodes[list + 1].end += 1
            }
            let place = place(attributes[other].place, source)
            let value = value(of: attributes[other], source, &record)
            var node = RecordNode(
                .string, textStart: value.start, count: value.count,
                end: UInt32(truncatingIfNeeded: record.nodes.count + 1), place: place)
            if count == 1 {
                node.nameStart = UInt32(truncatingIfNeeded: record.bytes.count)
                node.nameCount = UInt32(truncatingIfNeeded: entry.count)
                record.bytes.append(contentsOf: names.text[entry.start..<(entry.start + entry.count)])
            }
            record.nodes.append(node)
        }
        if count > 1 {
            record.nodes[list].count = count
            record.nodes[list].end = UInt32(truncatingIfNeeded: record.nodes.count)
        }
        return true
    }

    private func moveName(from index: Int, to target: Int, _ record: inout Record) {
        record.nodes[target].nameStart = record.nodes[index].nameStart
        record.nodes[target].nameCount = record.nodes[index].nameCount
        (record.nodes[index].nameStart, record.nodes[index].nameCount) = (0, 0)
    }
}

// MARK: Names, texts and places

extension XMLRecordBuilder {
    /// The index of an element's end event.
    @inline(__always)
    private func end(of index: Int, _ source: Source) -> Int {
        Int(source.tape.events[source.event + index].end) - Int(source.tape.firstEvent) - source.event
    }

    private func attributes(of event: CXMLEvent, _ source: Source) -> UnsafeBufferPointer<CXMLAttribute> {
        guard event.attributeCount > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: source.tape.attributes + (Int(event.start) - source.tape.firstAttribute),
            count: Int(event.attributeCount))
    }

    /// Whether an element without content is marked as nothing, and says no more (XML Schema 1, 2.6.2).
    private func isNil(
        _ attributes: UnsafeBufferPointer<CXMLAttribute>, _ source: Source, _ names: XMLNames,
        _ record: Record
    ) -> Bool {
        var isNil = false
        for attribute in attributes where !attribute.isNamespace {
            let entry = names.attributes[Int(attribute.name)]
            guard entry.isInstance else { return false }
            guard entry.isNil else { continue }
            var value = record.bytes[...]
            if attribute.isKept {
                value = Array(kept(start: attribute.start, count: attribute.length, source))[...]
            } else {
                value = value[(attribute.start - source.offset)...].prefix(attribute.length)
            }
            isNil = value.elementsEqual("true".utf8) || value.elementsEqual("1".utf8)
        }
        return isNil
    }

    /// A place in the document as one in the record's source text.
    @inline(__always)
    private func place(_ offset: Int, _ source: Source) -> UInt32 {
        UInt32(truncatingIfNeeded: max(0, offset - source.offset))
    }

    /// A text that the parser has kept.
    @inline(__always)
    private func kept(start: Int, count: Int, _ source: Source) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: source.tape.bytes + (start - source.tape.firstByte), count: count)
    }

    @inline(__always)
    private func text(of event: CXMLEvent, _ source: Source, _ record: inout Record) -> Place {
        place(start: event.start, count: event.length, isKept: event.isKept, source, &record)
    }

    private func value(of attribute: CXMLAttribute, _ source: Source, _ record: inout Record) -> Place {
        place(start: attribute.start, count: attribute.length, isKept: attribute.isKept, source, &record)
    }

    /// Where a text is in the record: in its source text, or appended behind.
    @inline(__always)
    private func place(
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
    private func joinedText(_ map: Open, _ source: Source, _ record: inout Record) -> Place? {
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

    private func isBlank(_ place: Place, _ record: Record) -> Bool {
        let bytes = record.bytes.span
        for index in Int(place.start)..<(Int(place.start) + Int(place.count)) {
            let byte = bytes[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D else { return false }
        }
        return true
    }

    /// Appends the entry of an element, which ends behind itself for now.
    @inline(__always)
    private func append(
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
