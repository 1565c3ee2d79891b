internal import Diagnostics
internal import RedTrack

/// A value as a file writes it, before the API's types are applied: the common ground of the four formats.
struct WrittenNode: Sendable {
    indirect enum Content: Sendable {
        /// An explicit nothing: `null` of JSON and YAML.
        case null
        /// A truth value of JSON.
        case boolean(Bool)
        /// A number of JSON.
        case number(String)
        /// What is text and nothing else: strings of JSON, quoted scalars of YAML.
        case text(String)
        /// What the field's type gives a meaning: plain scalars of YAML, cells of CSV, texts of XML.
        case plain(String)
        /// The explicit empty of CSV (`[]`) and XML (`<x/>`), which fits every type that has an empty value.
        case empty
        /// A list.
        case list([WrittenNode])
        /// Named values.
        case map([WrittenMember])
    }

    var content: Content
    var position: SourcePosition
    /// How many scalars to underline.
    var length: Int

    init(_ content: Content, at position: SourcePosition, length: Int? = nil) {
        self.content = content
        self.position = position
        self.length = length ?? Self.length(of: content)
    }

    private static func length(of content: Content) -> Int {
        switch content {
        case .plain(let text), .number(let text): text.unicodeScalars.count
        case .text(let text): text.unicodeScalars.count + 2
        case .boolean(let truth): truth ? 4 : 5
        case .null: 4
        case .empty: 2
        case .list, .map: 1
        }
    }

    /// What was found, for messages: `a list`.
    var kindName: String {
        switch content {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .text, .plain: "a text"
        case .empty: "nothing"
        case .list: "a list"
        case .map: "a mapping"
        }
    }
}

/// A named value as a file writes it.
struct WrittenMember: Sendable {
    var name: String
    var position: SourcePosition
    var node: WrittenNode

    init(_ name: String, at position: SourcePosition, _ node: WrittenNode) {
        self.name = name
        self.position = position
        self.node = node
    }
}

/// One object as a file writes it.
struct WrittenObject: Sendable {
    var kind: Kind
    var position: SourcePosition
    /// The name that stands outside of the object, in a mapping of names to objects.
    var outerKey: (text: String, position: SourcePosition)?
    /// Everything else: words like `key` and fields.
    var members: [WrittenMember]
}
