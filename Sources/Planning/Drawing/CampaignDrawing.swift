/// Lays a campaign's tree out in columns: source and domain, streams, landing pages, offers. Each stream has a band of
/// its own, in which its landing pages and offers stand, so that no line crosses another stream.
struct CampaignDrawing {
    private static let gap = 52
    private static let rowGap = 10
    private static let bandGap = 20
    private static let margin = 10
    private static let headingHeight = 24
    static let limit = 224

    /// What stands in one stream's band.
    private struct Band {
        let stream: CampaignTree.Stream
        var box: Drawing.Box
        var landings: [Drawing.Box]
        var offers: [Drawing.Box]
        var height: Int {
            max(box.height, CampaignDrawing.height(landings), CampaignDrawing.height(offers))
        }
    }

    let tree: CampaignTree

    /// Lays `tree` out.
    init(_ tree: CampaignTree) { self.tree = tree }

    /// The drawing; the same tree always gives the same one.
    var drawing: Drawing {
        var bands = tree.streams.map { stream in
            Band(
                stream: stream, box: box(stream), landings: stream.landings.map(box),
                offers: stream.offers.map(box))
        }
        var source = sourceBox
        var rest = tree.omission.map {
            Drawing.Box(.same, [Drawing.Line(.detail, .same, $0)], limit: Self.limit)
        }
        let streamWidth = max(Self.width(bands.map(\.box)), rest?.width ?? 0)
        let landingWidth = Self.width(bands.flatMap(\.landings))
        let offerWidth = Self.width(bands.flatMap(\.offers))
        source.x = Self.margin
        let streamX = source.right + Self.gap
        let landingX = streamX + streamWidth + Self.gap
        let offerX = landingWidth == 0 ? landingX : landingX + landingWidth + Self.gap

        var drawing = Drawing()
        var y = Self.margin + Self.headingHeight
        let top = y
        for index in bands.indices {
            let height = bands[index].height
            func place(_ boxes: inout [Drawing.Box], _ x: Int, _ width: Int) {
                var next = y + (height - Self.height(boxes)) / 2
                for index in boxes.indices {
                    (boxes[index].x, boxes[index].y, boxes[index].width) = (x, next, width)
                    next += boxes[index].height + Self.rowGap
                }
            }
            var boxes = [bands[index].box]
            place(&boxes, streamX, streamWidth)
            bands[index].box = boxes[0]
            place(&bands[index].landings, landingX, landingWidth)
            place(&bands[index].offers, offerX, offerWidth)
            y += height + Self.bandGap
        }
        if var box = rest {
            (box.x, box.y, box.width) = (streamX, y, streamWidth)
            rest = box
            y += box.height + Self.bandGap
        }
        let bottom = max(y - Self.bandGap, top + source.height)
        // A source in the middle of a long tree would not be on the first screen.
        source.y = top + min(max(0, (bottom - top - source.height) / 2), 160)

        drawing.height = bottom + Self.margin
        drawing.width =
            [
                source.right, streamWidth > 0 ? streamX + streamWidth : 0,
                landingWidth > 0 ? landingX + landingWidth : 0,
                offerWidth > 0 ? offerX + offerWidth : 0,
            ].reduce(0, max) + Self.margin
        drawing.headings = [
            (source.x, source.width, "Source"), (streamX, streamWidth, "Streams"),
            (landingX, landingWidth, "Landing pages"), (offerX, offerWidth, "Offers"),
        ].filter { $0.1 > 0 }.map { Drawing.Heading(x: $0.0, text: $0.2) }
        drawing.summary = summary
        drawing.boxes.append(source)
        for band in bands {
            Self.connect(source, band, landingRight: landingX + landingWidth, &drawing)
            drawing.boxes += [band.box] + band.landings + band.offers
        }
        if let rest {
            drawing.links.append(Self.link(source, rest, .same, nil))
            drawing.boxes.append(rest)
        }
        return drawing
    }

    private static func connect(
        _ source: Drawing.Box, _ band: Band, landingRight: Int, _ drawing: inout Drawing
    ) {
        let (landings, offers) = (band.landings, band.offers)
        drawing.links.append(link(source, band.box, band.stream.number.mark.ofLink, band.stream.share.shown))
        for (landing, leaf) in zip(landings, band.stream.landings) {
            drawing.links.append(link(band.box, landing, leaf.mark.ofLink, leaf.share.shown))
        }
        if landings.isEmpty {
            for (offer, leaf) in zip(offers, band.stream.offers) {
                drawing.links.append(link(band.box, offer, leaf.mark.ofLink, leaf.share.shown))
            }
        } else if landings.count == 1 || offers.count == 1 {
            for (landing, page) in zip(landings, band.stream.landings) {
                for (offer, leaf) in zip(offers, band.stream.offers) {
                    let share = landings.count == 1 ? leaf.share.shown : page.share.shown
                    let mark = landings.count == 1 ? leaf.mark : page.mark
                    drawing.links.append(link(landing, offer, mark.ofLink, share))
                }
            }
        } else if !offers.isEmpty {
            // Every landing page leads to every offer: the lines meet in one place.
            let joint = Drawing.Joint(x: landingRight + gap / 2, y: band.box.middle)
            drawing.joints.append(joint)
            for (landing, leaf) in zip(landings, band.stream.landings) {
                drawing.links.append(
                    Drawing.Link(
                        x1: landing.right, y1: landing.middle, x2: joint.x, y2: joint.y,
                        mark: leaf.mark.ofLink,
                        thickness: thickness(leaf.share.shown)))
            }
            for (offer, leaf) in zip(offers, band.stream.offers) {
                drawing.links.append(
                    Drawing.Link(
                        x1: joint.x, y1: joint.y, x2: offer.x, y2: offer.middle, mark: leaf.mark.ofLink,
                        thickness: thickness(leaf.share.shown)))
            }
        }
    }

    private static func link(_ from: Drawing.Box, _ to: Drawing.Box, _ mark: Mark, _ share: WeightShare?)
        -> Drawing.Link
    {
        Drawing.Link(
            x1: from.right, y1: from.middle, x2: to.x, y2: to.middle, mark: mark, thickness: thickness(share))
    }

    private static func thickness(_ share: WeightShare?) -> Int {
        15 + Int(((share?.fraction ?? 0) * 45).rounded())
    }

    private static func width(_ boxes: [Drawing.Box]) -> Int { boxes.map(\.width).max() ?? 0 }

    private static func height(_ boxes: [Drawing.Box]) -> Int {
        boxes.isEmpty ? 0 : boxes.reduce(0) { $0 + $1.height } + (boxes.count - 1) * rowGap
    }

    private var summary: String {
        func count(_ streams: [CampaignTree.Stream]) -> String {
            "\(streams.count) stream\(streams.count == 1 ? "" : "s")"
        }
        let marks: [(Mark, String)] = [(.added, "new"), (.changed, "changed"), (.removed, "removed")]
        let parts = marks.compactMap { mark, word -> String? in
            let streams = tree.streams.filter { $0.mark == mark }
            return streams.isEmpty ? nil : "\(count(streams)) \(word)"
        }
        let what = parts.isEmpty ? count(tree.streams) : parts.joined(separator: ", ")
        return "Campaign \(ShownText.shortened(tree.title, to: 200)): \(what)"
    }
}

extension Mark {
    /// Lines are there or not; what they lead to says what changes.
    fileprivate var ofLink: Mark { self == .changed ? .same : self }
}
