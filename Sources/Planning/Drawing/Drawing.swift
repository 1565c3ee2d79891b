/// Boxes and lines between them, with places in whole pixels: what an SVG is written from.
package struct Drawing: Sendable, Equatable {
    /// A line of text in a box.
    package struct Line: Sendable, Equatable {
        /// How it is set.
        package enum Style: Sendable { case label, name, detail }

        let style: Style
        let mark: Mark
        /// The text; of a changed one what it was.
        package let text: String
        /// What it will be, of a changed one.
        var after: String?
        /// What stands before both and stays.
        var lead = ""

        /// A line of text.
        package init(_ style: Style, _ mark: Mark, _ text: String, after: String? = nil, lead: String = "") {
            self.lead = lead
            self.style = style
            self.mark = mark
            self.text = text
            self.after = after
        }
    }

    /// A rectangle with texts.
    package struct Box: Sendable, Equatable {
        /// Where it begins, from the left.
        package var x = 0
        /// Where it begins, from the top.
        package var y = 0
        /// How wide it is.
        package var width = 0
        /// How high it is.
        package var height: Int
        var mark: Mark
        /// What is written in it.
        package var lines: [Line]
        /// Whether it is only referred to.
        package var isOutside = false
        /// All of the text, when the lines show only a part of it.
        package var title: String?

        /// Where it ends.
        package var right: Int { x + width }
        /// The height at which lines meet it.
        package var middle: Int { y + height / 2 }
    }

    /// A line from left to right.
    package struct Link: Sendable, Equatable {
        let x1: Int
        let y1: Int
        let x2: Int
        let y2: Int
        let mark: Mark
        /// How thick it is, in tenths of a pixel.
        let thickness: Int

        /// A line between two boxes that stays as it is.
        package init(from left: Box, to right: Box, thickness: Int) {
            self.init(
                x1: left.right, y1: left.middle, x2: right.x, y2: right.middle, mark: .same,
                thickness: thickness)
        }

        init(x1: Int, y1: Int, x2: Int, y2: Int, mark: Mark, thickness: Int) {
            (self.x1, self.y1, self.x2, self.y2) = (x1, y1, x2, y2)
            self.mark = mark
            self.thickness = thickness
        }
    }

    /// A text over a column.
    package struct Heading: Sendable, Equatable {
        let x: Int
        var y = 20
        let text: String

        /// A text at a place.
        package init(x: Int, y: Int = 20, text: String) {
            (self.x, self.y, self.text) = (x, y, text)
        }
    }

    /// How wide it is.
    package var width = 0
    /// How high it is.
    package var height = 0
    /// What the drawing shows, in a sentence for those who cannot see it.
    package var summary = ""
    /// What stands over its columns.
    package var headings: [Heading] = []
    /// What stands over a part of a drawing that has several.
    var titles: [Heading] = []
    /// What leads from box to box.
    package var links: [Link] = []
    /// The boxes.
    package var boxes: [Box] = []
    /// Where lines meet.
    var joints: [Joint] = []

    /// An empty drawing.
    package init() {}

    /// A place where lines meet.
    struct Joint: Sendable, Equatable {
        let x: Int
        let y: Int
    }
}

extension Drawing {
    /// Drawings below one another, each under its name.
    static func stacked(_ drawings: [(name: String, drawing: Drawing)]) -> Drawing {
        var result = Drawing()
        for (name, drawing) in drawings {
            let top = result.height
            result.add(drawing, below: top + 26)
            result.titles.append(Heading(x: 10, y: top + 22, text: name))
        }
        result.summary = drawings.map(\.drawing.summary).joined(separator: "; ")
        return result
    }

    private mutating func add(_ other: Drawing, below y: Int) {
        width = max(width, other.width)
        height = y + other.height
        headings += other.headings.map { Heading(x: $0.x, y: $0.y + y, text: $0.text) }
        links += other.links.map {
            Link(x1: $0.x1, y1: $0.y1 + y, x2: $0.x2, y2: $0.y2 + y, mark: $0.mark, thickness: $0.thickness)
        }
        joints += other.joints.map { Joint(x: $0.x, y: $0.y + y) }
        boxes += other.boxes.map { box in
            var box = box
            box.y += y
            return box
        }
    }
}

extension Drawing.Line.Style {
    /// The size of the font in pixels.
    package var size: Double {
        switch self {
        case .label: 10
        case .name: 13
        case .detail: 11.5
        }
    }

    /// How much height a line takes.
    var height: Int {
        switch self {
        case .label: 14
        case .name: 18
        case .detail: 16
        }
    }
}

extension Drawing.Line {
    /// What stands in front of it, so that no colour is needed to tell what comes and goes.
    var sign: String { mark == .added || mark == .removed ? mark.sign : "" }

    /// How wide it is drawn.
    var width: Double {
        // Names are set in bold.
        let size = style == .name ? style.size * 1.06 : style.size
        return TextWidth.of(sign + lead + text + (after.map { Self.arrow + $0 } ?? ""), size: size)
    }

    /// What stands between what was and what will be.
    static let arrow = " \u{2192} "
}

extension Drawing.Box {
    /// The room between the border and the text.
    package static let padding = 9

    /// A box of lines that are no wider than `limit`; cut ones can be read in the title.
    package init(_ mark: Mark, _ parts: [Drawing.Line], limit: Int) {
        // What comes or goes as a whole says so once.
        let isWhole = mark == .added || mark == .removed
        let lines =
            isWhole
            ? parts.map { Drawing.Line($0.style, .same, $0.text, after: $0.after, lead: $0.lead) } : parts
        let room = Double(limit - 2 * Self.padding)
        var isCut = false
        let fitted = lines.map { line in
            guard line.width > room else { return line }
            isCut = true
            // Both sides of a change get their half.
            let width =
                (line.after == nil ? room : room / 2 - 8) - TextWidth.of(line.sign, size: line.style.size)
            func cut(_ text: String) -> String {
                TextWidth.fitted(text, size: line.style.size * 1.06, width: width)
            }
            return Drawing.Line(
                line.style, line.mark, cut(line.text), after: line.after.map(cut), lead: line.lead)
        }
        self.mark = mark
        self.lines = fitted
        height = fitted.reduce(2 * Self.padding - 2) { $0 + $1.style.height }
        width = min(limit, Int((fitted.map(\.width).max() ?? 0).rounded(.up)) + 2 * Self.padding)
        if isCut {
            title = lines.map { line in
                line.sign + line.lead + ShownText.shortened(line.text, to: 400)
                    + (line.after.map { Drawing.Line.arrow + ShownText.shortened($0, to: 400) } ?? "")
            }.joined(separator: "; ")
        }
    }
}
