import Diagnostics
import Feeds

/// What records should be, made from a whole document by the rules as they are written down: slow and plain.
struct XMLRecordModel {
    var prefixes: [String: String] = [:]
    var lists: [String] = []
    var ancestors = false

    /// An element with those around it, the root first.
    typealias Trail = [XMLElement]

    /// The records that a path such as `/a/*/b` or `//b` means, outermost ones only.
    func records(of root: XMLElement, path: String) -> [Node] {
        let paths = path.split(separator: "|").map { Path(String($0)) }
        var found: [Node] = []
        walk([root], [], paths) { trail, context in found.append(Self.node(trail, context, self)) }
        return found
    }

    private static func node(_ trail: Trail, _ context: [[(String, String)]], _ model: XMLRecordModel) -> Node
    {
        guard let element = trail.last else { return Node(.null) }
        guard model.ancestors else { return model.value(element, trail) }
        var around: [Member] = []
        for said in context.reversed() {
            for (name, text) in said where !around.contains(where: { $0.name.utf8.elementsEqual(name.utf8) })
            {
                around.append(Member(name, .string(text)))
            }
        }
        return model.value(element, trail, first: [Member("^", Node(.map(around)))])
    }

    private func walk(
        _ trail: Trail, _ context: [[(String, String)]], _ paths: [Path],
        _ found: (Trail, [[(String, String)]]) -> Void
    ) {
        guard let element = trail.last else { return }
        if paths.contains(where: { $0.means(trail, isNamed) }) {
            return found(trail, context)
        }
        var said: [(String, String)] = []
        func say(_ name: String, _ text: String) {
            if let known = said.firstIndex(where: { $0.0 == name }) {
                said[known].1 = text
            } else {
                said.append((name, text))
            }
        }
        for attribute in element.attributes { say("@" + name(attribute, of: trail), attribute.value) }
        for child in element.elements {
            walk(trail + [child], context + [said], paths, found)
            let isRecord = paths.contains { $0.means(trail + [child], isNamed) }
            if child.elements.isEmpty, !isRecord { say(name(child), child.text) }
        }
    }

    // MARK: Values

    func value(_ element: XMLElement, _ trail: Trail, first: [Member]? = nil) -> Node {
        var members = first ?? []
        let text = element.text
        if first == nil, element.elements.isEmpty {
            if text.isEmpty, isNil(element, trail) { return Node(.null, at: element.position) }
            if element.attributes.isEmpty { return Node(.string(text), at: element.position) }
        }
        for attribute in element.attributes {
            let name = "@" + name(attribute, of: trail)
            add(name, Node(.string(attribute.value), at: attribute.position), isList: false, to: &members)
        }
        for child in element.elements {
            let path = trail + [child]
            let isList = lists.contains { Path($0).means(path, isNamed) }
            add(name(child), value(child, path), isList: isList, to: &members)
        }
        if !text.unicodeScalars.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }) {
            let place = element.children.lazy.compactMap { child in
                if case .text(_, let position) = child { position } else { nil }
            }.first
            let start = place ?? element.position
            members.append(Member("#text", Node(.string(text), at: start), at: start))
        }
        return Node(.map(members), at: element.position)
    }

    private func add(_ name: String, _ node: Node, isList: Bool, to members: inout [Member]) {
        guard let known = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            let value = isList ? Node(.list([node]), at: node.position) : node
            members.append(Member(name, value, at: node.position))
            return
        }
        let before = members[known].node
        if case .list(let nodes) = before.value {
            members[known].node = Node(.list(nodes + [node]), at: before.position)
        } else {
            members[known].node = Node(.list([before, node]), at: before.position)
        }
    }

    private func isNil(_ element: XMLElement, _ trail: Trail) -> Bool {
        let instance = "http://www.w3.org/2001/XMLSchema-instance"
        guard element.attributes.allSatisfy({ namespace($0, of: trail) == instance }) else { return false }
        return element.attributes.contains {
            $0.name.hasSuffix(":nil") && ($0.value == "true" || $0.value == "1")
        }
    }

    // MARK: Names

    /// Whether a step means an element: by its namespace when the table has the step's prefix.
    private func isNamed(_ element: XMLElement, _ step: String) -> Bool {
        let parts = step.split(separator: ":")
        if parts.count == 2, let namespace = prefixes[String(parts[0])] {
            return element.namespace == namespace && element.localName.utf8.elementsEqual(parts[1].utf8)
        }
        return step.utf8.elementsEqual(name(element).utf8)
    }

    private func name(_ element: XMLElement) -> String {
        guard let namespace = element.namespace, let called = prefixFor(namespace) else {
            return element.name
        }
        return called.isEmpty ? element.localName : called + ":" + element.localName
    }

    private func name(_ attribute: XMLAttribute, of trail: Trail) -> String {
        guard let namespace = namespace(attribute, of: trail), let called = prefixFor(namespace) else {
            return attribute.name
        }
        let local = attribute.name.split(separator: ":").last.map(String.init) ?? attribute.name
        return called.isEmpty ? local : called + ":" + local
    }

    private func prefixFor(_ namespace: String) -> String? {
        prefixes.filter { $0.value == namespace }.keys.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func namespace(_ attribute: XMLAttribute, of trail: Trail) -> String? {
        let parts = attribute.name.split(separator: ":")
        guard parts.count == 2 else { return nil }
        if parts[0] == "xml" { return "http://www.w3.org/XML/1998/namespace" }
        for element in trail.reversed() {
            if let declared = element.namespaces.first(where: { $0.name == "xmlns:" + parts[0] }) {
                return declared.value
            }
        }
        return nil
    }

    // MARK: Paths

    /// Steps with whether any number of elements may stand before each.
    private struct Path {
        var steps: [(name: String, isDescendant: Bool)] = []

        init(_ text: String) {
            var rest = text.filter { $0 != " " }[...]
            if !rest.hasPrefix("/") { rest = "//" + rest }
            while !rest.isEmpty {
                let isDescendant = rest.hasPrefix("//")
                rest = rest.dropFirst(isDescendant ? 2 : 1)
                let name = rest.prefix { $0 != "/" }
                rest = rest.dropFirst(name.count)
                steps.append((String(name), isDescendant))
            }
        }

        func means(_ trail: Trail, _ isNamed: (XMLElement, String) -> Bool) -> Bool {
            means(trail[...], steps[...], isNamed)
        }

        private func means(
            _ trail: ArraySlice<XMLElement>, _ steps: ArraySlice<(name: String, isDescendant: Bool)>,
            _ isNamed: (XMLElement, String) -> Bool
        ) -> Bool {
            guard let step = steps.last else { return trail.isEmpty }
            guard let element = trail.last, step.name == "*" || isNamed(element, step.name) else {
                return false
            }
            let before = steps.dropLast()
            guard step.isDescendant else { return means(trail.dropLast(), before, isNamed) }
            for count in 0..<trail.count where means(trail.prefix(count), before, isNamed) { return true }
            return false
        }
    }
}
