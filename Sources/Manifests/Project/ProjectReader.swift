internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Makes a project of the values of its file.
struct ProjectReader {
    var findings: Findings

    init(findings: Findings) {
        self.findings = findings
    }

    /// The members of a project.
    static let projectWords = ["accounts", "account", "manifests", "feeds", "moved", "adoption"] + ruleWords

    mutating func project(_ documents: [WrittenNode], folder: String) -> Project {
        var project = Project(folder: folder)
        if let second = documents.dropFirst().first {
            report(
                "documents", "a project is one document", at: second,
                help: "put everything into the first one")
        }
        guard let document = documents.first, let members = map(document, "a project") else { return project }
        for member in known(members, Self.projectWords, "a project") {
            switch member.name {
            case "accounts": project.accounts = accounts(member.node)
            case "account": project.defaultAccount = text(member.node, "account")
            case "feeds": project.feeds = feeds(member.node)
            case "moved": project.moved = moves(member.node)
            case "adoption": project.adoption = adoption(member.node)
            case "manifests": project.manifests = globs(member.node)
            default: _ = readRule(member, into: &project.rules)
            }
        }
        if let name = project.defaultAccount, project.accounts[name.value] == nil, findings.errorCount == 0 {
            findings.add(
                Diagnostic(
                    .error, "project.account", "there is no account \"\(name.value)\"", at: name.place,
                    length: name.value.unicodeScalars.count,
                    help: Suggestion.help(for: name.value, in: project.accounts.keys.sorted())
                        ?? "describe it under `accounts:`"))
        }
        return project
    }

    private mutating func accounts(_ node: WrittenNode) -> [String: Project.Account] {
        guard let members = map(node, "accounts") else { return [:] }
        var accounts: [String: Project.Account] = [:]
        for member in members {
            guard let fields = map(member.node, "an account") else { continue }
            var account = Project.Account(
                name: member.name, url: nil, key: nil, place: findings.place(member.position))
            for field in known(fields, ["url", "key"] + Self.ruleWords, "an account") {
                if readRule(field, into: &account.rules) { continue }
                if field.name == "url" {
                    account.url = url(field.node)
                } else {
                    account.key = key(field.node, of: member.name)
                }
            }
            accounts[member.name] = account
        }
        return accounts
    }

    private mutating func url(_ node: WrittenNode) -> Placed<String>? {
        guard let url = text(node, "url") else { return nil }
        let lowered = url.value.lowercased()
        let isAddress = ["https://", "http://"].contains { lowered.hasPrefix($0) && lowered != $0 }
        let isSandbox = lowered.hasPrefix("sandbox:") && lowered != "sandbox:"
        guard isAddress || isSandbox else {
            report(
                "url", "the URL of an account starts with https:// or sandbox:", at: node,
                help: "write https:// and the host of the API, or sandbox: and a file")
            return nil
        }
        return url
    }

    /// The reference to a key. The text is never shown: it may be the key itself.
    private mutating func key(_ node: WrittenNode, of account: String) -> Placed<Project.KeyReference>? {
        guard let text = text(node, "key") else { return nil }
        let place = findings.place(node.position)
        let value = Substring(text.value)
        if value.hasPrefix("env:") {
            let name = value.dropFirst("env:".count)
            let isName =
                !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") }
            if isName { return Placed(.environment(String(name)), at: place) }
        } else if value.hasPrefix("file:"), value.utf8.count > "file:".utf8.count {
            return Placed(.file(String(value.dropFirst("file:".count))), at: place)
        }
        report(
            "key", "the key of the account \"\(account)\" is no reference", at: node,
            help:
                "put the key into an environment variable and write `key: env:NAME`, or into a file and write "
                + "`key: file:PATH`; a key that stood in this file should be replaced by a new one")
        return nil
    }

    private mutating func globs(_ node: WrittenNode) -> [Placed<String>]? {
        guard case .list(let elements) = node.content, !elements.isEmpty else {
            report(
                "manifests", "`manifests` is a list of files and patterns, found \(node.kindName)", at: node,
                help: "write [\"manifests/**/*.yaml\"], or leave it out for all manifests of the folder")
            return nil
        }
        return elements.compactMap { text($0, "manifests") }
    }

    // MARK: Shapes

    mutating func map(_ node: WrittenNode, _ what: String) -> [WrittenMember]? {
        if case .map(let members) = node.content { return members }
        report(
            "type", "\(what) is a mapping, found \(node.kindName)", at: node,
            help: "write `NAME: VALUE` lines")
        return nil
    }

    mutating func text(_ node: WrittenNode, _ name: String) -> Placed<String>? {
        switch node.content {
        case .plain(let text) where !text.isEmpty, .text(let text) where !text.isEmpty:
            return Placed(text, at: findings.place(node.position))
        default:
            report(
                "type", "`\(name)` is a text, found \(node.kindName)", at: node,
                help: "say what it is, or remove it")
            return nil
        }
    }

    mutating func known(_ members: [WrittenMember], _ names: [String], _ what: String)
        -> [WrittenMember]
    {
        members.filter { member in
            if names.contains(member.name) { return true }
            findings.add(
                Diagnostic(
                    .error, "project.unknown-field", "\(what) has no field `\(member.name)`",
                    at: findings.place(member.position), length: member.name.unicodeScalars.count,
                    help: Suggestion.help(for: member.name, in: names)
                        ?? "its fields are \(names.joined(separator: ", "))"))
            return false
        }
    }

    mutating func report(_ problem: String, _ message: String, at node: WrittenNode, help: String) {
        findings.add(
            Diagnostic(
                .error, "project." + problem, message, at: findings.place(node.position), length: node.length,
                help: help))
    }
}
