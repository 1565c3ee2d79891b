internal import CXMLReader

/// What the names of a document are called in records: by a table of prefixes, or as written.
///
/// Names are numbered by the parser. Those that are called the same have the same key, so that keys are compared
/// instead of texts.
struct XMLNames {
    /// A document with more different names is refused, since each is kept.
    static let greatestCount = 1 << 18

    /// A name as an element's or as an attribute's.
    struct Entry {
        /// Equal for names that are called the same.
        var key: Int32
        /// Where the text is in ``XMLNames/text``, and its length.
        var start: Int
        var count: Int
        /// Whether the document writes the name as it is called.
        var isWritten: Bool
        /// The steps of the record path and of the path of lists that it meets.
        var recordSteps: XMLPathMatcher.Steps
        var listSteps: XMLPathMatcher.Steps
        /// Whether it is in the namespace of schema instances, and is its `nil`.
        var isInstance: Bool
        var isNil: Bool
    }

    /// The texts of all entries, one behind the other.
    private(set) var text: [UInt8] = []
    /// The names of elements, by the parser's number.
    private(set) var elements: [Entry] = []
    /// The names of attributes, with `@` before them, by the parser's number.
    private(set) var attributes: [Entry] = []

    private static let instanceNamespace = Array("http://www.w3.org/2001/XMLSchema-instance".utf8)

    private let records: XMLPathMatcher
    private let lists: XMLPathMatcher
    private let prefixes: [String: String]
    /// The prefix that is used for each namespace of the table.
    private let calledBy: [[UInt8]: String]
    private var keys: [[UInt8]: (key: Int32, start: Int)] = [:]

    init(prefixes: [String: String], records: XMLPathMatcher, lists: XMLPathMatcher) {
        self.records = records
        self.lists = lists
        self.prefixes = prefixes
        var calledBy: [[UInt8]: String] = [:]
        // Of several prefixes for one namespace the first by its bytes is used, the empty one before all.
        for (prefix, namespace) in prefixes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        {
            let bytes = Array(namespace.utf8)
            if calledBy[bytes] == nil { calledBy[bytes] = prefix }
        }
        self.calledBy = calledBy
    }

    /// How many keys there are: every key is less.
    var keyCount: Int { keys.count }

    /// Takes in the names that the parser has met since the last time.
    mutating func update(from tape: CXMLQueue) {
        while elements.count < tape.nameCount {
            let name = tape.names[elements.count]
            let written = name.written
            let namespace = Array(name.namespaceBytes)
            var called = written
            let prefix = calledBy[namespace]
            if let prefix {
                called = prefix.isEmpty ? [] : prefix.utf8 + [UInt8(ascii: ":")]
                called += name.localBytes
            }
            let isInstance = namespace == Self.instanceNamespace
            var entry = Entry(
                key: 0, start: 0, count: 0, isWritten: called == written,
                recordSteps: records.steps { isNamed($0, called, namespace) },
                listSteps: lists.steps { isNamed($0, called, namespace) }, isInstance: isInstance,
                isNil: isInstance && name.localBytes.elementsEqual("nil".utf8))
            add(called, to: &entry)
            elements.append(entry)
            add([UInt8(ascii: "@")] + called, to: &entry)
            attributes.append(entry)
        }
    }

    private mutating func add(_ name: [UInt8], to entry: inout Entry) {
        entry.count = name.count
        if let known = keys[name] {
            (entry.key, entry.start) = known
            return
        }
        entry.key = Int32(truncatingIfNeeded: keys.count)
        entry.start = text.count
        keys[name] = (entry.key, entry.start)
        text += name
    }

    /// Whether a step's name means a name: by its namespace when the table has the prefix, else by its letters.
    private func isNamed(_ step: String, _ called: [UInt8], _ namespace: [UInt8]) -> Bool {
        let parts = step.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let wanted = prefixes[String(parts[0])] else {
            return step.utf8.elementsEqual(called)
        }
        guard wanted.utf8.elementsEqual(namespace) else { return false }
        let local = called.lastIndex(of: UInt8(ascii: ":")).map { called[($0 + 1)...] } ?? called[...]
        return parts[1].utf8.elementsEqual(local)
    }
}
