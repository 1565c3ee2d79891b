internal import Feeds
internal import JMESPath

/// The way to a value of a record: members, one in the other.
struct QuickPath: Sendable, BitwiseCopyable {
    /// The steps, in ``QuickBook/steps``; none for the value that the expression starts from.
    var start: Int32 = 0
    var count: Int32 = 0
    /// Whether it starts from the record, not from the value of `each`.
    var isFromRecord = false
}

/// A field whose expression is so plain that its value goes from the record to the object without one in between.
///
/// Only what is usual is done so: a value of another kind, or one that is wrong, is left to the expression, which knows
/// what to say.
struct QuickField: Sendable, BitwiseCopyable {
    /// What is done with the value.
    enum Way: UInt8, Sendable {
        /// Nothing is known; the expression is evaluated.
        case evaluated
        /// It is written as a text, as a number of a kind, as a truth value, or as a list of texts.
        case text, integer, decimal, boolean, texts
        /// The same for every record.
        case constant
        /// `trim(path)` and `to_string(path)`.
        case trimmed, scalarText
        /// `set_param(path, '...', '...')`, `append_param(...)`.
        case setParameter, appendParameter
        /// `lookup('...', path)`.
        case lookup
        /// `country(path)`.
        case countries
        /// `money(path, '...')`.
        case money
    }

    var way = Way.evaluated
    var path = QuickPath()
    /// What belongs to the way, in one of the lists of ``QuickBook``.
    var item: Int32 = 0
    /// The least value of a whole number.
    var minimum = 0
    /// Whether a number must be above zero.
    var isPositive = false
    /// Whether the value is a link.
    var isLink = false
    /// Whether nothing is said of the field when there is no value.
    var omitsNothing = false
}

/// A condition that looks at one value of the record.
struct QuickCondition: Sendable, BitwiseCopyable {
    enum Way: UInt8, Sendable {
        case evaluated
        /// Whether the value counts as true.
        case truth
        /// Whether it is a literal.
        case isNull, isTrue, isFalse, isText, isNumber
    }

    var way = Way.evaluated
    var path = QuickPath()
    /// What holds when the value is the literal.
    var holds = true
    /// The literal's bytes, in ``QuickBook/names``.
    var literalStart: Int32 = 0
    var literalCount: Int32 = 0
}

/// The key of an object, when it is a path.
struct QuickKey: Sendable, BitwiseCopyable {
    var isPath = false
    var path = QuickPath()
}

/// What the quick forms of a template refer to.
struct QuickBook: Sendable {
    /// A name in ``names``.
    struct Step: Sendable, BitwiseCopyable {
        let nameStart: Int32
        let nameCount: Int32
    }

    /// A parameter of links and what it is set to.
    struct Link: Sendable {
        let parameter: LinkParameter
        let value: LinkValue
    }

    /// What a value table makes of a field.
    struct Table: Sendable {
        let places: ByteTable
        /// The entry and its text in ``bytes``, by the values of ``places``; other entries are left to the expression.
        var results: [Result] = []
        var bytes: [UInt8] = []

        struct Result: Sendable, BitwiseCopyable {
            var kind = RecordNode.Kind.null
            var start: UInt32 = 0
            var count: UInt32 = 0
        }
    }

    /// The entries and texts of a value that is always the same.
    struct Constant: Sendable {
        let nodes: [RecordNode]
        let bytes: [UInt8]
        let leftovers: [LinkLeftover]
    }

    var steps: [Step] = []
    var names: [UInt8] = []
    var links: [Link] = []
    var tables: [Table] = []
    var constants: [Constant] = []
    var readers: [MoneyReader] = []
}

extension QuickBook {
    /// The entry at the end of a path; `nil` where it leads nowhere.
    /// - Parameter guesses: how far behind its map each name was found last.
    @inline(__always)
    func follow(_ path: QuickPath, from start: Int, in record: Record, _ guesses: inout [Int32]) -> Int? {
        var entry = path.isFromRecord ? 0 : start
        for index in Int(path.start)..<Int(path.start &+ path.count) {
            let step = steps[index]
            let name = names.span.extracting(Int(step.nameStart)..<Int(step.nameStart &+ step.nameCount))
            let expected = Int(guesses[index])
            guard let child = record.child(of: entry, named: name, guess: entry &+ expected) else {
                return nil
            }
            if child &- entry != expected { guesses[index] = Int32(truncatingIfNeeded: child &- entry) }
            entry = child
        }
        return entry
    }
}
