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
        /// `trim(path)`, also behind `path &&`, and `to_string(path)`.
        case trimmed, scalarText
        /// `text(path)`.
        case html
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
    /// Whether nothing is said of the field when the value is an empty text.
    var omitsNothing = false
    /// Whether the expression takes null for nothing; some functions refuse it.
    var takesNull = true
    /// Whether nothing is said of the field when there is no value.
    var omitsNull: Bool { omitsNothing && takesNull }
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

    var steps: [QuickStep] = []
    var names: [UInt8] = []
    var links: [Link] = []
    var tables: [Table] = []
    var constants: [Constant] = []
    var readers: [MoneyReader] = []
}

/// One step of all quick paths, with what the last record taught.
struct QuickStep: Sendable, BitwiseCopyable {
    /// The name, in ``QuickBook/names``.
    let nameStart: Int32
    /// The length of the name; -1 for an element, whose index stands in the place of the start.
    let nameCount: Int32
    /// How far behind its map the name was found last.
    var guess: Int32 = 1
}

/// The tape and the texts of a record, looked at without counting references to them.
enum QuickTape {
    /// The entry of a map with a name; `nil` when there is none.
    /// - Parameters:
    ///   - parent: the map.
    ///   - name: the name, compared byte by byte.
    ///   - guess: the entry to look at first.
    ///   - nodes: the record's tape.
    ///   - bytes: the record's texts.
    /// - Returns: the entry.
    @inline(__always)
    static func child(
        of parent: Int, named name: Span<UInt8>, guess: Int, _ nodes: Span<RecordNode>, _ bytes: Span<UInt8>
    ) -> Int? {
        let map = nodes[parent]
        guard map.kind == .map else { return nil }
        let end = Int(map.end)
        if guess > parent, guess < end, isNamed(nodes[guess], name, bytes), isChild(guess, of: parent, nodes)
        {
            return guess
        }
        var child = parent &+ 1
        while child < end {
            if isNamed(nodes[child], name, bytes) { return child }
            child = Int(nodes[child].end)
        }
        return nil
    }

    @inline(__always)
    private static func isNamed(_ node: RecordNode, _ name: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
        guard Int(node.nameCount) == name.count else { return false }
        let start = Int(node.nameStart)
        return bytes.extracting(start..<(start &+ name.count)).hasSameBytes(as: name)
    }

    /// Whether an entry stands directly in another, not deeper.
    @inline(__always)
    private static func isChild(_ child: Int, of parent: Int, _ nodes: Span<RecordNode>) -> Bool {
        var entry = parent &+ 1
        while entry < child { entry = Int(nodes[entry].end) }
        return entry == child
    }

    /// The entry of a list at an index; `nil` when there is none. Linear in the index.
    static func element(of list: Int, at index: Int, _ nodes: Span<RecordNode>) -> Int? {
        guard nodes[list].kind == .list, index < Int(nodes[list].count) else { return nil }
        var entry = list &+ 1
        for _ in 0..<index { entry = Int(nodes[entry].end) }
        return entry < Int(nodes[list].end) ? entry : nil
    }

    /// Where the text of a string or number stands; empty for every other value.
    @inline(__always)
    static func text(_ node: RecordNode) -> Range<Int> {
        guard node.kind == .string || node.kind == .number else { return 0..<0 }
        return Int(node.textStart)..<(Int(node.textStart) &+ Int(node.count))
    }
}
