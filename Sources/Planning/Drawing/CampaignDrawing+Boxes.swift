extension CampaignDrawing {
    /// Where clicks come from, and the domain of their link.
    var sourceBox: Drawing.Box {
        var lines = Self.name(tree.source)
        if tree.domain.shown != nil {
            lines += [Drawing.Line(.label, .same, "Domain")] + Self.name(tree.domain)
        }
        return Drawing.Box(tree.entryMark, lines, limit: 190)
    }

    /// A stream: its shares, what it costs, whom it takes.
    func box(_ stream: CampaignTree.Stream) -> Drawing.Box {
        var lines = [Drawing.Line(.name, .same, stream.title)] + Self.shares(stream.share)
        if stream.cost.shown != nil { lines += Self.words(stream.cost.map { "a click costs \($0)" }) }
        lines +=
            stream.filters.isEmpty
            ? [Drawing.Line(.detail, .same, "takes all traffic")] : stream.filters.flatMap(Self.words)
        return Drawing.Box(stream.mark, lines, limit: Self.limit)
    }

    /// A landing page or an offer.
    func box(_ leaf: CampaignTree.Leaf) -> Drawing.Box {
        Drawing.Box(
            leaf.mark, [Drawing.Line(.name, .same, leaf.name)] + Self.shares(leaf.share), limit: Self.limit)
    }

    /// A name; of a changed one both.
    private static func name(_ name: Sided<String>) -> [Drawing.Line] {
        if name.shown == nil { return [Drawing.Line(.detail, .same, "(none)")] }
        if name.mark == .same { return [Drawing.Line(.name, .same, name.shown ?? "")] }
        return [
            name.before.map { Drawing.Line(.name, .removed, $0) },
            name.after.map { Drawing.Line(.name, .added, $0) },
        ].compactMap(\.self)
    }

    /// A sentence; of a changed one both.
    private static func words(_ text: Sided<String>) -> [Drawing.Line] {
        if text.mark == .same { return [Drawing.Line(.detail, .same, text.shown ?? "")] }
        return [
            text.before.map { Drawing.Line(.detail, .removed, $0) },
            text.after.map { Drawing.Line(.detail, .added, $0) },
        ].compactMap(\.self)
    }

    private static func shares(_ share: Sided<WeightShare>) -> [Drawing.Line] {
        guard let before = share.before, let after = share.after, before != after else {
            return [Drawing.Line(.detail, .same, share.shown?.text ?? "")]
        }
        return [
            pair(before.percent, after.percent), pair("\(before.weight)", "\(after.weight)", lead: "weight "),
        ]
    }

    private static func pair(_ before: String, _ after: String, lead: String = "") -> Drawing.Line {
        before == after
            ? Drawing.Line(.detail, .same, lead + after)
            : Drawing.Line(.detail, .changed, before, after: after, lead: lead)
    }
}
