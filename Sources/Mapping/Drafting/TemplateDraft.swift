package import Feeds

/// A first template for a feed of unknown shape: commented, ready to be edited, and already one that loads and runs.
///
/// ```swift
/// var sample = FeedSample()
/// while try reader.next(&record) { sample.add(record) }
/// let draft = TemplateDraft(
///     name: "maxnet", feed: "offers.json", sample: sample, format: format, dialect: reader.dialect)
/// print(draft.text)
/// ```
///
/// What fields are for is guessed by their names first and by what they hold second. Every guess is tried on the sample:
/// what would reject a record there stands in the draft as a comment, with the reason.
package struct TemplateDraft: Sendable {
    /// The template as YAML.
    package let text: String
    /// The paths of the feed's fields by the field of an offer that they were chosen for: `key`, `title`, `url`,
    /// `payment.amount`, `country_codes`, `status`, `cap`. What is missing was not found.
    package let found: [String: String]

    /// Drafts a template.
    /// - Parameters:
    ///   - name: what the template is called.
    ///   - feed: what the feed is called, for the template's title.
    ///   - sample: what the feed holds.
    ///   - format: how the feed was read.
    ///   - dialect: what a table was taken for.
    ///   - encoding: the encoding, when somebody named it.
    ///   - alternatives: other paths at which the records may be, when nobody named one.
    package init(
        name: String, feed: String, sample: FeedSample, format: FeedFormat, dialect: CSVDialect? = nil,
        encoding: TextEncoding? = nil, alternatives: [RecordPathCandidate] = []
    ) {
        let isTable = if case .csv = format { true } else { false }
        let rows = sample.columns > 0 && !isTable
        let form = DraftFormat(format, dialect, encoding, columns: isTable ? sample.columns : 0)
        var guesser = DraftGuesser(sample, rows: rows)
        guesser.guess()
        var model = guesser.model
        let records = rows ? sample.records : sample.namedRecords
        let hasLink = model.parameters.contains { $0.name == "link" }
        let trial = DraftTrial(name, form, records, hasLink: hasLink)
        trial.settle(&model)
        model.remarks += Self.remarks(sample, dialect, format)
        model.otherPaths = alternatives.filter { !form.records.contains($0.path) }.map {
            "\($0.path) (\($0.count))"
        }
        if case .xml = form.format { model.unevenLists = Self.unevenLists(guesser) }
        var example: DraftExample?
        if let template = trial.template(model) {
            model.listUnread(guesser, TemplateReads(of: template).record)
            example = DraftExample(template, records, trial.parameters, dialect)
        }
        text = DraftWriter.text(
            model, name: Self.plainName(name), title: "\(feed) (\(form.format.syntax.rawValue.uppercased()))",
            format: form,
            example: example)
        var found: [String: String] = [:]
        if guesser.chosen["key"] != nil || model.key.expression == "key()" {
            found["key"] = model.key.expression
        }
        for field in model.fields where field.isActive && field.name != "network" {
            if field.name == "title", guesser.chosen["title"] == nil { continue }
            if field.name == "url", guesser.chosen["url"] == nil { continue }
            found[field.name] = field.expression
        }
        self.found = found
    }

    /// Whether the first row of a table looks like a record rather than like names: read it again without a header then.
    package static func looksHeaderless(_ columns: [String]) -> Bool {
        guard columns.count > 1 else { return false }
        let values = columns.count { name in
            DraftGuesser.looksLikeLink(name) || name.isEmpty
                || (name.utf8.first?.isASCIIDigit == true
                    && name.utf8.allSatisfy { $0.isASCIIDigit || ".,:-/ ".utf8.contains($0) })
        }
        let hasLink = columns.contains { DraftGuesser.looksLikeLink($0) }
        return hasLink || values * 2 > columns.count
    }

    /// A name without what a reader of YAML takes away.
    private static func plainName(_ name: String) -> String {
        var scalars = Substring(name).unicodeScalars
        while scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        return scalars.isEmpty ? "draft" : String(scalars)
    }

    private static func remarks(_ sample: FeedSample, _ dialect: CSVDialect?, _ format: FeedFormat)
        -> [String]
    {
        var remarks: [String] = []
        let count = sample.statistics.records
        if count == 0 {
            remarks.append("decide: the feed has no record, so that nothing could be guessed.")
        }
        if case .csv(let options) = format, options.hasHeader, let dialect, looksHeaderless(dialect.columns) {
            remarks.append(
                "decide: the first row looks like a record. Draft again without a header (--no-header) in that case."
            )
        }
        return remarks
    }

    /// Elements that occur once in some records and several times in others.
    private static func unevenLists(_ guesser: DraftGuesser) -> [String] {
        var names: [String] = []
        for (path, statistics) in guesser.paths.prefix(3_000) {
            guard (statistics.kinds[.list] ?? 0) > 0,
                statistics.count > (statistics.kinds[.list] ?? 0) + (statistics.kinds[.null] ?? 0),
                case .name(let name)? = path.steps.last, (try? XMLRecordPath(name)) != nil,
                !names.contains(name)
            else { continue }
            names.append(name)
        }
        return names
    }
}
