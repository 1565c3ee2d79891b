internal import Feeds
internal import JMESPath
internal import RedTrack

/// Finds the expressions of a template that have a quick form.
struct QuickCompiler {
    private let tables: [String: ValueTable]
    private(set) var book = QuickBook()
    /// Whether no form is quick, to compare both.
    var isOff = false

    /// Tables larger than this are looked up by the expression.
    private static let mostRows = 4_096

    init(_ tables: [String: ValueTable]) { self.tables = tables }

    // MARK: Paths

    private mutating func path(_ shape: ExpressionShape) -> QuickPath? {
        switch shape {
        case .path(let steps): return path(steps, isFromRecord: false)
        case .call("record", _, _): return path([], isFromRecord: true)
        case .steps(of: .call("record", _, _), let steps): return path(steps, isFromRecord: true)
        default: return nil
        }
    }

    private mutating func path(_ steps: [ExpressionShape.Step], isFromRecord: Bool) -> QuickPath? {
        let start = Int32(clamping: book.steps.count)
        for step in steps {
            switch step {
            case .name(let name):
                book.steps.append(
                    QuickStep(
                        nameStart: Int32(clamping: book.names.count), nameCount: Int32(clamping: name.count)))
                book.names += name
            case .index(let index):
                guard (0...1_000_000).contains(index) else { return nil }
                book.steps.append(QuickStep(nameStart: Int32(index), nameCount: -1))
            }
        }
        return QuickPath(start: start, count: Int32(clamping: steps.count), isFromRecord: isFromRecord)
    }

    // MARK: Conditions and keys

    mutating func condition(_ shape: ExpressionShape) -> QuickCondition {
        var condition = QuickCondition()
        if isOff { return condition }
        switch shape {
        case .negation(let inner):
            guard let path = path(inner) else { return condition }
            condition.path = path
            condition.way = .truth
            condition.holds = false
        case .equality(let holds, let left, .literal(let literal)),
            .equality(let holds, .literal(let literal), let left):
            guard let way = way(literal), let path = path(left) else { return condition }
            condition.path = path
            condition.holds = holds
            condition.way = way
            switch literal {
            case .string(let text), .number(let text):
                condition.literalStart = Int32(clamping: book.names.count)
                condition.literalCount = Int32(clamping: text.utf8.count)
                book.names += Array(text.utf8)
            default: break
            }
        default:
            guard let path = path(shape) else { return condition }
            condition.path = path
            condition.way = .truth
        }
        return condition
    }

    private func way(_ literal: Operand) -> QuickCondition.Way? {
        switch literal {
        case .null: .isNull
        case .boolean(let truth): truth ? .isTrue : .isFalse
        case .string: .isText
        case .number(let text): PlainNumber.isShortest(text.utf8.span) ? .isNumber : nil
        default: nil
        }
    }

    mutating func key(_ shape: ExpressionShape) -> QuickKey {
        var shape = shape
        if case .call("to_string", let arguments, _) = shape, let first = arguments.first { shape = first }
        guard !isOff, let path = path(shape) else { return QuickKey() }
        return QuickKey(isPath: true, path: path)
    }

    // MARK: Fields

    mutating func field(_ field: Template.Field, _ shape: ExpressionShape) -> QuickField {
        var quick = QuickField()
        if isOff { return quick }
        quick.isLink = field.path.hasSuffix("url")
        quick.omitsNothing = field.onEmpty == .omit
        switch shape {
        case .literal(let literal): constant(literal, field, &quick)
        case .call(let name, let arguments, let prepared) where name != "record":
            call(name, arguments, prepared, field.type, &quick)
        // Of nothing comes nothing: the function is not asked.
        case .both(let first, .call("trim", let arguments, _)) where arguments.count == 1:
            guard isText(field.type), let path = path(first), let other = self.path(arguments[0]),
                isSame(path, other)
            else { break }
            quick.path = path
            quick.way = .trimmed
        default:
            guard let way = Self.way(field, &quick), let path = path(shape) else { break }
            quick.way = way
            quick.path = path
        }
        return quick
    }

    private static func way(_ field: Template.Field, _ quick: inout QuickField) -> QuickField.Way? {
        switch field.type {
        case .text, .reference: return .text
        case .boolean: return .boolean
        case .integer(let minimum):
            quick.minimum = minimum
            return .integer
        case .decimal(let isPositive):
            quick.isPositive = isPositive
            return .decimal
        case .texts: return field.isCountry ? nil : .texts
        default: return nil
        }
    }

    private mutating func constant(_ literal: Operand, _ field: Template.Field, _ quick: inout QuickField) {
        guard let record = try? Record(.null), !literal.isEmpty(in: record) else { return }
        var builder = ObjectBuilder()
        guard (try? builder.add(literal, as: field.type, isCountry: field.isCountry, of: record)) != nil
        else {
            return
        }
        let leftovers = quick.isLink ? LinkLeftover.all(in: builder.bytes.span) : []
        quick.way = .constant
        quick.item = Int32(clamping: book.constants.count)
        book.constants.append(
            QuickBook.Constant(nodes: builder.nodes, bytes: builder.bytes, leftovers: leftovers))
    }

    private mutating func call(
        _ name: String, _ arguments: [ExpressionShape], _ prepared: (any Sendable)?, _ type: FieldType,
        _ quick: inout QuickField
    ) {
        let isText = isText(type)
        var way = QuickField.Way.evaluated
        var source = arguments.first
        switch (name, arguments.count) {
        case ("trim", 1) where isText:
            way = .trimmed
            quick.takesNull = false
        case ("to_string", 1) where isText:
            way = .scalarText
            quick.takesNull = false
        case ("text", 1) where isText: way = .html
        case ("set_param", 3) where isText, ("append_param", 3) where isText:
            guard case .literal(.string(let parameter)) = arguments[1],
                case .literal(.string(let value)) = arguments[2],
                let parameter = try? LinkParameter(parameter)
            else { return }
            quick.item = Int32(clamping: book.links.count)
            book.links.append(QuickBook.Link(parameter: parameter, value: LinkValue(value)))
            way = name == "set_param" ? .setParameter : .appendParameter
        case ("lookup", 2), ("lookup", 3):
            guard case .literal(.string(let name)) = arguments[0], let table = tables[name],
                let rendered = Self.table(table, type)
            else { return }
            quick.item = Int32(clamping: book.tables.count)
            book.tables.append(rendered)
            source = arguments[1]
            way = .lookup
        case ("country", 1):
            guard case .texts = type else { return }
            way = .countries
        case ("money", 2...):
            guard case .decimal(let isPositive) = type, let reader = prepared as? MoneyReader else { return }
            quick.isPositive = isPositive
            quick.item = Int32(clamping: book.readers.count)
            book.readers.append(reader)
            way = .money
        default: return
        }
        guard let source, let path = path(source) else { return }
        quick.path = path
        quick.way = way
    }

    private func isText(_ type: FieldType) -> Bool {
        switch type {
        case .text, .reference: true
        default: false
        }
    }

    private func isSame(_ left: QuickPath, _ right: QuickPath) -> Bool {
        guard left.count == right.count, left.isFromRecord == right.isFromRecord else { return false }
        return (0..<left.count).allSatisfy { name(left.start + $0) == name(right.start + $0) }
    }

    private func name(_ step: Int32) -> [UInt8]? {
        let step = book.steps[Int(step)]
        guard step.nameCount >= 0 else { return nil }
        return Array(book.names[Int(step.nameStart)..<Int(step.nameStart + step.nameCount)])
    }

    /// What a table makes of a field of one value; `nil` when the field has several, or the table is large.
    private static func table(_ table: ValueTable, _ type: FieldType) -> QuickBook.Table? {
        guard table.keys.count <= mostRows, let record = try? Record(.null) else { return nil }
        var results: [QuickBook.Table.Result] = []
        var bytes: [UInt8] = []
        var rows: [(text: [UInt8], value: UInt32)] = []
        for key in table.keys {
            rows.append((Array(key.utf8), UInt32(clamping: results.count)))
            var result = QuickBook.Table.Result()
            defer { results.append(result) }
            guard let value = table.value(of: key.utf8.span), !value.isEmpty(in: record) else { continue }
            var builder = ObjectBuilder()
            guard (try? builder.add(value, as: type, of: record)) != nil, builder.nodes.count == 1 else {
                continue
            }
            switch builder.nodes[0].kind {
            case .list, .map, .null: continue
            case .true, .false, .number, .string: result.kind = builder.nodes[0].kind
            }
            result.start = UInt32(clamping: bytes.count)
            result.count = UInt32(clamping: builder.bytes.count)
            bytes += builder.bytes
        }
        return QuickBook.Table(places: ByteTable(rows), results: results, bytes: bytes)
    }
}
