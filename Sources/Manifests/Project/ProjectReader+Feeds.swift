internal import Diagnostics

extension ProjectReader {
    /// The feeds of a project: a mapping of names to feeds, or a list of feeds with names.
    mutating func feeds(_ node: WrittenNode) -> [Project.Feed] {
        var feeds: [Project.Feed] = []
        switch node.content {
        case .map(let members):
            for member in members {
                if let fields = map(member.node, "a feed"),
                    let feed = feed(named: (member.name, member.position), fields, at: member.position)
                {
                    feeds.append(feed)
                }
            }
        case .list(let nodes):
            for node in nodes {
                guard let fields = map(node, "a feed") else { continue }
                guard let name = fields.first(where: { $0.name == "name" }),
                    let text = text(name.node, "name")
                else {
                    report("feed", "a feed has no name", at: node, help: "write `name:`")
                    continue
                }
                let others = fields.filter { $0.name != "name" }
                if let feed = feed(named: (text.value, name.node.position), others, at: node.position) {
                    feeds.append(feed)
                }
            }
        default:
            report(
                "type", "`feeds` is a mapping of names to feeds, found \(node.kindName)", at: node,
                help: "write `NAME: {file: ..., template: ..., network: ...}`")
        }
        checkScopes(feeds)
        return feeds
    }

    private static let words = [
        "file", "files", "template", "network", "set", "joins", "scope", "encoding", "member",
    ]

    private mutating func feed(
        named name: (text: String, position: SourcePosition), _ fields: [WrittenMember],
        at position: SourcePosition
    ) -> Project.Feed? {
        let place = findings.place(position)
        var files: [Placed<String>] = []
        var template: Placed<String>?
        var feed = Project.Feed(
            name: name.text, scope: name.text, files: [], template: Placed("", at: place), parameters: [:],
            joins: [:], encoding: nil, member: nil, place: place)
        var scopePosition = name.position
        for field in known(fields, Self.words, "a feed") {
            switch field.name {
            case "file", "files": files += self.files(field.node)
            case "template": template = text(field.node, "template")
            case "network": feed.parameters["network"] = text(field.node, "network")?.value
            case "set":
                for (name, value) in texts(field.node, "set") { feed.parameters[name] = value.value }
            case "joins":
                for member in map(field.node, "`joins`") ?? [] {
                    feed.joins[member.name] = self.files(member.node)
                }
            case "encoding": feed.encoding = text(field.node, "encoding")
            case "member": feed.member = text(field.node, "member")?.value
            default:
                scopePosition = field.node.position
                feed.scope = text(field.node, "scope")?.value ?? feed.scope
            }
        }
        if let fault = FeedSource.fault(inName: feed.scope) {
            findings.add(
                Diagnostic(
                    .error, "project.feed", fault, at: findings.place(scopePosition),
                    help: "it starts the keys of the feed's objects: NAME/KEY"))
        }
        guard let template, !files.isEmpty else {
            let missing = template == nil ? "template" : "file"
            if !fields.contains(where: { $0.name == missing || $0.name == "\(missing)s" }) {
                findings.add(
                    Diagnostic(
                        .error, "project.feed", "the feed \"\(name.text)\" has no \(missing)", at: place,
                        help: template == nil
                            ? "write `template:` with a name that `waybill templates` lists, or a path"
                            : "write `file:` with the path of the feed"))
            }
            return nil
        }
        feed.files = files
        feed.template = template
        return feed
    }

    /// Two feeds with one scope would take the objects of each other for gone.
    private mutating func checkScopes(_ feeds: [Project.Feed]) {
        var known: [String: Project.Feed] = [:]
        for feed in feeds {
            if let earlier = known[feed.scope] {
                findings.add(
                    Diagnostic(
                        .error, "project.feed",
                        "the feeds \"\(earlier.name)\" and \"\(feed.name)\" have one scope, \"\(feed.scope)\"",
                        at: feed.place, help: "give each a scope of its own"))
            }
            known[feed.scope] = feed
        }
    }

    private mutating func files(_ node: WrittenNode) -> [Placed<String>] {
        if case .list(let nodes) = node.content { return nodes.compactMap { text($0, "files") } }
        return text(node, "file").map { [$0] } ?? []
    }

    /// A mapping of names to texts; numbers and truth values count as they are written.
    private mutating func texts(_ node: WrittenNode, _ what: String) -> [String: Placed<String>] {
        guard let members = map(node, "`\(what)`") else { return [:] }
        var texts: [String: Placed<String>] = [:]
        for member in members {
            if let text = text(member.node, member.name) { texts[member.name] = text }
        }
        return texts
    }
}
