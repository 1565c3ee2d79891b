internal import Diagnostics

extension ProjectReader {
    /// What a project says about lints: a mapping of their names to `error`, `warning`, `off` or a mapping.
    mutating func lints(_ node: WrittenNode) -> LintSettings {
        var settings = LintSettings()
        for member in map(node, "`lints`") ?? [] {
            guard let rule = LintRule.named(member.name) else {
                let names = LintRule.all.map(\.name)
                findings.add(
                    Diagnostic(
                        .error, "project.lint", "there is no lint `\(member.name)`",
                        at: findings.place(member.position), length: member.name.unicodeScalars.count,
                        help: Suggestion.help(for: member.name, in: names)
                            ?? "they are \(names.joined(separator: ", "))"))
                continue
            }
            settings.entries[rule.name] = lint(member.node, rule)
        }
        return settings
    }

    private mutating func lint(_ node: WrittenNode, _ rule: LintRule) -> LintSettings.Entry {
        guard case .map(let members) = node.content else {
            return LintSettings.Entry(level: lintLevel(node))
        }
        var entry = LintSettings.Entry()
        let words = ["severity", "except"] + (rule == .unknownMacro ? ["known"] : [])
        for member in known(members, words, "a lint") {
            switch member.name {
            case "severity": entry.level = lintLevel(member.node)
            case "except": entry.except = patterns(member.node, "except")
            default: entry.known = list(member.node, "known").map(\.value)
            }
        }
        return entry
    }

    private mutating func lintLevel(_ node: WrittenNode) -> LintLevel? {
        let text =
            switch node.content {
            case .plain(let text), .text(let text): text
            // JSON has no words without quotes, but `false` is one.
            case .boolean(false): "off"
            default: ""
            }
        if let level = LintLevel(rawValue: text) { return level }
        let names = LintLevel.allCases.map(\.rawValue)
        report(
            "lint", "a lint is \(names.joined(separator: ", ")) or a mapping", at: node,
            help: Suggestion.help(for: text, in: names)
                ?? "write one of them, or {severity: warning, except: [\"offers/legacy/*\"]}")
        return nil
    }

    /// Patterns of objects, one or a list.
    mutating func patterns(_ node: WrittenNode, _ name: String) -> [AddressPattern] {
        var patterns: [AddressPattern] = []
        for text in list(node, name) {
            do throws(AddressPattern.Fault) {
                patterns.append(try AddressPattern(text.value))
            } catch {
                findings.add(
                    Diagnostic(
                        .error, "project.pattern", error.message, at: text.place,
                        length: text.value.unicodeScalars.count, help: error.help))
            }
        }
        return patterns
    }

    /// Texts, one or a list.
    mutating func list(_ node: WrittenNode, _ name: String) -> [Placed<String>] {
        if case .list(let nodes) = node.content { return nodes.compactMap { text($0, name) } }
        return text(node, name).map { [$0] } ?? []
    }
}
