/// Where in a JSON document its records are: a small part of the JMESPath language.
///
/// | path | records |
/// |---|---|
/// | `@` | the whole document, as one |
/// | `data.offers` | the elements of that list; a map or scalar there is one record; `null` is no record |
/// | `offers[*]`, `offers[]` | the elements of the list, whatever they are |
/// | `offers.*` | the values of the map; each record has its name as ``Record/key`` |
/// | `[0].items`, `"x.y".z` | one element, counted from 0; names with other characters than letters, digits and `_` |
public struct JSONRecordPath: Sendable, Hashable {
    /// One step into the document.
    enum Step: Sendable, Hashable {
        /// The value of a map with this name.
        case name(String)
        /// The element of a list with this number.
        case element(Int)
        /// Every element of a list.
        case elements
        /// Every value of a map.
        case values
    }

    /// The steps from the document's value on.
    let steps: [Step]

    /// Reads a path.
    /// - Throws: `syntax`, with the column in the path.
    public init(_ text: String) throws(FeedError) {
        var parser = JSONRecordPathParser(text)
        self.steps = try parser.steps()
    }

    init(steps: [Step]) {
        self.steps = steps
    }

    /// The whole document as one record: `@`.
    public static let whole = JSONRecordPath(steps: [])

    /// Whether the path says itself what the records are, so that a list at its end is a record too.
    var isExact: Bool {
        switch steps.last {
        case nil, .elements, .values: true
        case .name, .element: false
        }
    }
}

extension JSONRecordPath: CustomStringConvertible {
    /// The path as it is written.
    public var description: String { Self.text(of: steps[...]) }

    /// The path of the first steps.
    func prefix(_ count: Int) -> String { Self.text(of: steps.prefix(count)) }

    private static func text(of steps: ArraySlice<Step>) -> String {
        guard !steps.isEmpty else { return "@" }
        var text = ""
        for step in steps {
            switch step {
            case .element(let number): text += "[\(number)]"
            case .elements: text += "[*]"
            case .values: text += text.isEmpty ? "*" : ".*"
            case .name(let name): text += (text.isEmpty ? "" : ".") + written(name)
            }
        }
        return text
    }

    /// A name as a path writes it: in quotes unless it is a plain identifier.
    static func written(_ name: String) -> String {
        let isPlain =
            name.utf8.first.map { JSONRecordPathParser.isIdentifierStart($0) } ?? false
            && name.utf8.allSatisfy { JSONRecordPathParser.isIdentifier($0) }
        return isPlain ? name : Value.string(name).jsonText()
    }
}
