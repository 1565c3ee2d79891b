internal import Diagnostics
internal import Feeds
internal import RedTrack

/// What becomes of the links that the tracker fills: RedTrack's macros in the place of its own, and what it appends.
struct LinkRules {
    private let translator: MacroTranslator?
    private let context: MacroContext
    private let tracker: String
    private let allowsUnknown: Bool

    /// Rules for an object as some campaigns use it.
    init(_ migrator: Migrator, _ use: ObjectUse) {
        self.init(migrator, migrator.uses[use.reference.kind]?.campaigns[use] ?? [])
    }

    /// Rules for a campaign.
    init(_ migrator: Migrator, campaign: Int) { self.init(migrator, [campaign]) }

    private init(_ migrator: Migrator, _ campaigns: [Int]) {
        tracker = migrator.template.trackerName
        allowsUnknown = migrator.options.allowsUnknownMacros
        guard let table = migrator.template.macros else {
            translator = nil
            context = MacroContext()
            return
        }
        translator = MacroTranslator(table)
        var context = MacroContext()
        var sources: Set<TrackerReference> = []
        var campaignTitles: Set<String> = []
        for index in campaigns {
            campaignTitles.insert(migrator.campaigns[index].title)
            sources.insert(migrator.source(of: migrator.campaigns[index]))
        }
        let objects = sources.compactMap { migrator.objects[$0] }.sorted { $0.title < $1.title }
        context.sources = objects.map { MacroContext.Source($0.title, slots: Self.slots(of: $0)) }
        context.constants = [
            "campaign.title": campaignTitles.sorted(), "source.title": objects.map(\.title),
        ]
        self.context = context
    }

    private static func slots(of source: TrackerObject) -> [String: String] {
        var slots: [String: String] = [:]
        for entry in source.node("slots")?.value.list ?? [] {
            guard let name = entry.value["name"]?.value.string, let slot = entry.value["slot"]?.value.string
            else { continue }
            slots[name] = slot
        }
        return slots
    }

    /// Translates a link of an object, and appends what the tracker does.
    func translate(
        _ field: String, appending: [String?] = [], of object: inout TrackerObject,
        _ findings: inout [Diagnostic]
    ) {
        guard let text = object.text(field) else { return }
        var link = translated(text, "\(field) of \(object.name)", object.place, &findings)
        for case let text? in appending where !text.isEmpty {
            let parameters = AppendedParameters(
                translated(text, "what is appended to \(field) of \(object.name)", object.place, &findings))
            let appended = parameters.appended(to: link)
            link = appended.link
            findings += appended.conflicts.map {
                $0.diagnostic(in: "\(object.name)", tracker: tracker, at: object.place)
            }
        }
        object.set(field, .string(link))
    }

    /// Translates the postbacks of a campaign.
    func translatePostbacks(of campaign: inout TrackerObject, _ findings: inout [Diagnostic]) {
        guard let list = campaign.node("postbacks")?.value.list else { return }
        var nodes = list
        for (index, node) in list.enumerated() {
            guard case .map(var members) = node.value,
                let url = members.firstIndex(where: { $0.name == "url" }),
                let text = members[url].node.value.string
            else { continue }
            members[url].node.value = .string(
                translated(text, "postback \(index + 1) of \(campaign.name)", campaign.place, &findings))
            nodes[index].value = .map(members)
        }
        campaign.set("postbacks", .list(nodes))
    }

    private func translated(
        _ text: String, _ subject: String, _ place: SourcePlace, _ findings: inout [Diagnostic]
    ) -> String {
        guard let translator else { return text }
        let translation = translator.translate(text, context)
        findings += translation.findings.compactMap {
            $0.diagnostic(in: subject, tracker: tracker, at: place, allowsUnknown: allowsUnknown)
        }
        return translation.text
    }
}
