internal import Diagnostics
internal import Feeds
internal import RedTrack

extension TemplateReader {
    /// What is made of a record.
    mutating func makes(_ node: Node?, _ root: Node) -> [Template.Make] {
        guard let node else { return [] }
        let entries = findings.list(node, "make")
        if entries.isEmpty, node.value.list != nil {
            findings.add("missing", "make is empty", at: node.position, help: "add - kind: offer")
        }
        return entries.compactMap { make($0) }
    }

    private mutating func make(_ node: Node) -> Template.Make? {
        let words = findings.members(
            of: node, "an entry of make",
            known: ["kind", "each", "when", "skip", "key", "duplicates", "fields", "on_empty"]
                + (dialect == .tracker ? ["refuse", "warn"] : []),
            required: ["kind", "key", "fields"])
        let kind = findings.word(words["kind"], "kind", as: RedTrack.Kind.self)
        let each = expression(words["each"], "each")
        let when = expression(words["when"], "when")
        let skips = findings.list(words["skip"], "skip").compactMap { skip($0, "skip") }
        let refusals = findings.list(words["refuse"], "refuse").compactMap { skip($0, "refuse") }
        let warnings = findings.list(words["warn"], "warn").compactMap { skip($0, "warn") }
        let key = expression(words["key"], "key")
        let duplicates = findings.word(words["duplicates"], "duplicates", as: Template.Duplicates.self)
        guard let kind else { return nil }
        let fields = fields(words["fields"], of: kind, policies(words["on_empty"], words["fields"]), node)
        guard let key else { return nil }
        return Template.Make(
            kind: kind, each: each, when: when, skips: skips, refusals: refusals, warnings: warnings,
            key: key,
            duplicates: duplicates ?? .error, fields: fields,
            position: node.position)
    }

    private mutating func skip(_ node: Node, _ word: String) -> Template.Skip? {
        let words = findings.members(
            of: node, "an entry of \(word)", known: ["when", "reason"], required: ["when", "reason"])
        guard let when = expression(words["when"], "when"),
            let reason = findings.text(words["reason"], "reason")
        else { return nil }
        return Template.Skip(when: when, reason: reason)
    }

    /// An expression, or a number or truth value that stands for itself.
    mutating func expression(_ node: Node?, _ what: String) -> Template.ExpressionSource? {
        guard let node else { return nil }
        switch node.value {
        case .string(let text): return Template.ExpressionSource(text: text, position: node.position)
        case .number, .bool:
            return Template.ExpressionSource(text: "`\(node.value.jsonText())`", position: node.position)
        default:
            findings.wrong(node, "\(what) must be an expression")
            return nil
        }
    }

    // MARK: Fields

    private mutating func policies(_ node: Node?, _ fields: Node?) -> [String: Template.EmptyPolicy] {
        var result: [String: Template.EmptyPolicy] = [:]
        let known = fields?.value.members?.map(\.name) ?? []
        for member in node.flatMap({ findings.map($0, "on_empty") }) ?? [] {
            if !known.contains(member.name) {
                findings.add(
                    "unknown-field",
                    "on_empty names \(TemplateFindings.quoted(member.name)), which is no field here",
                    at: member.namePosition, help: Suggestion.help(for: member.name, in: known))
            }
            result[member.name] = findings.word(member.node, "on_empty of \(member.name)")
        }
        return result
    }

    private mutating func fields(
        _ node: Node?, of kind: RedTrack.Kind, _ policies: [String: Template.EmptyPolicy], _ make: Node
    ) -> [Template.Field] {
        guard let node, let members = findings.map(node, "fields") else { return [] }
        var result: [Template.Field] = []
        for member in members {
            guard let expression = expression(member.node, member.name),
                let description = description(of: member, in: kind)
            else { continue }
            if let other = result.first(where: { Self.overlaps($0.path, member.name) }) {
                findings.add(
                    "duplicate", "\(member.name) and \(other.path) set the same field",
                    at: member.namePosition,
                    help: "keep one")
                continue
            }
            let isNeeded = Self.isRequired(description) && !isFilledLater(description, of: kind)
            let policy = policies[member.name] ?? (isNeeded ? .error : .omit)
            let listPolicy =
                policies[member.name] ?? (description.type.isList && policy == .omit ? .clear : policy)
            if policy == .clear, !description.type.isList {
                findings.add(
                    "value", "only a list can be cleared, and \(member.name) is none",
                    at: member.namePosition,
                    help: "one of: error, omit, skip")
            }
            result.append(
                Template.Field(
                    path: member.name, type: description.type, expression: expression, onEmpty: policy,
                    onEmptyList: listPolicy))
        }
        for field in kind.fields where field.access == .required && !isFilledLater(field, of: kind) {
            let name = field.manifestName
            guard !members.contains(where: { $0.name == name || $0.name.hasPrefix(name + ".") }) else {
                continue
            }
            findings.add(
                "missing", "\(kind.rawValue) needs \(name)", at: make.position,
                help: "add \(name): ... to fields")
        }
        return result
    }

    private static func isRequired(_ field: FieldDescription) -> Bool {
        field.access == .required || ["title", "url", "network"].contains(field.manifestName)
    }

    /// What trackers do not know and a migration finds: the website of a network, the network of an offer of none, the source
    /// of a campaign of none.
    private func isFilledLater(_ field: FieldDescription, of kind: RedTrack.Kind) -> Bool {
        guard dialect == .tracker else { return false }
        switch kind {
        case .network: return field.name == "url"
        case .offer: return field.name == "program_id"
        case .campaign: return field.name == "source_id"
        default: return false
        }
    }

    private static func overlaps(_ left: String, _ right: String) -> Bool {
        left == right || left.hasPrefix(right + ".") || right.hasPrefix(left + ".")
    }

    private mutating func description(of member: Member, in kind: RedTrack.Kind) -> FieldDescription? {
        if dialect == .tracker,
            let field = TrackerShape.fields(of: kind).first(where: { $0.name == member.name })
        {
            return field
        }
        var fields = kind.fields
        var found: FieldDescription?
        var owner = kind.rawValue
        for name in member.name.split(separator: ".", omittingEmptySubsequences: false) {
            let writable = fields.filter(\.isWritable)
            guard let field = writable.first(where: { $0.manifestName == name }) else {
                unknownField(member, String(name), owner, fields, writable.map(\.manifestName))
                return nil
            }
            found = field
            owner = field.manifestName
            if case .record(let inner) = field.type { fields = inner } else { fields = [] }
        }
        return found
    }

    private mutating func unknownField(
        _ member: Member, _ name: String, _ owner: String, _ fields: [FieldDescription], _ known: [String]
    ) {
        if let field = fields.first(where: { $0.name == name }) {
            let message =
                field.isWritable
                ? "\(owner) names \(field.manifestName) rather than \(name)"
                : "\(name) of \(owner) cannot be set"
            findings.add(
                "unknown-field", message, at: member.namePosition,
                help: field.isWritable ? "write \(field.manifestName)" : "leave it away")
            return
        }
        let help =
            known.isEmpty ? "\(owner) has no fields of its own" : "it has: \(known.joined(separator: ", "))"
        findings.add(
            "unknown-field", "\(owner) has no field \(TemplateFindings.quoted(name))",
            at: member.namePosition,
            help: Suggestion.help(for: name, in: known) ?? help)
    }
}

extension FieldType {
    /// Whether values are lists.
    var isList: Bool {
        switch self {
        case .texts, .records: true
        default: false
        }
    }
}
