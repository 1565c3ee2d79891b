internal import CXMLReader
internal import Diagnostics

/// Turns the part of the parser's tape that is one element into a record.
///
/// The parser's tape is in the order of the document; a record has children of one name together. So the children of
/// each element are looked at twice: once to chain those of equal keys, once to write them. Nothing recurses, and
/// nothing is allocated once the buffers have their size.
struct XMLRecordBuilder {
    /// The last child of one key in the element whose number is `element`.
    struct Seen {
        var element = 0
        var last = 0
    }

    /// A list or map that is being written.
    struct Open {
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
    struct Place {
        var start: UInt32
        var count: UInt32
    }

    var seen: [Seen] = []
    var elements = 0
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

    static let textName = Array("#text".utf8)

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
}
