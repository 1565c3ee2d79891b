internal import Feeds

extension DraftGuesser {
    /// Where the offer may run.
    mutating func guessCountries() {
        var isTried: [DraftPath] = []
        for candidate in countryCandidates().prefix(12) {
            // What holds a list that was tried, or stands in one, says the same.
            if isTried.contains(where: { candidate.path.isInside($0) }) { continue }
            isTried.append(candidate.path)
            let value = included(candidate.path) ?? candidate.expression
            let expression = "country(\(value))"
            guard let result = probe.run(expression), result.values > 0 || isEverywhere(value, result) else {
                continue
            }
            var line = DraftModel.Line(name: "country_codes", expression: expression)
            line.comments = ["\(candidate.reason)\(sampleOf(candidate.path))"]
            if value != candidate.expression { line.comments.append("only those that are included") }
            if candidate.path.lists > 0 {
                line.comments.append("Only the first of its list counts, as for the payout.")
            }
            if let condition = probe.exceptions(value, result) {
                let fault = YAMLText.shown(result.firstFault ?? "", 200)
                model.skips.append(
                    DraftModel.Skip(
                        when: condition, reason: "a country that is none", comments: ["decide: \(fault)"]))
            } else if result.faults > 0 {
                line.isActive = false
                line.comments.append(
                    "decide: \(result.faults) of \(probe.records.count) records: "
                        + YAMLText.shown(result.firstFault ?? "", 200))
                if model[field: "country_codes"] == nil { model[field: "country_codes"] = line }
                continue
            }
            model[field: "country_codes"] = line
            return
        }
        guard model[field: "country_codes"] == nil else { return }
        model[field: "country_codes"] = DraftModel.Line(
            name: "country_codes", expression: "country(countries)",
            comments: ["No field was found that names countries."], isActive: false)
    }

    private struct CountryCandidate {
        let path: DraftPath
        let expression: String
        let score: Int
        let reason: String
    }

    /// Fields and whole lists and maps that may hold countries, best first.
    private func countryCandidates() -> [CountryCandidate] {
        var found: [CountryCandidate] = []
        for (path, _) in paths.prefix(2_000) {
            guard path.steps.last != .element || rows, let expression = path.expression(rows: rows) else {
                continue
            }
            let names = path.names
            let words = names.flatMap(NameWords.words)
            if words.contains(where: DraftNames.noCountries.contains) { continue }
            let own = names.last.map { NameWords.words($0).joined() } ?? ""
            // What a goal says is no limit of the offer.
            let isGoal = words.contains { ["goals", "goal", "events"].contains($0) }
            let depth = 4 * (path.steps.count - 1) + 12 * path.lists + (isGoal ? 100 : 0)
            // "country: {allow: [...], deny: [...]}" names its parts.
            let isPart =
                Self.includes.contains(own)
                && names.dropLast().last.map { DraftNames.countries[NameWords.words($0).joined()] != nil }
                    ?? false
            let hasExcluded = paths.contains { inner in
                inner.path.parent == path
                    && inner.path.names.last.map { Self.excludes.contains($0.lowercased()) } ?? false
            }
            if let known = isPart ? 96 : DraftNames.countries[own], !hasExcluded {
                found.append(
                    CountryCandidate(
                        path: path, expression: expression, score: known - depth,
                        reason: "named like countries"))
            } else if let field = fields.first(where: { $0.path == path }), holdsCodes(field) {
                found.append(
                    CountryCandidate(
                        path: path, expression: expression, score: 30 - depth / 4,
                        reason: "holds codes of countries"))
            }
        }
        return found.filter { $0.score > 0 }.enumerated().sorted {
            ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }
        .map(\.element)
    }

    /// Whether all values are codes of two capitals, and more than one occurs.
    private func holdsCodes(_ field: DraftField) -> Bool {
        let isLanguage = field.allWords.contains {
            ["language", "lang", "locale", "currency", "state"].contains($0)
        }
        guard field.isScalar, !isLanguage, field.counts.count > 1 else { return false }
        return field.share { text in
            let bytes = text.utf8.span
            guard bytes.count == 2, bytes[0] < 0x5B, bytes[1] < 0x5B else { return false }
            return CountryNames.meaning(bytes[0], bytes[1]) != nil
        } == 1
    }

    /// Whether the countries are there and mean all of them, which leaves no list.
    private func isEverywhere(_ value: String, _ result: DraftProbe.Result) -> Bool {
        guard result.faults == 0, let given = probe.run(value) else { return false }
        return given.values > 0
    }

    private func sampleOf(_ path: DraftPath) -> String {
        guard let field = fields.first(where: { $0.path == path }), field.isScalar else { return "" }
        return ", in \(coverage(field)): \(samples(field))"
    }

    // MARK: Lists that include and exclude

    private static let includes: Set<String> = [
        "include", "included", "allow", "allowed", "accept", "whitelist",
    ]
    private static let excludes: Set<String> = [
        "exclude", "excluded", "deny", "denied", "block", "blocked", "blacklist",
    ]

    /// The elements of a list that say of themselves that they are included; `nil` for every other list.
    private func included(_ path: DraftPath) -> String? {
        let inside = DraftPath.element(of: path)
        let members = paths.filter { $0.path.parent == inside }
        for (member, statistics) in members {
            let words = Set(statistics.samples.map { $0.lowercased() })
            let known = Self.includes.union(Self.excludes)
            guard !words.isEmpty, words.isSubset(of: known), case .name(let name)? = member.steps.last,
                let list = path.expression(rows: rows)
            else { continue }
            guard let included = statistics.samples.first(where: { Self.includes.contains($0.lowercased()) })
            else {
                continue
            }
            let code = members.compactMap { member -> String? in
                guard case .name(let name)? = member.path.steps.last else { return nil }
                let own = NameWords.words(name).joined()
                return own == "code" || DraftNames.countries[own] != nil ? name : nil
            }
            guard let code = code.first else { continue }
            return
                "\(list)[?\(DraftPath.written(name)) == \(DraftModel.literal(included))].\(DraftPath.written(code))"
        }
        return nil
    }
}

extension DraftPath {
    /// The path of the elements of a list.
    static func element(of list: DraftPath) -> DraftPath { DraftPath(list.steps + [.element]) }
}
