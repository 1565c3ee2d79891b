internal import Diagnostics
internal import Feeds
internal import JMESPath
internal import RedTrack

extension Mapper {
    /// How many objects one record may become.
    private static let mostObjects = 10_000

    /// Makes what one entry of `make` makes of a record.
    mutating func make(_ index: Int, _ record: Record, _ draft: inout RecordDraft) {
        let make = compiled.makes[index]
        guard let each = make.each else {
            if let reason = makeOne(make, .entry(0), record, &draft) {
                draft.skips.append(reason)
                draft.isSkipped = index == 0
            }
            return
        }
        guard let list = value(each, .entry(0), record, make, "each", &draft) else { return }
        if list.isNull(in: record) { return }
        guard list.kind(in: record) == .array else {
            if let reason = makeOne(make, list, record, &draft) { draft.skips.append(reason) }
            return
        }
        guard draft.objects.count + list.count(in: record) <= Self.mostObjects else {
            draft.problems.append(
                problem(
                    make, "each",
                    ValueError(.limit, "a record becomes more than \(Self.mostObjects) objects"),
                    at: list.entry, record, each))
            return
        }
        var elements = list.elements(in: record)
        while let element = elements.next(in: record) {
            if let reason = makeOne(make, element, record, &draft) { draft.skips.append(reason) }
        }
    }

    /// Makes one object, and notes what it is called when nothing is made; the reason when it is left out.
    private mutating func makeOne(
        _ make: CompiledMake, _ current: Operand, _ record: Record, _ draft: inout RecordDraft
    ) -> String? {
        let problems = draft.problems.count
        let reason = tryOne(make, current, record, &draft)
        if template.dialect == .tracker, reason != nil || draft.problems.count > problems {
            let (key, title) = names(make, current, record)
            draft.leftOut.append(
                LeftOutObject(
                    kind: make.make.kind, key: key, title: title,
                    reason: draft.problems.count > problems ? nil : reason))
        }
        return reason
    }

    /// The key and the title of an object, as far as they can be told.
    private mutating func names(
        _ make: CompiledMake, _ current: Operand, _ record: Record
    ) -> (key: String?, title: String?) {
        var unused = RecordDraft()
        builder.start(names: make.names)
        let key = key(make, current, record, &unused).map {
            String(decoding: builder.bytes[$0], as: UTF8.self)
        }
        let title = make.fields.first { $0.field.path == "title" }.flatMap {
            value($0.value, current, record, make, "title", &unused)?.text(in: record)
        }
        return (key, title)
    }

    /// What a template says of an object: why it is refused, and what deserves a look.
    private mutating func remarks(
        _ make: CompiledMake, _ current: Operand, _ record: Record, _ draft: inout RecordDraft
    ) -> [ObjectRemark] {
        var remarks: [ObjectRemark] = []
        for (conditions, isRefusal) in [(make.refusals, true), (make.warnings, false)] {
            for condition in conditions
            where holds(condition, current, record, make, isRefusal ? "refuse" : "warn", &draft) == true {
                remarks.append(ObjectRemark(isRefusal: isRefusal, reason: condition.reason))
            }
        }
        return remarks
    }

    /// Makes one object; the reason when it is left out.
    private mutating func tryOne(
        _ make: CompiledMake, _ current: Operand, _ record: Record, _ draft: inout RecordDraft
    ) -> String? {
        if let when = make.when {
            guard holds(when, current, record, make, "when", &draft) == true else { return nil }
        }
        for skip in make.skips {
            guard let holds = holds(skip, current, record, make, "skip", &draft) else { return nil }
            if holds { return skip.reason }
        }
        let problems = draft.problems.count
        let leftovers = draft.leftovers.count
        var remarks: [ObjectRemark] = []
        if !make.refusals.isEmpty || !make.warnings.isEmpty {
            remarks = self.remarks(make, current, record, &draft)
        }
        let isRefused = remarks.contains(where: \.isRefusal)
        builder.start(names: make.names)
        let key = key(make, current, record, &draft)
        if let reason = build(make, current, record, &draft, onlyTitle: isRefused) {
            draft.leftovers.removeSubrange(leftovers...)
            return draft.problems.count == problems ? reason : nil
        }
        guard let key, draft.problems.count == problems else {
            if let key { draft.rejectedKey = String(decoding: builder.bytes[key], as: UTF8.self) }
            return nil
        }
        if !isRefused, let field = blankField(make) {
            if field.field.onEmpty == .skip {
                draft.leftovers.removeSubrange(leftovers...)
                return "no \(field.field.path)"
            }
            let fault = ValueError(.malformed, "is blank", help: "fill it, or set on_empty")
            draft.problems.append(
                problem(make, field.field.path, fault, at: nil, record, field.value, word: "empty"))
            draft.rejectedKey = String(decoding: builder.bytes[key], as: UTF8.self)
            return nil
        }
        let entry = KeyRegister.Entry(make.make.kind, builder.bytes.span.extracting(key))
        guard accepts(entry, make, record, &draft, key: key) else {
            draft.leftovers.removeSubrange(leftovers...)
            return nil
        }
        let object = MappedObject(
            kind: make.make.kind, fields: builder.record(like: record, key: key), remarks: remarks)
        draft.objects.append((object, entry, make.make.duplicates))
        return nil
    }

    /// A field that RedTrack does not take blank, and is.
    private func blankField(_ make: CompiledMake) -> CompiledField? {
        var child = 1
        while child < builder.nodes.count {
            let node = builder.nodes[child]
            let (start, count) = (Int(node.textStart), Int(node.count))
            if node.kind == .string, count > 0, builder.bytes[start] <= 0x20 || builder.bytes[start] >= 0x80,
                String(decoding: builder.bytes[start..<(start + count)], as: UTF8.self).unicodeScalars
                    .allSatisfy(\.properties.isWhitespace)
            {
                let name = Int(node.nameStart)..<(Int(node.nameStart) + Int(node.nameCount))
                let path = String(decoding: builder.bytes[name], as: UTF8.self)
                let isRequired = make.make.kind.fields.contains {
                    $0.manifestName == path && $0.access == .required
                }
                if isRequired, let field = make.fields.first(where: { $0.field.path == path }) {
                    return field
                }
            }
            child = max(child + 1, Int(node.end))
        }
        return nil
    }

    /// Builds the fields of an object; the reason when it is left out.
    private mutating func build(
        _ make: CompiledMake, _ current: Operand, _ record: Record, _ draft: inout RecordDraft,
        onlyTitle: Bool = false
    ) -> String? {
        let entry = current.entry
        let names = compiled.book.names
        let root = builder.open(.map, ObjectBuilder.Name())
        open.removeAll(keepingCapacity: true)
        open.append((root, 0))
        for step in make.steps {
            switch step {
            case .open(let name): open.append((builder.open(.map, name), 0))
            case .close:
                guard let (index, count) = open.popLast() else { continue }
                if count == 0 {
                    builder.takeBack(index)
                } else {
                    builder.close(index, count: count)
                    open[open.count - 1].count += 1
                }
            case .field(let index, _) where onlyTitle && make.fields[index].field.path != "title": continue
            case .field(let index, let name):
                let first = builder.nodes.count
                if let entry {
                    switch add(
                        make.quick[index], name, entry, record, record.nodes.span, record.bytes.span,
                        names.span)
                    {
                    case .added:
                        open[open.count - 1].count += 1
                        if make.quick[index].isLink { noteLeftovers(make.quick[index], first, &draft) }
                        continue
                    case .omitted: continue
                    case .evaluated: break
                    }
                }
                switch add(make.fields[index], name, make, current, record, &draft) {
                case .added:
                    open[open.count - 1].count += 1
                    noteLeftovers(from: first, &draft)
                case .omitted: break
                case .skipped(let reason): return reason
                }
            }
        }
        builder.close(root, count: open[0].count)
        return nil
    }

    /// Whether a condition holds; `nil` when it is wrong, which the draft then says.
    private mutating func holds(
        _ condition: CompiledCondition, _ current: Operand, _ record: Record, _ make: CompiledMake,
        _ what: String, _ draft: inout RecordDraft
    ) -> Bool? {
        let names = compiled.book.names
        if let entry = current.entry,
            let holds = quick(condition.quick, entry, record.nodes.span, record.bytes.span, names.span)
        {
            return holds
        }
        return value(condition.expression, current, record, make, what, &draft)?.isTruthy(in: record)
    }

    // MARK: Links

    /// Notes what in a link was probably to be replaced.
    private func noteLeftovers(_ field: QuickField, _ index: Int, _ draft: inout RecordDraft) {
        if field.way == .constant {
            draft.leftovers += compiled.book.constants[Int(field.item)].leftovers
        } else {
            noteLeftovers(index, &draft)
        }
    }

    private func noteLeftovers(_ index: Int, _ draft: inout RecordDraft) {
        let node = builder.nodes[index]
        guard node.kind == .string else { return }
        let text = builder.bytes.span.extracting(Int(node.textStart)..<Int(node.textStart + node.count))
        LinkLeftover.addAll(in: text, to: &draft.leftovers, from: draft.leftovers.count)
    }

    /// The same for all links of a value.
    private func noteLeftovers(from first: Int, _ draft: inout RecordDraft) {
        for index in first..<builder.nodes.count {
            let node = builder.nodes[index]
            guard node.kind == .string, node.nameCount >= 3 else { continue }
            let end = Int(node.nameStart + node.nameCount)
            let isLink =
                builder.bytes[end - 3] == UInt8(ascii: "u") && builder.bytes[end - 2] == UInt8(ascii: "r")
                && builder.bytes[end - 1] == UInt8(ascii: "l")
            if isLink {
                noteLeftovers(index, &draft)
            }
        }
    }

    // MARK: Evaluated fields

    private enum Addition {
        case added, omitted
        case skipped(String)
    }

    private mutating func add(
        _ field: CompiledField, _ name: ObjectBuilder.Name, _ make: CompiledMake, _ current: Operand,
        _ record: Record, _ draft: inout RecordDraft
    ) -> Addition {
        guard let value = value(field.value, current, record, make, field.field.path, &draft) else {
            return .omitted
        }
        if value.isEmpty(in: record) {
            let isList = value.kind(in: record) == .array
            switch isList ? field.field.onEmptyList : field.field.onEmpty {
            case .omit: return .omitted
            case .skip: return .skipped("no \(field.field.path)")
            case .clear:
                builder.close(builder.open(.list, name), count: 0)
                return .added
            case .error:
                draft.problems.append(
                    problem(
                        make, field.field.path,
                        ValueError(.malformed, "is empty", help: "fill it, or set on_empty"),
                        at: value.entry, record, field.value, word: "empty"))
                return .omitted
            }
        }
        let first = builder.nodes.count
        do throws(ValueError) {
            try builder.add(value, as: field.field.type, name, isCountry: field.isCountry, of: record)
            return .added
        } catch {
            builder.takeBack(first)
            draft.problems.append(
                problem(make, field.field.path, error, at: value.entry, record, field.value))
            return .omitted
        }
    }

    /// Puts the key behind what is built; where it stands.
    private mutating func key(
        _ make: CompiledMake, _ current: Operand, _ record: Record, _ draft: inout RecordDraft
    ) -> Range<Int>? {
        let start = builder.bytes.count
        let names = compiled.book.names
        if let entry = current.entry,
            let range = quick(make.quickKey, entry, record.nodes.span, record.bytes.span, names.span)
        {
            builder.bytes.append(record.bytes.span, in: range)
            return start..<builder.bytes.count
        }
        guard let value = value(make.key, current, record, make, "key", &draft) else { return nil }
        switch value.kind(in: record) {
        case .string, .number:
            if let text = value.text(in: record), !text.isEmpty {
                builder.bytes.append(contentsOf: text.utf8)
                return start..<builder.bytes.count
            }
        default: break
        }
        let message = value.isEmpty(in: record) ? "is empty" : "must be a text or a number"
        draft.problems.append(
            problem(
                make, "key", ValueError(.malformed, message, help: "every record needs a key of its own"),
                at: value.entry, record, make.key, word: "empty"))
        return nil
    }

    // MARK: Evaluating

    /// The value of an expression; `nil` when it is wrong, which the draft then says.
    private mutating func value(
        _ source: CompiledExpression, _ current: Operand, _ record: Record, _ make: CompiledMake,
        _ what: String,
        _ draft: inout RecordDraft
    ) -> Operand? {
        do throws(ExpressionError) {
            return try source.expression.evaluate(record, on: current, state: &states[source.state])
        } catch {
            let fault = ValueError(
                .malformed, "\(error.message) (column \(source.column(of: error)) of the expression)",
                help: error.help)
            let isRaised = error.code == .raised
            draft.problems.append(
                problem(
                    make, what, isRaised ? ValueError(.malformed, error.message) : fault, at: error.entry,
                    record,
                    source))
            return nil
        }
    }

    private func problem(
        _ make: CompiledMake, _ field: String, _ error: ValueError, at entry: Int?, _ record: Record,
        _ source: CompiledExpression, word: String = "value"
    ) -> MappingProblem {
        let position =
            entry.flatMap { record.nodes.indices.contains($0) ? record.position(of: $0) : nil }
            ?? record.position
        let separator = word == "empty" ? " " : ": "
        return MappingProblem(
            message: "\(make.make.kind.rawValue) \(field)\(separator)\(error.message)", help: error.help,
            word: word,
            position: position, template: SourcePlace(file: template.file, position: source.source.position))
    }
}
