/// Writes a drawing as SVG, for a file of its own or for a page that has the style already.
package struct DrawingSVG {
    private let drawing: Drawing

    /// Writes `drawing`.
    package init(_ drawing: Drawing) { self.drawing = drawing }

    /// A whole file: light and dark as the reader's machine is.
    var file: String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tree\" \(attributes)>\n"
            + "<title>\(MarkupText.escaped(drawing.summary))</title>\n<style>\n\(DrawingStyle.file)</style>\n"
            + "<rect class=\"page\" width=\"\(drawing.width)\" height=\"\(drawing.height)\"/>\n\(content)</svg>\n"
    }

    /// A part of a page.
    package var inline: String {
        "<svg class=tree \(attributes) aria-label=\"\(MarkupText.escaped(drawing.summary))\">\n\(content)</svg>"
    }

    private var attributes: String {
        "width=\"\(drawing.width)\" height=\"\(drawing.height)\" viewBox=\"0 0 \(drawing.width) \(drawing.height)\" role=\"img\""
    }

    private var content: String {
        var text = ""
        for heading in drawing.headings {
            text +=
                "<text class=\"h\" x=\"\(heading.x)\" y=\"\(heading.y)\">\(MarkupText.escaped(heading.text))</text>\n"
        }
        for title in drawing.titles {
            text +=
                "<text class=\"n\" x=\"\(title.x)\" y=\"\(title.y)\">\(MarkupText.escaped(ShownText.shortened(title.text, to: 120)))</text>\n"
        }
        for link in drawing.links { Self.write(link, to: &text) }
        for joint in drawing.joints {
            text += "<circle class=\"j\" cx=\"\(joint.x)\" cy=\"\(joint.y)\" r=\"4\"/>\n"
        }
        for box in drawing.boxes { Self.write(box, to: &text) }
        return text
    }

    private static func write(_ link: Drawing.Link, to text: inout String) {
        let middle = (link.x1 + link.x2) / 2
        text += "<path class=\"l\(name(link.mark))\" d=\"M\(link.x1) \(link.y1)"
        text +=
            link.y1 == link.y2
            ? "H\(link.x2)" : "C\(middle) \(link.y1) \(middle) \(link.y2) \(link.x2) \(link.y2)"
        text += "\" stroke-width=\"\(link.thickness / 10).\(link.thickness % 10)\"/>\n"
    }

    private static func write(_ box: Drawing.Box, to text: inout String) {
        text += "<g class=\"b\(name(box.mark))\(box.isOutside ? " out" : "")\">"
        if let title = box.title { text += "<title>\(MarkupText.escaped(title))</title>" }
        text +=
            "<rect x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\" rx=\"7\"/>"
        if !box.mark.sign.isEmpty {
            // Half on the border, where it hides no text.
            text += "<circle cx=\"\(box.right - 2)\" cy=\"\(box.y + 2)\" r=\"8\"/>"
            text +=
                "<text class=\"s\" x=\"\(box.right - 2)\" y=\"\(box.y + 6)\">\(box.mark.sign.dropLast())</text>"
        }
        var y = box.y + Drawing.Box.padding - 3
        for line in box.lines {
            y += line.style.height
            write(line, x: box.x + Drawing.Box.padding, y: y, to: &text)
        }
        text += "</g>\n"
    }

    private static func write(_ line: Drawing.Line, x: Int, y: Int, to text: inout String) {
        let style =
            switch line.style {
            case .label: "k"
            case .name: "n"
            case .detail: "t"
            }
        text +=
            "<text class=\"\(style)\(line.after == nil ? name(line.mark) : "")\" x=\"\(x)\" y=\"\(y - 1)\">"
        if let after = line.after {
            text += MarkupText.escaped(line.lead)
            text +=
                "<tspan class=\"o\">\(MarkupText.escaped(line.text))</tspan><tspan class=\"x\">\(Drawing.Line.arrow)</tspan>"
            text += "<tspan class=\"w\">\(MarkupText.escaped(after))</tspan>"
        } else {
            if !line.sign.isEmpty { text += "<tspan class=\"g\">\(line.sign)</tspan>" }
            text += MarkupText.escaped(line.text)
        }
        text += "</text>"
    }

    /// The class of a mark, with the blank before it.
    private static func name(_ mark: Mark) -> String {
        switch mark {
        case .same: ""
        case .added: " ad"
        case .removed: " rm"
        case .changed: " ch"
        }
    }
}
