internal import Diagnostics
internal import Feeds
internal import JMESPath
internal import RedTrack

/// A template with what its user gives, ready to map.
final class CompiledTemplate: Sendable {
    let makes: [CompiledMake]
    let stateCount: Int
    let book: QuickBook

    init(_ makes: [CompiledMake], stateCount: Int, _ book: QuickBook) {
        self.makes = makes
        self.stateCount = stateCount
        self.book = book
    }
}

/// An expression, which of the states is its own, and what messages say of it.
final class CompiledExpression: Sendable {
    let expression: Expression
    let state: Int
    let source: Template.ExpressionSource
    /// Where in the compiled text parameters were put in, and how far the original is off from there on.
    let moves: [(Int, Int)]

    init(
        _ expression: Expression, state: Int, _ source: Template.ExpressionSource, moves: [(Int, Int)]
    ) {
        self.expression = expression
        self.state = state
        self.source = source
        self.moves = moves
    }

    /// The column in the template's text of a fault in the compiled one.
    func column(of error: ExpressionError) -> Int {
        var offset = error.position.offset
        if let move = moves.last(where: { $0.0 <= offset }) { offset += move.1 }
        let text = Array(source.text.utf8)
        let before = text[..<min(max(0, offset), text.count)]
        return String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
    }
}

/// One entry of `make`. A class, so that looking at it counts one reference.
final class CompiledMake: Sendable {
    let make: Template.Make
    let each: CompiledExpression?
    let when: CompiledCondition?
    let skips: [CompiledCondition]
    let refusals: [CompiledCondition]
    let warnings: [CompiledCondition]
    let key: CompiledExpression
    let quickKey: QuickKey
    let fields: [CompiledField]
    /// The quick forms of the fields.
    let quick: [QuickField]
    /// The maps and fields in the order in which they are written.
    let steps: [Step]
    /// The names of maps and fields, which the tape of every object starts with.
    let names: [UInt8]

    init(
        _ make: Template.Make, each: CompiledExpression?, when: CompiledCondition?,
        skips: [CompiledCondition], refusals: [CompiledCondition], warnings: [CompiledCondition],
        key: CompiledExpression, _ quickKey: QuickKey, _ fields: [CompiledField], _ quick: [QuickField],
        _ layout: ObjectLayout
    ) {
        self.make = make
        self.each = each
        self.when = when
        self.skips = skips
        self.refusals = refusals
        self.warnings = warnings
        self.key = key
        self.quickKey = quickKey
        self.fields = fields
        self.quick = quick
        self.steps = layout.steps
        self.names = layout.names
    }

    enum Step: Sendable, BitwiseCopyable {
        case open(ObjectBuilder.Name)
        case field(Int, ObjectBuilder.Name)
        case close
    }
}

/// A condition of a `make`.
final class CompiledCondition: Sendable {
    let expression: CompiledExpression
    let quick: QuickCondition
    /// Why what fulfils it is left out.
    let reason: String

    init(_ expression: CompiledExpression, _ quick: QuickCondition, reason: String = "") {
        self.expression = expression
        self.quick = quick
        self.reason = reason
    }
}

/// One field of an object.
final class CompiledField: Sendable {
    let field: Template.Field
    let value: CompiledExpression
    let isCountry: Bool

    init(_ field: Template.Field, _ value: CompiledExpression) {
        self.field = field
        self.value = value
        isCountry = field.isCountry
    }
}

/// The order in which the fields of an object are written: those of one map stand together.
struct ObjectLayout {
    private(set) var steps: [CompiledMake.Step] = []
    private(set) var names: [UInt8] = []

    init(_ fields: [Template.Field]) {
        add(fields.enumerated().map { ($0.element.path.split(separator: ".")[...], $0.offset) })
    }

    private mutating func add(_ fields: [(path: ArraySlice<Substring>, index: Int)]) {
        var seen: Set<Substring> = []
        for (path, index) in fields {
            guard let first = path.first else { continue }
            if path.count == 1 {
                steps.append(.field(index, name(first)))
            } else if seen.insert(first).inserted {
                steps.append(.open(name(first)))
                add(
                    fields.filter { $0.path.first == first && $0.path.count > 1 }.map {
                        ($0.path.dropFirst(), $0.index)
                    })
                steps.append(.close)
            }
        }
    }

    private mutating func name(_ text: Substring) -> ObjectBuilder.Name {
        let start = names.count
        names += text.utf8
        return ObjectBuilder.Name(start: UInt32(clamping: start), count: UInt32(clamping: text.utf8.count))
    }
}
