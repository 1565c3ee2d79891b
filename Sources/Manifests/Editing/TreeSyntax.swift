internal import Diagnostics
internal import Feeds
internal import RedTrack

/// A file whose values nest: YAML, JSON or XML, taken apart so that single values can be exchanged.
///
/// What it gives are replacements of bytes. Values that come in are as files write them: choices by name.
protocol TreeSyntax: Sendable {
    /// The file.
    var lines: SourceLines { get }
    /// The sections of the kinds, in the order of the file.
    var sections: [SyntaxSection] { get }

    /// Gives a value another content.
    func replace(_ item: SyntaxItem, with value: Value) throws(EditRefusal) -> [Splice]

    /// Gives a list or a map other children. At least one of those that it has is kept.
    /// - Parameters:
    ///   - item: the list or map.
    ///   - slots: what it is to hold, those that are kept in their order.
    ///   - spacing: whether children are divided by empty lines where the file does so.
    /// - Returns: the replacements.
    /// - Throws: why it is not touched.
    func reshape(_ item: SyntaxItem, as slots: [SyntaxSlot], spacing: Bool) throws(EditRefusal) -> [Splice]

    /// Adds a section for a kind, with objects.
    func addSection(_ kind: Kind, _ objects: [ManifestObject]) throws(EditRefusal) -> [Splice]

    /// The value of an object as it is added to a section.
    func slot(for object: ManifestObject, in section: SyntaxSection) -> SyntaxSlot

    /// A raw field of the API as the format writes it.
    func raw(_ value: Value) -> Value

    /// The places where a value is repeated that changing it would change too.
    func repetitions(of node: SyntaxNode) -> [Int]
}

/// The objects of a kind in a file.
struct SyntaxSection: Sendable {
    var kind: Kind
    var item: SyntaxItem
    /// What repeats the section, or something around it.
    var repeatedAt: Int?
}

/// What becomes of the children of a list or a map.
enum SyntaxSlot: Sendable {
    /// A child that is there.
    case kept(Int)
    /// A new one; with a name in a map.
    case new(name: String?, Value)
    /// A new object, for formats that write its words apart from its fields.
    case object(ManifestObject)
}

/// Why an edit is not made.
struct EditRefusal: Error {
    var problem: String
    var message: String
    /// Where in the file.
    var offset: Int
    var help: String
}

extension TreeSyntax {
    func raw(_ value: Value) -> Value { value }

    /// Some bytes as text.
    func text(_ range: Range<Int>) -> String { String(decoding: lines.bytes[range], as: UTF8.self) }

    /// Refuses to change a value that is written elsewhere, or that other places repeat.
    func checkOwned(_ node: SyntaxNode, _ name: String) throws(EditRefusal) {
        if case .alias(let anchor) = node.content {
            throw EditRefusal(
                problem: "alias", message: "`\(name)` is written elsewhere: *\(anchor) repeats it here",
                offset: node.range.lowerBound,
                help: "write the value out here, or change it where &\(anchor) stands, for all its places")
        }
        if let place = repetitions(of: node).first {
            throw EditRefusal(
                problem: "anchor",
                message: "`\(name)` is repeated at line \(lineNumber(of: place)), which would change too",
                offset: node.range.lowerBound,
                help: "write the value out there, or change it by hand for all its places")
        }
    }

    /// Refuses to lose what is referred to from elsewhere, or comes from a variable.
    func checkDisposable(_ node: SyntaxNode, _ name: String) throws(EditRefusal) {
        try checkNoVariable(node, name)
        if case .alias = node.content { return }
        if let place = repetitions(of: node).first {
            throw EditRefusal(
                problem: "anchor", message: "`\(name)` is repeated at line \(lineNumber(of: place))",
                offset: node.range.lowerBound, help: "write the value out there first")
        }
        for item in node.items { try checkDisposable(item.node, name) }
    }

    /// Refuses to overwrite what a variable says.
    func checkNoVariable(_ node: SyntaxNode, _ name: String) throws(EditRefusal) {
        guard let (offset, variable) = VariableSearch.first(in: lines.bytes, node.range) else { return }
        throw EditRefusal(
            problem: "variable", message: "`\(name)` comes from the variable `\(variable)`",
            offset: offset,
            help: "change the variable in \(Project.fileName), or write the value out here")
    }

    /// The number of the line of a place, from 1.
    func lineNumber(of offset: Int) -> Int {
        var tracker = SourceOffsets(lines.bytes)
        return tracker.position(of: offset).line
    }
}
