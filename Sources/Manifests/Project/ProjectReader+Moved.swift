internal import Diagnostics
internal import RedTrack

extension ProjectReader {
    /// The objects that got another key: a list of `{from: offers/OLD, to: offers/NEW}`.
    mutating func moves(_ node: WrittenNode) -> [Project.Move] {
        guard case .list(let elements) = node.content else {
            report(
                "type", "`moved` is a list of moves, found \(node.kindName)", at: node,
                help: "write `- {from: offers/OLD, to: offers/NEW}`")
            return []
        }
        let moves = elements.compactMap { move($0) }
        checkTwins(moves)
        return moves
    }

    private mutating func move(_ node: WrittenNode) -> Project.Move? {
        guard let members = map(node, "a move") else { return nil }
        var ends: [String: (kind: Kind, key: Placed<String>)] = [:]
        var id: Placed<String>?
        for member in known(members, ["from", "to", "id"], "a move") {
            if member.name == "id" {
                id = text(member.node, "id")
            } else if let end = end(member.node, member.name) {
                ends[member.name] = end
            }
        }
        for name in ["from", "to"] where !members.contains(where: { $0.name == name }) {
            report(
                "move", "a move has no `\(name)`", at: node,
                help: "write `{from: offers/OLD, to: offers/NEW}`")
        }
        guard let from = ends["from"], let to = ends["to"] else { return nil }
        let move = Project.Move(kind: from.kind, from: from.key, to: to.key, id: id)
        if let (problem, help) = Self.fault(of: move, toKind: to.kind) {
            findings.add(
                Diagnostic(
                    .error, "project.move", problem, at: to.key.place,
                    length: "\(to.kind.plural)/\(to.key.value)".unicodeScalars.count, help: help))
            return nil
        }
        return move
    }

    private static func fault(of move: Project.Move, toKind: Kind) -> (problem: String, help: String)? {
        let stars = [move.from.value, move.to.value].map { $0.count { $0 == "*" } }
        if move.kind != toKind {
            return (
                "\(move.kind.article) \(move.kind.rawValue) cannot become \(toKind.article) \(toKind.rawValue)",
                "an object keeps its kind: name one kind in `from` and `to`"
            )
        }
        if stars[0] != stars[1] || stars[0] > 1 {
            return (
                "`from` has \(stars[0]) `*`, and `to` has \(stars[1])",
                "write one `*` on both sides, or none: it stands for the same on both"
            )
        }
        if move.from == move.to { return ("it moves to where it is", "remove it, or correct one of the two") }
        if stars[0] == 1, move.id != nil {
            return (
                "a pattern moves many objects, and `id` names one", "remove `id`, or write a key without `*`"
            )
        }
        // What has been moved would be moved again by the next plan.
        if move.isPattern, move.newKey(of: move.to.value) != nil {
            return (
                "what is moved to \(move.toAddress) is moved again and again: it still fits \(move.fromAddress)",
                "write a `from` that does not fit the new keys"
            )
        }
        return nil
    }

    /// `offers/NAME`, or a pattern.
    private mutating func end(_ node: WrittenNode, _ name: String) -> (kind: Kind, key: Placed<String>)? {
        guard let text = text(node, name) else { return nil }
        if let slash = text.value.firstIndex(of: "/"), let kind = Kind(plural: text.value[..<slash]) {
            let key = String(text.value[text.value.index(after: slash)...])
            if !key.isEmpty { return (kind, Placed(key, at: text.place)) }
        }
        let kind = text.value.split(separator: "/").first.map(String.init) ?? ""
        report(
            "move", "`\(name)` is KINDS/KEY, found \"\(text.value)\"", at: node,
            help: Suggestion.help(for: kind, in: Kind.allCases.map(\.plural))
                ?? "begin with one of \(Kind.allCases.map(\.plural).joined(separator: ", ")) and a slash")
        return nil
    }

    /// Two moves from one key contradict each other; two that lead to one key are found with the lock file.
    private mutating func checkTwins(_ moves: [Project.Move]) {
        var known: [String: Project.Move] = [:]
        for move in moves {
            let name = move.fromAddress + (move.id.map { " \($0.value)" } ?? "")
            if let earlier = known[name] {
                findings.add(
                    Diagnostic(
                        .error, "project.move",
                        "\(move.fromAddress) moves twice: the other move stands at \(earlier.from.place)",
                        at: move.from.place, length: move.fromAddress.unicodeScalars.count,
                        help: "keep one of them"))
            }
            known[name] = move
        }
    }
}
