internal import CXMLReader

// Attributes become texts, before what stands in the element.
extension XMLRecordBuilder {
    /// Writes an attribute, or the list of those that are called the same at the place of the first; false for others.
    mutating func write(
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

    func moveName(from index: Int, to target: Int, _ record: inout Record) {
        record.nodes[target].nameStart = record.nodes[index].nameStart
        record.nodes[target].nameCount = record.nodes[index].nameCount
        (record.nodes[index].nameStart, record.nodes[index].nameCount) = (0, 0)
    }

    func attributes(of event: CXMLEvent, _ source: Source) -> UnsafeBufferPointer<CXMLAttribute> {
        guard event.attributeCount > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: source.tape.attributes + (Int(event.start) - source.tape.firstAttribute),
            count: Int(event.attributeCount))
    }

    /// Whether an element without content is marked as nothing, and says no more (XML Schema 1, 2.6.2).
    func isNil(
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

    func value(of attribute: CXMLAttribute, _ source: Source, _ record: inout Record) -> Place {
        place(start: attribute.start, count: attribute.length, isKept: attribute.isKept, source, &record)
    }
}
