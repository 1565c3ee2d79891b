internal import Diagnostics

/// What can be wrong with the joins that are given to a template.
enum JoinFindings {
    /// There is no join of that name.
    static func unknown(_ name: String, in template: Template) -> Diagnostic {
        let known = template.joins.map(\.name)
        let help =
            known.isEmpty ? "leave the file away" : "it has: \(known.joined(separator: ", "))"
        return Diagnostic(
            .error, "template.join", "the template has no join \(TemplateFindings.quoted(name))",
            at: SourcePlace(file: template.file, position: .start),
            help: Suggestion.help(for: name, in: known) ?? help)
    }

    /// Everything that is wrong with what is given.
    static func all(_ given: [String: JoinData], of template: Template) -> [Diagnostic] {
        var findings = given.keys.sorted().filter { name in !template.joins.contains { $0.name == name } }
            .map { unknown($0, in: template) }
        for join in template.joins where join.isRequired && given[join.name] == nil {
            let help = join.help.isEmpty ? "" : ": \(join.help)"
            findings.append(
                Diagnostic(
                    .error, "template.join", "the join \(join.name) must be given\(help)",
                    at: SourcePlace(file: template.file, position: join.position),
                    help: "add --join \(join.name)=FILE"))
        }
        return findings
    }
}
