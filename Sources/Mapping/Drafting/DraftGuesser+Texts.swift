internal import Feeds

extension DraftGuesser {
    // MARK: The key

    /// What tells the objects from each other, today and in the next feed.
    mutating func guessKey() {
        let candidates = ranked(keyScore)
        let unique = candidates.first { $0.field.isUnique && $0.field.isEverywhere }
        // What is called an id is one, also when products stand in the feed several times.
        let named = candidates.first { $0.score >= 75 && $0.field.isEverywhere }
        if let best = unique, best.score >= 50 || named == nil && !hasKeys {
            return useKey(best.field, [best.reason + ", different in " + coverage(best.field)])
        }
        if hasKeys {
            model.key.expression = "key()"
            model.key.comments = ["the name under which the feed holds each record"]
            return
        }
        if let best = named ?? candidates.first(where: { $0.score >= 30 && $0.field.isEverywhere }) {
            useKey(best.field, [best.reason + ", but some records share one: the first of them counts"])
            model.duplicates = "first"
            return
        }
        if let best = candidates.first {
            useKey(best.field, [best.reason + ", in " + coverage(best.field)])
            skipWithoutKey(best.field.expression)
            model.duplicates = "first"
            return
        }
        // A name that the feed does not have: nothing is made before somebody decides.
        let taken = Set(paths.compactMap { $0.path.names.first })
        let name = ["id", "offer_id", "key"].first { !taken.contains($0) } ?? "decide_the_key"
        model.key.expression = name
        model.key.comments = ["decide: no field was found that tells the records from each other"]
        skipWithoutKey(name)
    }

    /// Leaves records out that have no key, which would be wrong otherwise.
    private mutating func skipWithoutKey(_ expression: String) {
        model.skips.append(
            DraftModel.Skip(
                when: "!\(expression)", reason: "no key", comments: ["Nothing names these."], isNeeded: true))
    }

    private mutating func useKey(_ field: DraftField, _ comments: [String]) {
        chosen["key"] = field
        model.key.expression =
            field.hasOthersThanTexts || field.expression.hasPrefix("\"")
            ? "to_string(\(field.expression))" : field.expression
        if field.share({ $0.utf8.last == 0x20 || $0.utf8.first == 0x20 }) > 0 {
            model.key.expression = "trim(\(model.key.expression))"
        }
        model.key.comments = comments
    }

    private func keyScore(_ field: DraftField) -> (score: Int, reason: String)? {
        guard field.isScalar, field.path.lists == 0, field.statistics.longest <= 300 else { return nil }
        guard field.statistics.kinds[.true] == nil, field.statistics.kinds[.false] == nil,
            !field.values.isEmpty
        else { return nil }
        let owner = field.words.dropLast().last ?? ""
        var score = 0
        var reason = "named like an id"
        if let known = DraftNames.keys[field.name] {
            score = known
        } else if ["id", "number", "no", "guid", "sku"].contains(field.words.last ?? "") {
            score = DraftNames.others.contains(owner) ? 12 : 60
        } else if field.isUnique, field.isEverywhere, records > 1, field.share(Self.looksLikeID) == 1 {
            score = 35 + (field.statistics.numericStrings == field.statistics.count ? 8 : 0)
            reason = "short"
        } else if field.isUnique, field.isEverywhere, records > 1, field.statistics.longest <= 200 {
            score = 15
            reason = "the only field of its kind"
        }
        // An id of another thing that stands in the record.
        if field.path.names.count > 1, let parent = field.path.names.dropLast().last,
            NameWords.words(parent).contains(where: DraftNames.others.contains)
        {
            score -= 50
        }
        guard score > 0 else { return nil }
        return (max(score - depthPenalty(field), 1), reason)
    }

    private static func looksLikeID(_ text: String) -> Bool {
        text.utf8.count <= 40
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_".utf8.contains($0) }
            && text.utf8.contains { $0.isASCIIDigit }
    }

    // MARK: The title

    /// What people call the offer.
    mutating func guessTitle() {
        guard let best = ranked(titleScore).first else {
            let key = model.key.expression
            model[field: "title"] = DraftModel.Line(
                name: "title", expression: key.hasPrefix("to_string") ? key : "to_string(\(key))",
                comments: ["decide: no field was found that names the offer; this is its key"])
            return
        }
        let field = best.field
        chosen["title"] = field
        let isHTML = field.share(Self.holdsHTML) > 0
        let text = field.hasOthersThanTexts ? "to_string(\(field.expression))" : field.expression
        var comments = [best.reason + ", in " + coverage(field)]
        if isHTML { comments[0] += ", with HTML in it" }
        if hasGaps(field) { model.emptyRules.append(.init(field: "title", policy: "skip")) }
        // What is absent cannot be trimmed.
        let isAbsent = field.statistics.records < records || field.statistics.kinds[.null] != nil
        let trimmed = isAbsent ? "if(\(field.expression), trim(\(text)))" : "trim(\(text))"
        model[field: "title"] = DraftModel.Line(
            name: "title",
            expression: isHTML && !isAbsent
                ? "text(\(text))" : isHTML ? "text(\(field.expression))" : trimmed,
            comments: comments)
    }

    private func titleScore(_ field: DraftField) -> (score: Int, reason: String)? {
        guard field.isScalar, !field.values.isEmpty,
            field.path.lists == 0 || field.path.lists == field.path.steps.count
        else { return nil }
        if field.share(Self.looksLikeLink) > 0.5 { return nil }
        guard field.statistics.kinds[.true] == nil, field.statistics.kinds[.false] == nil else { return nil }
        let owner = field.words.dropLast().last ?? ""
        let parentWords = field.path.names.dropLast().last.map(NameWords.words) ?? []
        let isOther =
            DraftNames.others.contains(owner) && DraftNames.titles[field.name] == nil
            || parentWords.contains(where: DraftNames.others.contains)
        if let known = DraftNames.titles[field.name] {
            return (max(1, known - depthPenalty(field) - (isOther ? 60 : 0)), "named like a title")
        }
        if ["name", "title"].contains(field.words.last ?? "") {
            return (max(1, (isOther ? 8 : 50) - depthPenalty(field)), "named like a title")
        }
        // A text of several words that is mostly different.
        guard !field.hasOthersThanTexts, field.share({ $0.utf8.contains(0x20) }) > 0.5,
            field.statistics.longest <= 300, field.statistics.distinct * 2 >= records
        else { return nil }
        return (max(1, 25 - depthPenalty(field)), "a short text of several words")
    }

    /// Whether a text has tags or character references.
    static func holdsHTML(_ text: String) -> Bool {
        let bytes = text.utf8.span
        return HTMLText.unescape(bytes) != text || (text.contains("</") || text.contains("<br"))
    }

    /// Whether a text is a link with a host.
    static func looksLikeLink(_ text: String) -> Bool {
        let bytes = text.utf8.span
        let range = bytes.trimmed(0..<bytes.count)
        return LinkHost.host(of: bytes.extracting(range)) != nil
    }
}
