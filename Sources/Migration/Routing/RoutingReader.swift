internal import Diagnostics
internal import Feeds
internal import Routing

/// Reads what a template says of a campaign's routing; see `TrackerShape` in `Mapping`.
///
/// What the source does not use is read as far as it goes, and nothing is held against it.
struct RoutingReader {
    /// Where a share of a path leads when not to an offer of the export.
    enum Destination: Sendable, Hashable {
        /// To an address, under the tracker's name for the way, which may be empty.
        case link(String, name: String)
        /// To another campaign.
        case campaign(String)
    }

    let file: String
    let name: String
    let start: SourcePosition
    /// Why an object is left out on purpose; `nil` when it is not.
    private let skipReason: (_ isOffer: Bool, _ id: String) -> String?
    /// What cannot be read, as errors.
    var findings: [Diagnostic] = []
    /// What deserves a look.
    var notes: [Diagnostic] = []
    /// Where shares lead that name no offer, by the ids of their shares.
    private(set) var destinations: [String: Destination] = [:]
    /// Where the first path stands that leads there.
    private(set) var places: [String: SourcePlace] = [:]

    /// A reader for one campaign.
    init(
        _ name: String, at place: SourcePlace,
        skipReason: @escaping (Bool, String) -> String? = { _, _ in nil }
    ) {
        self.name = name
        file = place.file
        start = place.position ?? .start
        self.skipReason = skipReason
    }

    /// What stands around a part of the routing.
    struct Scope {
        /// Its place, as far as it is known.
        var place: SourcePlace
        /// How messages call it: `rule 2 "vip"`.
        var steps: [String]
        /// Whether the source uses it.
        var isLive: Bool

        func inside(_ step: String, _ place: SourcePlace, isLive: Bool = true) -> Scope {
            Scope(place: place, steps: steps + [step], isLive: self.isLive && isLive)
        }
    }

    /// What stands around all parts of a campaign's routing.
    func scope(of node: Node) -> Scope {
        var scope = Scope(
            place: SourcePlace(file: file, position: start), steps: ["campaign \"\(name)\""], isLive: true)
        scope.place = place(of: node, in: scope)
        return scope
    }

    /// The routing of a campaign.
    mutating func tree(_ node: Node) -> RuleTree {
        let value = node.value
        let mode: RuleTree.Mode =
            switch value["mode"]?.value.string ?? "position" {
            case "position": .position
            case "weight": .weight
            case let other: .other(other)
            }
        let scope = scope(of: node)
        note(value["notes"], scope)
        var closed: [RoutingField: [String]] = [:]
        for entry in value["closed"]?.value.list ?? [] {
            guard let field = entry.value["field"]?.value.string else { continue }
            closed[RoutingField(field)] = texts(entry.value["values"])
        }
        return RuleTree(
            name, forced: rules(value["forced"], "forced rule", scope),
            rules: rules(value["rules"], "rule", scope),
            mode: mode,
            fallback: value["default"].map {
                choice($0.value, scope.inside("default", place(of: $0, in: scope)))
            },
            closedFields: closed, place: scope.place)
    }

    // MARK: Rules

    private mutating func rules(_ node: Node?, _ word: String, _ scope: Scope) -> [Rule] {
        var rules: [Rule] = []
        for (index, node) in (node?.value.list ?? []).enumerated() {
            let value = node.value
            let name = value["name"]?.value.string ?? ""
            let isEnabled = value["enabled"]?.value.bool ?? true
            let scope = scope.inside(
                Self.step(word, index, name), place(of: node, in: scope), isLive: isEnabled)
            let conditions = (value["conditions"]?.value.list ?? []).map { condition($0, scope) }
            let match = value["match"]?.value.string ?? "all"
            if match != "all", match != "any" {
                fault("routing", "joins its conditions by \"\(match)\"", scope)
            }
            note(value["notes"], scope)
            let choice = choice(value, scope)
            rules.append(
                Rule(
                    name, match == "any" && !conditions.isEmpty ? .any(conditions) : .all(conditions),
                    weight: weight(value["weight"], scope), paths: choice.paths, rotation: choice.rotation,
                    isEnabled: isEnabled, place: scope.place))
        }
        return rules
    }

    /// Reads one condition.
    func condition(_ node: Node, _ scope: Scope) -> Condition {
        let value = node.value
        let place = place(of: node, in: scope)
        let label = value["label"]?.value.string ?? value["field"]?.value.string ?? "without a name"
        if let reason = value["unsupported"]?.value.string {
            return .unsupported(UnsupportedCondition(label, reason: reason, place: place))
        }
        let inner = scope.inside("condition \(label)", place)
        let field = value["field"]?.value.string.map { field in
            Condition.test(
                FieldTest(
                    RoutingField(field), texts(value["values"]),
                    excludes: value["exclude"]?.value.bool ?? false, label: label, place: place))
        }
        let any = (value["any"]?.value.list).map { list in Condition.any(list.map { condition($0, inner) }) }
        let all = (value["all"]?.value.list).map { list in Condition.all(list.map { condition($0, inner) }) }
        // What is known already needs no test; else there is one, of one form.
        let forms = [field, any, all].compactMap { $0 }
        let found: Condition
        if value["always"]?.value.bool == true {
            found = .always
        } else if value["never"]?.value.bool == true {
            found = .any([])
        } else if let form = forms.first, forms.count == 1 {
            found = form
        } else {
            let reason = forms.isEmpty ? "is of a kind that nobody knows" : "says several things at once"
            return .unsupported(UnsupportedCondition(label, reason: reason, place: place))
        }
        return value["not"]?.value.bool == true ? .not(found) : found
    }

    // MARK: Paths

    private mutating func choice(_ value: Value, _ scope: Scope) -> PathChoice {
        var paths: [RoutePath] = []
        for (index, node) in (value["paths"]?.value.list ?? []).enumerated() {
            paths.append(path(node, index, scope))
        }
        if let name = value["unknown_rotation"]?.value.string {
            return PathChoice(paths, rotation: .other(name))
        }
        if let name = value["rotation"]?.value.string { return PathChoice(paths, rotation: .automatic(name)) }
        return PathChoice(paths)
    }

    private mutating func path(_ node: Node, _ index: Int, _ scope: Scope) -> RoutePath {
        let value = node.value
        let name = value["name"]?.value.string ?? ""
        let isEnabled = value["enabled"]?.value.bool ?? true
        var scope = scope.inside(
            Self.step("path", index, name), place(of: node, in: scope), isLive: isEnabled)
        let weight = weight(value["weight"], scope)
        if weight.isZero { scope.isLive = false }
        if let reason = value["unsupported"]?.value.string { fault("path", reason, scope) }
        note(value["notes"], scope)
        return RoutePath(
            name, weight: weight, landers: shares(value["landers"], isOffer: false, scope),
            offers: shares(value["offers"], isOffer: true, scope), isEnabled: isEnabled, place: scope.place)
    }

    private mutating func shares(_ node: Node?, isOffer: Bool, _ scope: Scope) -> [Share] {
        var shares: [Share] = []
        for node in node?.value.list ?? [] {
            let value = node.value
            var isEnabled = value["enabled"]?.value.bool ?? true
            let weight = weight(value["weight"], scope)
            let isLive = isEnabled && !weight.isZero && scope.isLive
            guard let id = id(value, isOffer: isOffer, scope, isLive: isLive) else {
                if isLive { fault("reference", "a \(isOffer ? "offer" : "lander") names no object", scope) }
                // A path whose landers are all out of use is another one than a path without landers.
                shares.append(Share("", weight: weight, isEnabled: false))
                continue
            }
            if isEnabled, let reason = skipReason(isOffer, id) {
                isEnabled = false
                if isLive { say("leaves out \(isOffer ? "offer" : "lander") \(id): \(reason)", scope) }
            }
            shares.append(Share(id, weight: weight, isEnabled: isEnabled))
        }
        return shares
    }

    /// What identifies the destination of a share.
    private mutating func id(_ value: Value, isOffer: Bool, _ scope: Scope, isLive: Bool) -> String? {
        if let id = value["id"]?.value.string { return id }
        guard isOffer else { return nil }
        let destination: Destination
        let id: String
        if let link = value["url"]?.value.string {
            id = Self.id(ofLink: link)
            destination = .link(link, name: value["name"]?.value.string ?? "")
        } else if let campaign = value["campaign"]?.value.string {
            id = "campaign \(campaign)"
            destination = .campaign(campaign)
        } else {
            return nil
        }
        if isLive { lead(to: destination, id, scope.place) }
        return id
    }

    /// The id of the offer that stands for an address.
    static func id(ofLink link: String) -> String { "link \(link)" }

    /// Notes where a share leads that names no offer; the first place counts.
    mutating func lead(to destination: Destination, _ id: String, _ place: SourcePlace) {
        guard destinations[id] == nil else { return }
        destinations[id] = destination
        places[id] = place
    }

    /// Without a weight, all are alike.
    mutating func weight(_ node: Node?, _ scope: Scope) -> Weight {
        guard let node, let text = node.value.string ?? node.value.number else { return Weight(1) }
        if let weight = Weight(text) { return weight }
        var scope = scope
        if node.position != start { scope.place = SourcePlace(file: file, position: node.position) }
        fault(
            "weight", "\"\(text)\" is no weight", scope,
            help: "a decimal number that is not negative, such as 70 or 0.25")
        return Weight(1)
    }

    func texts(_ node: Node?) -> [String] { (node?.value.list ?? []).compactMap(\.value.string) }
}
