import Planning
import Routing

/// The streams that a campaign becomes, each with where it comes from.
struct StreamListDrawing {
    let report: MigrationReport
    let streams: [RoutedStream]
    /// The share of each stream among those that take the same clicks.
    let shares: [WeightShare]
    /// Whether streams that take other clicks may take the same click too, which is then drawn by weight.
    private let isDrawn: Bool

    init(_ campaign: MigrationReport.Campaign, _ report: MigrationReport) {
        self.report = report
        let streams = campaign.streams
        self.streams = streams
        isDrawn = campaign.tree?.mode == .weight
        struct Clicks: Hashable {
            let filters: [StreamFilter]
            let subs: SubsFilter?
        }
        let clicks = streams.map { Clicks(filters: $0.filters, subs: $0.subs) }
        var totals: [Clicks: Int] = [:]
        for (stream, clicks) in zip(streams, clicks) {
            let (sum, overflow) = (totals[clicks] ?? 0).addingReportingOverflow(stream.weight)
            totals[clicks] = overflow ? Int.max : sum
        }
        shares = zip(streams, clicks).map { WeightShare(weight: $0.weight, total: totals[$1] ?? $0.weight) }
    }

    /// The drawing.
    var drawing: Drawing {
        BandDrawing(
            bands: streams.indices.map { index in
                BandDrawing.Band(
                    left: box(index), right: [destination(streams[index])], shares: [shares[index].fraction])
            }, headings: ("Streams, in no order", "Where they lead"),
            summary: MigrationSummary.counted(streams.count, "stream")
        ).drawing
    }

    /// What a stream is drawn with, apart from its number.
    func lines(_ index: Int) -> [String] {
        let filters = ConditionWords.lines(streams[index])
        let share = shares[index]
        let draw =
            isDrawn
            ? "drawn by weight \(share.weight)"
            : share.weight == share.total
                ? "all of these clicks" : "\(share.percent) of these clicks, weight \(share.weight)"
        return (filters.isEmpty ? ["takes every click"] : filters) + [draw]
    }

    private func box(_ index: Int) -> Drawing.Box {
        var text = BoxText()
        text.add(.name, "Stream \(index + 1)")
        let origin = OddsWords.origin(streams[index].origin)
        if !origin.isEmpty { text.add(.detail, "from \(origin)") }
        for line in lines(index) { text.add(.detail, line) }
        return text.box()
    }

    private func destination(_ stream: RoutedStream) -> Drawing.Box {
        var text = BoxText()
        if !stream.landings.isEmpty {
            text.add(.label, "Landing pages")
            text.add(.detail, list: named(stream.landings, report.lander))
        }
        text.add(.label, "Offers")
        text.add(.detail, list: named(stream.offers, report.offer))
        return text.box()
    }

    /// The objects that a stream chooses among, with their shares.
    func named(_ shares: [StreamShare], _ name: (String) -> String) -> [String] {
        let weights = WeightWords(shares)
        return shares.enumerated().map { index, share in
            ShownText.shortened(name(share.id), to: 160) + (weights.text(index).map { ": " + $0 } ?? "")
        }
    }
}
