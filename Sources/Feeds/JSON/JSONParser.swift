internal import Diagnostics

/// Builds values from JSON tokens. It keeps its own stack: depth costs no call frames.
struct JSONParser {
    /// A list or a map that is not closed yet.
    private struct Frame {
        let isList: Bool
        let position: SourcePosition
        var nodes: [Node] = []
        var members: [Member] = []
        var names: MemberNames?
        var name: (text: String, position: SourcePosition)?
    }

    private var scanner: JSONScanner
    private let limits: ReaderLimits
    private let duplicates: JSONDocument.Duplicates
    private var frames: [Frame] = []

    init(_ scanner: JSONScanner, limits: ReaderLimits, duplicates: JSONDocument.Duplicates) {
        self.scanner = scanner
        self.limits = limits
        self.duplicates = duplicates
    }

    /// Reads one value with all that it holds.
    mutating func value() throws(FeedError) -> Node {
        var token = try required("a value")
        while true {
            var finished: Node?
            switch token {
            case .listStart:
                try push(isList: true)
                token = try required("a value or \"]\"")
                if token != .listEnd { continue }
                finished = pop()
            case .mapStart:
                try push(isList: false)
                token = try required("a name or \"}\"")
                if token != .mapEnd {
                    token = try member(token)
                    continue
                }
                finished = pop()
            case .null: finished = Node(.null, at: scanner.position)
            case .bool(let truth): finished = Node(.bool(truth), at: scanner.position)
            case .number(let literal): finished = Node(.number(literal), at: scanner.position)
            case .string(let text): finished = Node(.string(text), at: scanner.position)
            case .listEnd, .mapEnd, .comma, .colon: throw unexpected(token, "a value")
            }
            // A finished value may finish what it stands in.
            while let node = finished {
                guard !frames.isEmpty else { return node }
                let isList = append(node)
                let separator = try required(isList ? "\",\" or \"]\"" : "\",\" or \"}\"")
                switch (separator, isList) {
                case (.comma, true):
                    token = try required("a value")
                    finished = nil
                case (.comma, false):
                    token = try member(try required("a name"))
                    finished = nil
                case (.listEnd, true), (.mapEnd, false): finished = pop()
                default: throw unexpected(separator, isList ? "\",\" or \"]\"" : "\",\" or \"}\"")
                }
            }
        }
    }

    /// Demands that nothing but white space follows.
    mutating func end() throws(FeedError) {
        guard let token = try scanner.next() else { return }
        throw scanner.error(
            .syntax, "the document has ended, yet \(Self.describe(token)) follows",
            help: "one document holds one value")
    }

    private mutating func push(isList: Bool) throws(FeedError) {
        guard frames.count < limits.depth else {
            throw scanner.error(.limit, "values nest deeper than \(limits.depth)")
        }
        frames.append(Frame(isList: isList, position: scanner.position))
    }

    private mutating func pop() -> Node? {
        guard let frame = frames.popLast() else { return nil }
        return Node(frame.isList ? .list(frame.nodes) : .map(frame.members), at: frame.position)
    }

    /// Takes a member's name and the colon; gives the first token of its value.
    private mutating func member(_ token: JSONScanner.Token) throws(FeedError) -> JSONScanner.Token {
        guard case .string(let name) = token else { throw unexpected(token, "a name in quotes") }
        guard name.utf8.count <= limits.nameBytes else {
            throw scanner.error(.limit, "a name is longer than \(limits.nameBytes) bytes")
        }
        frames[frames.count - 1].name = (name, scanner.position)
        if duplicates == .refused { try checkUnique(name) }
        let colon = try required("\":\"")
        guard colon == .colon else { throw unexpected(colon, "\":\"") }
        return try required("a value")
    }

    /// Small maps are searched; a large one gets an index of its names.
    private mutating func checkUnique(_ name: String) throws(FeedError) {
        let last = frames.count - 1
        let first: SourcePosition?
        if frames[last].members.count < 16 {
            first = frames[last].members.first { $0.name.utf8.elementsEqual(name.utf8) }?.namePosition
        } else {
            if frames[last].names == nil {
                var names = MemberNames()
                for member in frames[last].members { _ = names.insert(member.name, at: member.namePosition) }
                frames[last].names = names
            }
            first = frames[last].names?.insert(name, at: scanner.position)
        }
        guard let first else { return }
        throw scanner.error(
            .duplicate, "the name \"\(name.prefix(100))\" stands twice in one map",
            help: "first at line \(first.line), column \(first.column)")
    }

    /// Adds a value to the innermost frame; whether that is a list.
    private mutating func append(_ node: Node) -> Bool {
        let last = frames.count - 1
        if frames[last].isList {
            frames[last].nodes.append(node)
            return true
        }
        if let name = frames[last].name {
            frames[last].members.append(Member(name.text, node, at: name.position))
        }
        return false
    }

    private mutating func required(_ expected: String) throws(FeedError) -> JSONScanner.Token {
        if let token = try scanner.next() { return token }
        throw scanner.error(.truncated, "expected \(expected), found the end of the input")
    }

    private func unexpected(_ token: JSONScanner.Token, _ expected: String) -> FeedError {
        let help: String? =
            switch token {
            case .listEnd, .mapEnd: "remove the comma before it, or complete what it closes"
            default: nil
            }
        return scanner.error(.syntax, "expected \(expected), found \(Self.describe(token))", help: help)
    }

    private static func describe(_ token: JSONScanner.Token) -> String {
        switch token {
        case .listStart: "\"[\""
        case .listEnd: "\"]\""
        case .mapStart: "\"{\""
        case .mapEnd: "\"}\""
        case .comma: "\",\""
        case .colon: "\":\""
        case .null: "null"
        case .bool(let truth): "\(truth)"
        case .number: "a number"
        case .string: "a string"
        }
    }
}
