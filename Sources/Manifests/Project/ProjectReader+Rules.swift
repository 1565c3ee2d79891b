internal import Diagnostics
internal import RedTrack

extension ProjectReader {
    /// The members of a project, and of each of its accounts, that are rules.
    static let ruleWords = ["lints", "policies", "variables", "overlays"]

    /// Reads one of them; `false` when it is something else.
    mutating func readRule(_ member: WrittenMember, into rules: inout ProjectRules) -> Bool {
        switch member.name {
        case "lints": rules.lints = lints(member.node)
        case "policies": rules.policies = policies(member.node)
        case "variables": rules.variables = variables(member.node)
        case "overlays": rules.overlays = overlays(member.node)
        default: return false
        }
        return true
    }

    // MARK: Variables

    /// A mapping of names to values. Values are texts until the field that uses them gives them a type.
    private mutating func variables(_ node: WrittenNode) -> [String: Placed<String>] {
        var variables: [String: Placed<String>] = [:]
        for member in map(node, "`variables`") ?? [] {
            guard VariableText.isName(member.name) else {
                findings.add(
                    Diagnostic(
                        .error, "project.variable", "`\(member.name)` cannot be the name of a variable",
                        at: findings.place(member.position), length: member.name.unicodeScalars.count,
                        help: "names are letters, digits, - and _: files write them as ${var.NAME}"))
                continue
            }
            let text: String
            switch member.node.content {
            case .plain(let plain): text = plain
            case .text(let quoted): text = quoted
            case .number(let literal): text = literal
            case .boolean(let truth): text = truth ? "true" : "false"
            default:
                report(
                    "type",
                    "the variable `\(member.name)` is a text or a number, found \(member.node.kindName)",
                    at: member.node, help: "write one value")
                continue
            }
            if VariableText.hasReference(text) {
                report(
                    "variable", "the variable `\(member.name)` names a variable", at: member.node,
                    help: "write the value itself: variables do not hold other ones")
                continue
            }
            variables[member.name] = Placed(text, at: findings.place(member.node.position))
        }
        return variables
    }

    // MARK: Overlays

    /// A list of files: `eu.yaml`, or `{file: eu.yaml, add: true}`.
    private mutating func overlays(_ node: WrittenNode) -> [ProjectRules.Overlay] {
        var nodes = [node]
        if case .list(let elements) = node.content { nodes = elements }
        var overlays: [ProjectRules.Overlay] = []
        for node in nodes {
            guard case .map(let members) = node.content else {
                if let file = text(node, "overlays") { overlays.append(ProjectRules.Overlay(file: file)) }
                continue
            }
            var file: Placed<String>?
            var adds = false
            for member in known(members, ["file", "add"], "an overlay") {
                if member.name == "file" {
                    file = text(member.node, "file")
                } else {
                    adds = truth(member.node, "add") ?? false
                }
            }
            if let file {
                overlays.append(ProjectRules.Overlay(file: file, adds: adds))
            } else if !members.contains(where: { $0.name == "file" }) {
                report("overlay", "an overlay has no file", at: node, help: "write `file:` and a path")
            }
        }
        for overlay in overlays where ManifestFormat(fileName: overlay.file.value) == nil {
            findings.add(
                Diagnostic(
                    .error, "project.overlay", "the name \(overlay.file.value) tells no format",
                    at: overlay.file.place,
                    length: overlay.file.value.unicodeScalars.count,
                    help: "overlays are manifests: .yaml, .json, .csv or .xml"))
        }
        return overlays
    }

    /// A truth value.
    mutating func truth(_ node: WrittenNode, _ name: String) -> Bool? {
        switch node.content {
        case .boolean(let truth): return truth
        case .plain("true"): return true
        case .plain("false"): return false
        default:
            report(
                "type", "`\(name)` is true or false, found \(node.kindName)", at: node,
                help: "write true or false, without quotes")
            return nil
        }
    }
}
