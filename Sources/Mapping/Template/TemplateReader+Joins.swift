internal import Diagnostics
internal import Feeds

extension TemplateReader {
    /// The inputs that are read before the feed.
    mutating func readJoins(_ node: Node?) {
        guard let node, let members = findings.map(node, "joins") else { return }
        for member in members {
            let what = "join \(member.name)"
            guard Self.isName(member.name) else {
                findings.add(
                    "value", "\(TemplateFindings.quoted(member.name)) is no name of a join",
                    at: member.namePosition, help: "use letters, digits and _")
                continue
            }
            let words = findings.members(
                of: member.node, what,
                known: ["help", "format", "records", "reader", "key", "required", "limit", "duplicates"],
                required: ["format", "key"])
            let format = format(words, member.node)
            let key = expression(words["key"], "the key of \(what)")
            let limit = findings.count(words["limit"], "the limit of \(what)")
            if let limit, !(1...TemplateJoin.greatestLimit).contains(limit), let node = words["limit"] {
                findings.add(
                    "value", "the limit of \(what) is \(limit)", at: node.position,
                    help: "at least 1 and at most \(TemplateJoin.greatestLimit)")
            }
            let join = TemplateJoin(
                name: member.name, help: findings.text(words["help"], "the help of \(what)") ?? "",
                format: format?.0 ?? .json(JSONRecordOptions()), encoding: format?.1,
                key: key ?? Template.ExpressionSource(text: "@", position: member.namePosition),
                isRequired: findings.truth(words["required"], "required of \(what)") ?? false,
                limit: limit ?? TemplateJoin.usualLimit,
                duplicates: findings.word(words["duplicates"], "duplicates of \(what)") ?? .error,
                position: member.namePosition)
            joins.append(join)
        }
    }
}
