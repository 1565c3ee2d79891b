internal import Feeds

extension DraftGuesser {
    /// The tracking link, with a place for the click id.
    mutating func guessLink() {
        guard let best = ranked(linkScore).first else { return buildLink() }
        let field = best.field
        chosen["url"] = field
        var expression = field.expression
        var comments = ["\(best.reason), in \(coverage(field)): \(samples(field, 1))"]
        if field.share({ $0.contains("&amp;") }) > 0 { expression = "unescape(\(expression))" }
        if field.share({ $0.utf8.first == 0x20 || $0.utf8.last == 0x20 || $0.utf8.last == 0x0A }) > 0 {
            expression =
                hasGaps(field) ? "if(\(field.expression), trim(\(expression)))" : "trim(\(expression))"
        }
        let leftovers = leftovers(field)
        if let placeholder = leftovers.first(where: Self.isClickPlaceholder) {
            expression = "macro(\(expression), \(DraftModel.literal(placeholder)), '{clickid}')"
            comments.append("\(YAMLText.shown(placeholder, 40)) is where the network expects the click id")
        } else if field.share({ $0.contains("{clickid}") }) < 1 {
            let (name, isKnown) = clickParameter(field)
            addClickParameter(name, isKnown: isKnown)
            expression = "set_param(\(expression), param('click_parameter'), '{clickid}')"
        }
        let others = leftovers.filter { !Self.isClickPlaceholder($0) }
        if !others.isEmpty {
            let shown = others.prefix(5).map { YAMLText.shown($0, 40) }.joined(separator: ", ")
            comments.append("decide: the links hold \(shown); fill it with macro(..., '...', 'your value')")
        }
        if hasGaps(field) { model.emptyRules.append(.init(field: "url", policy: "skip")) }
        model[field: "url"] = DraftModel.Line(name: "url", expression: expression, comments: comments)
    }

    private func linkScore(_ field: DraftField) -> (score: Int, reason: String)? {
        guard field.isScalar, field.share(Self.looksLikeLink) >= 0.5 else { return nil }
        var penalty = depthPenalty(field)
        let owners = field.path.names.dropLast().flatMap(NameWords.words)
        if owners.contains("tracking") || owners.contains("click") { penalty -= 15 }
        if let known = DraftNames.links[field.name] {
            if owners.contains(where: DraftNames.untracked.contains) { return nil }
            return (max(1, known - penalty), "named like a tracking link")
        }
        if field.allWords.contains(where: DraftNames.untracked.contains) { return nil }
        return (max(1, 40 - penalty), "holds links")
    }

    /// What in the links waits to be replaced.
    private func leftovers(_ field: DraftField) -> [String] {
        var found: [String] = []
        for text in field.values {
            for leftover in LinkLeftover.all(in: text.utf8.span) where leftover.kind == .placeholder {
                if !found.contains(leftover.text) { found.append(leftover.text) }
            }
            if found.count > 10 { break }
        }
        return found
    }

    private static func isClickPlaceholder(_ text: String) -> Bool {
        let words = NameWords.words(text)
        let hasClick = words.contains("click") || words.contains("clickid") || words.contains("transaction")
        return hasClick || words.contains { $0.hasSuffix("clickid") || $0 == "cid" }
    }

    // MARK: The parameter of the click id

    /// What in links tells whose they are, and which of their parameters takes a text of ours.
    private static let clickParameters: [(mark: String, name: String)] = [
        ("_ef_transaction_id=", "sub1"), ("/aff_c?", "aff_sub"), ("aff_id=", "aff_sub"),
        ("awinmid=", "clickref"),
        ("awinaffid=", "clickref"), (".pxf.", "subId1"), (".sjv.io", "subId1"), ("/click-", "sid"),
        ("m-pr.cfm", "afftrack"), ("r.cfm", "afftrack"), (".hop.clickbank.", "tid"), ("affid=", "sub1"),
    ]

    private func clickParameter(_ field: DraftField) -> (name: String, isKnown: Bool) {
        for (mark, name) in Self.clickParameters where field.share({ $0.contains(mark) }) > 0.5 {
            return (name, true)
        }
        return ("sub1", false)
    }

    private mutating func addClickParameter(_ name: String, isKnown: Bool) {
        model.parameters.append(
            DraftModel.Parameter(
                name: "click_parameter", help: "the parameter of the tracking link that takes the click id",
                fallback: name,
                comments: isKnown
                    ? ["as the links look; the network's documentation says for sure"]
                    : ["decide: each network has its own; ask yours, or look at its documentation"]))
    }

    // MARK: Feeds without a link

    private mutating func buildLink() {
        let untracked = fields.filter { $0.isScalar && $0.share(Self.looksLikeLink) >= 0.5 }
        var comments = [
            "decide: no field was found that holds a tracking link, so it is made of the offer's key."
        ]
        if let field = untracked.first {
            comments.append(
                "\(YAMLText.shown(field.expression, 60)) is a link, but tracks nothing: \(samples(field, 1))")
        }
        model.parameters.append(
            DraftModel.Parameter(
                name: "link",
                help: "the tracking link of an offer, with {id} for its key and {clickid} for the click id",
                fallback: "",
                comments: [
                    "Such as https://tracking.example/click?offer={id}&sub1={clickid}; nothing is made without it."
                ]))
        model.skips.append(
            DraftModel.Skip(
                when: "param('link') == ''", reason: "no tracking link, give one with --set link=...",
                comments: []))
        let key = model.key.expression
        model[field: "url"] = DraftModel.Line(
            name: "url", expression: "macro(param('link'), '{id}', urlencode(\(key)))", comments: comments)
    }
}
