internal import Feeds
internal import JMESPath
internal import RedTrack

extension Mapper {
    /// What became of a field.
    enum QuickResult {
        case added, omitted
        /// It is not as it usually is: the expression must be evaluated.
        case evaluated
    }

    /// The entry at the end of a path; `nil` where it leads nowhere.
    @inline(__always)
    private mutating func follow(
        _ path: QuickPath, from start: Int, _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>,
        _ names: Span<UInt8>
    ) -> Int? {
        var entry = path.isFromRecord ? 0 : start
        for index in Int(path.start)..<Int(path.start &+ path.count) {
            let step = trail[index]
            if step.nameCount < 0 {
                guard let element = QuickTape.element(of: entry, at: Int(step.nameStart), nodes) else {
                    return nil
                }
                entry = element
                continue
            }
            let name = names.extracting(Int(step.nameStart)..<Int(step.nameStart &+ step.nameCount))
            guard
                let child = QuickTape.child(
                    of: entry, named: name, guess: entry &+ Int(step.guess), nodes, bytes)
            else { return nil }
            let distance = Int32(truncatingIfNeeded: child &- entry)
            if distance != step.guess { trail[index].guess = distance }
            entry = child
        }
        return entry
    }

    // MARK: Conditions and keys

    /// Whether a condition holds; `nil` when the expression must be evaluated.
    mutating func quick(
        _ condition: QuickCondition, _ entry: Int, _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>,
        _ names: Span<UInt8>
    ) -> Bool? {
        if condition.way == .evaluated { return nil }
        let found = follow(condition.path, from: entry, nodes, bytes, names)
        let kind = found.map { nodes[$0].kind } ?? .null
        let range = found.map { QuickTape.text(nodes[$0]) } ?? 0..<0
        let text = bytes.extracting(range)
        let start = Int(condition.literalStart)
        let literal = names.extracting(start..<(start + Int(condition.literalCount)))
        let isSame: Bool
        switch condition.way {
        case .evaluated: return nil
        case .truth:
            switch kind {
            case .null, .false: isSame = false
            case .true, .number: isSame = true
            case .string, .list, .map: isSame = found.map { nodes[$0].count > 0 } ?? false
            }
        case .isNull: isSame = kind == .null
        case .isTrue: isSame = kind == .true
        case .isFalse: isSame = kind == .false
        case .isText: isSame = kind == .string && text.hasSameBytes(as: literal)
        case .isNumber:
            isSame = kind == .number && text.hasSameBytes(as: literal)
            if !isSame, kind == .number, !PlainNumber.isShortest(text) { return nil }
        }
        return isSame == condition.holds
    }

    /// Where the key stands in the record's bytes; `nil` when the expression must be evaluated.
    mutating func quick(
        _ key: QuickKey, _ entry: Int, _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>, _ names: Span<UInt8>
    ) -> Range<Int>? {
        guard key.isPath, let found = follow(key.path, from: entry, nodes, bytes, names) else { return nil }
        let range = QuickTape.text(nodes[found])
        return range.isEmpty ? nil : range
    }

    // MARK: Fields

    /// Adds a field to the object that is built.
    mutating func add(
        _ field: QuickField, _ name: ObjectBuilder.Name, _ entry: Int, _ record: Record,
        _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>, _ names: Span<UInt8>
    ) -> QuickResult {
        if field.way == .evaluated { return .evaluated }
        if field.way == .constant {
            builder.add(compiled.book.constants[Int(field.item)], name)
            return .added
        }
        guard let found = follow(field.path, from: entry, nodes, bytes, names) else {
            return field.omitsNull ? .omitted : .evaluated
        }
        let node = nodes[found]
        switch node.kind {
        case .null: return field.omitsNull ? .omitted : .evaluated
        case .false, .true:
            guard field.way == .boolean else { return .evaluated }
            builder.append(node.kind, name, at: node.place)
            return .added
        case .map:
            guard field.way == .countries else { return .evaluated }
            return addCountries(found, name, node, record, nodes, bytes)
        case .list:
            switch field.way {
            case .countries: return addCountries(found, name, node, record, nodes, bytes)
            case .texts: return addTexts(found, name, node, nodes, bytes)
            default: return .evaluated
            }
        case .string, .number:
            if field.way == .countries {
                guard node.kind == .string else { return .evaluated }
                return addCountries(found, name, node, record, nodes, bytes)
            }
            return add(field, name, node, bytes.extracting(QuickTape.text(node)))
        }
    }

    /// Adds a field of a text or a number.
    @inline(__always)
    private mutating func add(
        _ field: QuickField, _ name: ObjectBuilder.Name, _ node: RecordNode, _ text: Span<UInt8>
    ) -> QuickResult {
        // A table may know an empty text, or have a value for all others.
        if text.count == 0 { return field.omitsNothing && field.way != .lookup ? .omitted : .evaluated }
        switch field.way {
        case .text: builder.addText(text, name, at: node.place)
        // A number that becomes a text is made, and what is made stands where the record does.
        case .scalarText: builder.addText(text, name, at: node.kind == .string ? node.place : 0)
        case .trimmed:
            guard node.kind == .string else { return .evaluated }
            let trimmed = text.trimmed(0..<text.count)
            if trimmed.isEmpty { return field.omitsNothing ? .omitted : .evaluated }
            builder.addText(text.extracting(trimmed), name, at: 0)
        case .html:
            guard HTMLText.isPlain(text) else { return .evaluated }
            builder.addText(text, name, at: 0)
        case .integer:
            guard let value = PlainNumber.integer(text), value >= field.minimum else { return .evaluated }
            builder.addNumber(text, name, at: node.place)
        case .decimal: return addDecimal(field, name, text, node.place)
        case .money: return addMoney(field, name, text, node)
        case .setParameter, .appendParameter:
            // Blanks alone are no link.
            guard text[0] > 0x20, text[0] < 0x80 else { return .evaluated }
            let isSet = field.way == .setParameter
            builder.addLink(text, name, compiled.book.links[Int(field.item)], isSet: isSet)
        case .lookup: return addLookup(field, name, text)
        case .countries, .boolean, .texts, .constant, .evaluated: return .evaluated
        }
        return .added
    }

    private mutating func addDecimal(
        _ field: QuickField, _ name: ObjectBuilder.Name, _ text: Span<UInt8>, _ place: UInt32
    ) -> QuickResult {
        guard let length = PlainNumber.significantLength(text) else { return .evaluated }
        if field.isPositive, length == 1, text[0] == UInt8(ascii: "0") { return .evaluated }
        builder.addNumber(text.extracting(0..<length), name, at: place)
        return .added
    }

    private mutating func addMoney(
        _ field: QuickField, _ name: ObjectBuilder.Name, _ text: Span<UInt8>, _ node: RecordNode
    ) -> QuickResult {
        let item = Int(field.item)
        if node.kind == .number || compiled.book.readers[item].mark == .point,
            case .added = addDecimal(field, name, text, 0)
        {
            return .added
        }
        guard node.kind == .string else { return .evaluated }
        do throws(ValueError) {
            guard let money = try compiled.book.readers[item].read(text) else {
                return field.omitsNothing ? .omitted : .evaluated
            }
            let amount = try compiled.book.readers[item].inAccount(money)
            if field.isPositive, amount.isZero { return .evaluated }
            builder.addNumber(amount.literal.utf8.span, name, at: 0)
            return .added
        } catch {
            return .evaluated
        }
    }

    private mutating func addLookup(
        _ field: QuickField, _ name: ObjectBuilder.Name, _ text: Span<UInt8>
    ) -> QuickResult {
        let table = compiled.book.tables[Int(field.item)]
        guard let place = table.places.value(of: text) else { return .evaluated }
        let result = table.results[Int(place)]
        let range = Int(result.start)..<(Int(result.start) + Int(result.count))
        switch result.kind {
        case .null, .list, .map: return .evaluated
        case .true, .false: builder.append(result.kind, name, at: 0)
        case .number: builder.addNumber(table.bytes.span.extracting(range), name, at: 0)
        case .string: builder.addText(table.bytes.span.extracting(range), name, at: 0)
        }
        return .added
    }

    // MARK: Lists

    private mutating func addTexts(
        _ list: Int, _ name: ObjectBuilder.Name, _ node: RecordNode, _ nodes: Span<RecordNode>,
        _ bytes: Span<UInt8>
    ) -> QuickResult {
        // Nothing is nested when every entry is an element.
        guard node.count > 0, Int(node.end) == list + 1 + Int(node.count) else { return .evaluated }
        let start = builder.open(.list, name, at: node.place)
        for child in (list + 1)..<Int(node.end) {
            let element = nodes[child]
            guard element.kind == .string || element.kind == .number else {
                builder.takeBack(start)
                return .evaluated
            }
            builder.addText(
                bytes.extracting(QuickTape.text(element)), ObjectBuilder.Name(), at: element.place)
        }
        builder.close(start, count: Int(node.count))
        return .added
    }

    private mutating func addCountries(
        _ found: Int, _ name: ObjectBuilder.Name, _ node: RecordNode, _ record: Record,
        _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>
    ) -> QuickResult {
        countries.removeAll()
        if !addCodes(found, node, nodes, bytes) {
            countries.removeAll()
            guard (try? countries.add(entry: found, of: record)) != nil else { return .evaluated }
        }
        guard countries.isPlain else { return .evaluated }
        let letters = CountryNames.letters
        let start = builder.open(.list, name, at: 0)
        for place in countries.order {
            builder.addText(
                letters.span.extracting(Int(place) * 2..<Int(place) * 2 + 2), ObjectBuilder.Name(), at: 0)
        }
        builder.close(start, count: countries.order.count)
        return .added
    }

    /// Collects a list of codes of two letters; false when it is not so plain.
    private mutating func addCodes(
        _ list: Int, _ node: RecordNode, _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>
    ) -> Bool {
        guard node.kind == .list, Int(node.end) == list + 1 + Int(node.count) else { return false }
        for child in (list + 1)..<Int(node.end) {
            let element = nodes[child]
            guard element.kind == .string, element.count == 2 else { return false }
            let start = Int(element.textStart)
            guard case .country(let place)? = CountryNames.meaning(bytes[start], bytes[start + 1]) else {
                return false
            }
            countries.add(place)
        }
        return true
    }
}
