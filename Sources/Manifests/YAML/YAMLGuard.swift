internal import Diagnostics
internal import Yams

/// Bounds what the aliases of a YAML text may cost, before they are followed.
///
/// The composer shares what an alias repeats, yet two things could still grow out of all proportion: the depth of
/// anchored values inside of anchored values, and the comparison of mapping keys that are, or hold, aliases. So a
/// text with a `*` is composed once with another character in its place. That tree has no aliases, and tells
/// where they are and what following them would give.
struct YAMLGuard {
    /// What a value amounts to when its aliases are followed.
    private struct Extent {
        var depth = 1
        var nodes = 1
    }

    /// Stands for `*`; a character for private use, which no manifest has at the start of a plain text.
    private static let mark: Unicode.Scalar = "\u{E100}"
    /// Deeper trees are refused anyhow when they are read.
    private static let deepest = 1_000

    private var anchored: [String: Extent] = [:]
    private var hasAliasInKey = false
    private let budget: Int

    /// Whether the aliases of a text may be followed; says so when not.
    static func allows(_ source: YAMLSource, budget: Int, _ findings: inout Findings) -> Bool {
        guard source.text.utf8.contains(UInt8(ascii: "*")) else { return true }
        let neutral = String(
            String.UnicodeScalarView(source.text.unicodeScalars.map { $0 == "*" ? mark : $0 }))
        var scratch = Findings(file: findings.file)
        let documents = YAMLDocuments(YAMLSource(neutral), &scratch)
        guard scratch.errorCount == 0 else {
            // Whatever stops the composer here stops it there: places are the same.
            for diagnostic in scratch.diagnostics { findings.add(diagnostic) }
            return false
        }
        var look = YAMLGuard(budget: budget)
        var whole = Extent()
        for root in documents.roots { look.add(look.extent(of: root), to: &whole) }
        if look.hasAliasInKey {
            findings.error(
                "yaml", "a key of a mapping holds an alias", at: .start, help: "write the keys out")
        } else if whole.nodes >= budget {
            findings.error("yaml", "the aliases repeat too much", at: .start, help: "write the values out")
        } else if whole.depth > deepest {
            findings.error(
                "yaml", "anchors inside of anchors nest too deep", at: .start, help: "write the values out")
        } else {
            return true
        }
        return false
    }

    private init(budget: Int) {
        self.budget = budget
    }

    /// The tree has no aliases and is as deep as the text, which libYAML bounds.
    private mutating func extent(of node: Yams.Node) -> Extent {
        var extent = Extent()
        switch node {
        case .scalar(let scalar):
            if Self.isAlias(scalar) {
                extent = anchored[String(scalar.string.unicodeScalars.dropFirst())] ?? extent
            }
        case .sequence(let sequence):
            for element in sequence { add(self.extent(of: element), to: &extent) }
        case .mapping(let mapping):
            for (key, value) in mapping {
                if case .scalar(let scalar) = key {
                    if Self.isAlias(scalar) { hasAliasInKey = true }
                } else if holdsAlias(key) {
                    hasAliasInKey = true
                }
                add(self.extent(of: key), to: &extent)
                add(self.extent(of: value), to: &extent)
            }
        case .alias: break
        }
        if let anchor = node.anchor { anchored[anchor.rawValue] = extent }
        return extent
    }

    private func add(_ inner: Extent, to outer: inout Extent) {
        outer.depth = max(outer.depth, min(inner.depth, Self.deepest) + 1)
        outer.nodes = min(budget, outer.nodes + inner.nodes)
    }

    private func holdsAlias(_ node: Yams.Node) -> Bool {
        switch node {
        case .scalar(let scalar): Self.isAlias(scalar)
        case .sequence(let sequence): sequence.contains(where: holdsAlias)
        case .mapping(let mapping): mapping.contains { holdsAlias($0.key) || holdsAlias($0.value) }
        case .alias: true
        }
    }

    private static func isAlias(_ scalar: Yams.Node.Scalar) -> Bool {
        scalar.style == .plain && scalar.string.unicodeScalars.first == mark
    }
}
