import Planning

/// Lays boxes out in two columns of bands: what takes a click on the left, where it goes on the right.
struct BandDrawing {
    private static let gap = 44
    private static let rowGap = 8
    private static let bandGap = 16
    private static let margin = 10
    private static let top = 34

    /// One box on the left, with those that it leads to.
    struct Band {
        var left: Drawing.Box
        var right: [Drawing.Box]
        /// The share of each of them, from 0 to 1.
        var shares: [Double]
    }

    let bands: [Band]
    let headings: (left: String, right: String)
    /// What is drawn, for those who cannot see it.
    let summary: String

    /// The drawing; the same bands always give the same one.
    var drawing: Drawing {
        var drawing = Drawing()
        let leftWidth = bands.map(\.left.width).max() ?? 0
        let rightWidth = bands.flatMap(\.right).map(\.width).max() ?? 0
        let rightX = Self.margin + leftWidth + Self.gap
        var y = Self.top
        for band in bands {
            let rightHeight =
                band.right.reduce(0) { $0 + $1.height } + max(0, band.right.count - 1) * Self.rowGap
            let height = max(band.left.height, rightHeight)
            var left = band.left
            (left.x, left.width) = (Self.margin, leftWidth)
            // Near to the first of many: the middle of a long band is on another screen.
            left.y = y + min((height - left.height) / 2, 120)
            var next = y + (height - rightHeight) / 2
            for (box, share) in zip(band.right, band.shares) {
                var box = box
                (box.x, box.y, box.width) = (rightX, next, rightWidth)
                next += box.height + Self.rowGap
                if !box.isOutside, !left.isOutside {
                    drawing.links.append(
                        Drawing.Link(from: left, to: box, thickness: 15 + Int((share * 45).rounded())))
                }
                drawing.boxes.append(box)
            }
            drawing.boxes.append(left)
            y += height + Self.bandGap
        }
        drawing.width = rightX + rightWidth + Self.margin
        drawing.height = y - Self.bandGap + Self.margin
        drawing.headings = [
            Drawing.Heading(x: Self.margin, text: headings.left),
            Drawing.Heading(x: rightX, text: headings.right),
        ]
        drawing.summary = summary
        return drawing
    }
}
