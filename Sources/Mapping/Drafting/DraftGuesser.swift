internal import Feeds

/// Guesses what the fields of a feed are for: by their names first, then by what they hold.
struct DraftGuesser {
    /// A field, how sure it is, and why.
    struct Candidate {
        let field: DraftField
        let score: Int
        let reason: String
    }

    /// How many fields are looked at: no feed has more that a person would read.
    private static let mostFields = 300

    let fields: [DraftField]
    /// All fields of the feed with their paths.
    let paths: [(path: DraftPath, statistics: RecordStatistics.Field)]
    let records: Int
    let rows: Bool
    /// Whether the object map that holds the records names them.
    let hasKeys: Bool
    var probe: DraftProbe
    var model = DraftModel()
    /// The fields that were chosen, by what for.
    var chosen: [String: DraftField] = [:]

    /// Looks at a sample. With `rows` its records are lists for the template too.
    init(_ sample: FeedSample, rows: Bool) {
        let probe = DraftProbe(records: rows ? sample.records : sample.namedRecords)
        let records = sample.statistics.records
        paths = sample.statistics.fields.compactMap { field in DraftPath(field.path).map { ($0, field) } }
        var fields: [DraftField] = []
        for (path, statistics) in paths where fields.count < Self.mostFields {
            guard let expression = path.expression(rows: rows) else { continue }
            // The names of columns that have none say nothing.
            let names =
                sample.columns > 0
                ? path.names.dropFirst().filter { $0 != "_value" && $0 != "value" } : path.names
            fields.append(
                DraftField(
                    path: path, statistics: statistics, expression: expression, records: records,
                    texts: probe.run(expression)?.texts ?? [], words: names.last.map(NameWords.words) ?? [],
                    allWords: names.flatMap(NameWords.words)))
        }
        self.fields = fields
        self.records = records
        self.rows = rows
        self.probe = probe
        hasKeys = !sample.records.isEmpty && sample.records.allSatisfy { $0.key != nil }
    }

    /// Guesses everything, the key first and what rests on it later.
    mutating func guess() {
        guessKey()
        guessTitle()
        model[field: "network"] = DraftModel.Line(
            name: "network", expression: "param('network')", comments: networkComments())
        guessLink()
        guessPayout()
        guessCountries()
        guessStatus()
        guessApproval()
        guessCap()
    }

    // MARK: Candidates

    /// The fields by their score, best first; of equal ones those that stand first in the feed.
    func ranked(_ score: (DraftField) -> (score: Int, reason: String)?) -> [Candidate] {
        var candidates: [Candidate] = []
        for field in fields {
            guard let (score, reason) = score(field), score > 0 else { continue }
            candidates.append(Candidate(field: field, score: score, reason: reason))
        }
        return candidates.enumerated().sorted {
            ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }
        .map(\.element)
    }

    /// What a field deep inside of a record loses, and one of several in a list.
    func depthPenalty(_ field: DraftField) -> Int {
        let depth = field.path.steps.count - 1 - field.path.lists
        return 4 * depth + 12 * field.path.lists
    }

    /// How much of the feed has the field: `all 24 records`, `20 of 24 records`.
    func coverage(_ field: DraftField) -> String {
        let total = "\(records) record\(records == 1 ? "" : "s")"
        if field.isEverywhere
            || field.statistics.records == records && field.path.lists == 0 && !hasGaps(field)
        {
            return records == 1 ? "the one record" : "all \(total)"
        }
        let filled = max(
            0, field.statistics.records - field.statistics.emptyStrings - (field.statistics.kinds[.null] ?? 0)
        )
        return field.path.lists > 0 ? "the first of a list" : "\(filled) of \(total)"
    }

    /// Whether some records lack the field, or have nothing in it.
    func hasGaps(_ field: DraftField) -> Bool {
        field.statistics.records < records || field.statistics.emptyStrings > 0
            || field.statistics.kinds[.null] != nil || field.texts.contains { $0 == nil }
    }

    /// A few values as comments show them.
    func samples(_ field: DraftField, _ count: Int = 2) -> String {
        let shown = field.counts.prefix(count).map { YAMLText.shown($0.text, 40) }
        return shown.joined(separator: ", ")
    }

    private func networkComments() -> [String] {
        let named = fields.filter {
            $0.isScalar && $0.path.lists == 0 && DraftNames.advertisers.contains($0.name)
                && !$0.values.isEmpty
        }
        guard let field = named.first else { return [] }
        return [
            "RedTrack's network, given with --set network=... Here \(YAMLText.shown(field.expression, 60)) "
                + "names \(field.statistics.distinct) (\(samples(field)))."
        ]
    }
}
