internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Looks at the streams of campaigns that take traffic.
struct StreamLints {
    /// The keys of offers that the files archive or remove.
    private let goneOffers: Set<String>

    /// Takes from all objects which offers are gone.
    init(_ manifest: Manifest) {
        var gone: Set<String> = []
        for offer in manifest.objects where offer.kind == .offer {
            if offer.state == .absent || Self.isArchived(offer) { gone.insert(offer.key) }
        }
        goneOffers = gone
    }

    func check(_ campaign: ManifestObject, _ report: inout LintReport) {
        guard let field = campaign.field("streams"), let streams = field.node.value.list else { return }
        let takesTraffic = !Self.isArchived(campaign)
        for stream in streams {
            repeated(stream, "offers", "offer", field, campaign, &report)
            repeated(stream, "landings", "landing", field, campaign, &report)
            guard takesTraffic else { continue }
            filters(stream, field, campaign, &report)
            end(stream, field, campaign, &report)
        }
        guard takesTraffic, report.wants(.uncoveredTraffic), !streams.isEmpty else { return }
        var coverage = StreamCoverage(streams.flatMap(StreamClicks.of))
        guard let click = coverage.uncovered() else { return }
        report.add(
            .uncoveredTraffic, "no stream takes some clicks", in: campaign,
            at: SourcePlace(file: field.place.file, position: field.place.position), length: "streams".count,
            help: "such as: \(click); add a stream without filters, or one for these")
    }

    // MARK: One stream

    private func filters(
        _ stream: Node, _ field: ManifestField, _ campaign: ManifestObject, _ report: inout LintReport
    ) {
        for filter in stream.value["filters"]?.value.members ?? [] {
            let members = filter.node.value.members ?? []
            let isActive = members.contains { $0.name == "active" && $0.node.value.bool == true }
            let hasValues = StreamFilter.hasValues(members)
            if isActive, !hasValues {
                report.add(
                    .emptyFilter, "the filter `\(filter.name)` is active without a value", in: campaign,
                    at: filter.node, of: field, help: "write its values, or `active: false`")
            } else if !isActive, hasValues {
                report.add(
                    .inactiveFilter, "the filter `\(filter.name)` has values and is not active", in: campaign,
                    at: filter.node, of: field, help: "remove `active: false`, or the filter")
            }
        }
    }

    /// Where the clicks of a stream end.
    private func end(
        _ stream: Node, _ field: ManifestField, _ campaign: ManifestObject, _ report: inout LintReport
    ) {
        let offers = stream.value["offers"]?.value.list ?? []
        let names = offers.compactMap { $0.value["offer"]?.value.string }
        if offers.isEmpty {
            report.add(
                .deadStream, "a stream has no offers", in: campaign, at: stream, of: field,
                help: "clicks of this stream have nowhere to go")
        } else if names.allSatisfy(goneOffers.contains) {
            report.add(
                .deadStream, "all offers of a stream are archived or removed", in: campaign, at: stream,
                of: field,
                help: "give it another offer, or remove the stream")
        }
        if let reason = StreamClicks.of(stream).first.flatMap(FilterContradiction.between) {
            report.add(
                .deadStream, "a stream takes no click: \(reason)", in: campaign, at: stream, of: field,
                help: "correct one of the filters, or remove the stream")
        }
    }

    private func repeated(
        _ stream: Node, _ list: String, _ name: String, _ field: ManifestField, _ campaign: ManifestObject,
        _ report: inout LintReport
    ) {
        guard let elements = stream.value[list]?.value.list, elements.count > 1 else { return }
        var seen: Set<[UInt8]> = []
        for element in elements {
            guard let reference = element.value[name], let text = reference.value.string,
                !seen.insert(Array(text.utf8)).inserted
            else { continue }
            report.add(
                .duplicateOffer, "the \(name) \"\(text)\" stands twice in one stream", in: campaign,
                at: reference,
                of: field, help: "write it once, with the sum of the weights")
        }
    }

    private static func isArchived(_ object: ManifestObject) -> Bool {
        object.field("status")?.node.value.number == "\(Status.archived.rawValue)"
    }
}
