internal import Diagnostics
internal import Feeds
internal import JMESPath
internal import RedTrack

/// A template with what its user gives, ready to map.
final class CompiledTemplate: Sendable {
    let makes: [CompiledMake]
    let stateCount: Int

    init(_ makes: [CompiledMake], stateCount: Int) {
        self.makes = makes
        self.stateCount = stateCount
    }
}

/// An expression, which of the states is its own, and what messages say of it.
struct CompiledExpression: Sendable {
    let expression: Expression
    let state: Int
    let source: Template.ExpressionSource
    /// Where in the compiled text parameters were put in, and how far the original is off from there on.
    let moves: [(Int, Int)]

    /// The column in the template's text of a fault in the compiled one.
    func column(of error: ExpressionError) -> Int {
        var offset = error.position.offset
        if let move = moves.last(where: { $0.0 <= offset }) { offset += move.1 }
        let text = Array(source.text.utf8)
        let before = text[..<min(max(0, offset), text.count)]
        return String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
    }
}

/// One entry of `make`.
struct CompiledMake: Sendable {
    let make: Template.Make
    let each: CompiledExpression?
    let when: CompiledExpression?
    let skips: [(when: CompiledExpression, reason: String)]
    let key: CompiledExpression
    let fields: [CompiledField]
    /// The maps and fields in the order in which they are written.
    let steps: [Step]
    /// The names of maps and fields, which the tape of every object starts with.
    let names: [UInt8]

    enum Step: Sendable {
        case open(ObjectBuilder.Name)
        case field(Int)
        case close
    }
}

/// One field of an object.
struct CompiledField: Sendable {
    let field: Template.Field
    let value: CompiledExpression
    let name: ObjectBuilder.Name
    let isCountry: Bool
    let isLink: Bool
}
