public import Diagnostics

/// An element with all that it holds. Two elements are equal when names, values and children are, wherever they stand.
public struct XMLElement: Sendable {
    /// The name as written, with its prefix.
    public var name: String
    /// The prefix as written, without its colon.
    public var prefix: String?
    /// What the prefix, or the default namespace, stands for.
    public var namespace: String?
    /// The declarations `xmlns` and `xmlns:PREFIX` in its tag, in the order written.
    public var namespaces: [XMLAttribute]
    /// The other attributes, in the order written.
    public var attributes: [XMLAttribute]
    /// Elements and texts, in order.
    public var children: [XMLNode]
    /// Where its start tag starts.
    public var position: SourcePosition

    /// Makes an element without namespaces.
    public init(
        _ name: String, attributes: [XMLAttribute] = [], children: [XMLNode] = [],
        at position: SourcePosition = .start
    ) {
        self.name = name
        self.prefix = nil
        self.namespace = nil
        self.namespaces = []
        self.attributes = attributes
        self.children = children
        self.position = position
    }

    init(_ tag: XMLTag) {
        self.name = tag.name
        self.prefix = tag.prefix
        self.namespace = tag.namespace
        self.namespaces = tag.namespaces
        self.attributes = tag.attributes
        self.children = []
        self.position = tag.position
    }
}

/// What an element holds.
public enum XMLNode: Sendable, Hashable {
    /// An element.
    case element(XMLElement)
    /// A text between two tags, white space included, and where it starts.
    case text(String, SourcePosition)
}

extension XMLElement {
    /// The name without its prefix.
    public var localName: String {
        guard let prefix else { return name }
        return String(name.utf8.dropFirst(prefix.utf8.count + 1)) ?? name
    }

    /// The value of the attribute of this name.
    public func attribute(_ name: String) -> XMLAttribute? {
        attributes.first { $0.name == name }
    }

    /// The elements among the children.
    public var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The texts among the children, joined.
    public var text: String {
        var joined = ""
        for case .text(let text, _) in children { joined += text }
        return joined
    }
}

extension XMLElement: Hashable {
    /// Compares what was written, not where.
    public static func == (left: XMLElement, right: XMLElement) -> Bool {
        left.name == right.name && left.namespace == right.namespace
            && left.attributes.elementsEqual(right.attributes) { $0.name == $1.name && $0.value == $1.value }
            && left.namespaces.elementsEqual(right.namespaces) { $0.name == $1.name && $0.value == $1.value }
            && left.children.elementsEqual(right.children) { left, right in
                switch (left, right) {
                case (.element(let left), .element(let right)): left == right
                case (.text(let left, _), .text(let right, _)): left == right
                default: false
                }
            }
    }

    /// Agrees with equality: places are left out.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(attributes.count)
        hasher.combine(children.count)
    }
}
