import Planning

/// The lines of a box: long ones go on in the next line, and what is too long even so can be read in the box's title.
struct BoxText {
    /// How wide boxes may be.
    static let limit = 262
    /// How many lines one text may take.
    private static let mostLines = 3
    /// How much of a text is looked at.
    private static let longest = 400

    private var lines: [Drawing.Line] = []
    private var whole: [String] = []
    private var isCut = false
    private var labelWidth = 0.0

    /// Adds a text, on as many lines as it needs.
    mutating func add(_ style: Drawing.Line.Style, _ text: String) {
        let text = ShownText.shortened(text, to: Self.longest)
        whole.append(text)
        // Labels are set in capitals, and wide.
        if style == .label {
            let text = text.uppercased()
            let spacing = Double(text.unicodeScalars.count) * 0.05 * style.size
            labelWidth = max(labelWidth, TextWidth.of(text, size: style.size) + spacing)
        }
        // Names are set in bold.
        let size = style.size * (style == .name ? 1.06 : 1)
        let room = Double(Self.limit - 2 * Drawing.Box.padding)
        var rest = text[...]
        for number in 1...Self.mostLines where !rest.isEmpty {
            let part = number == Self.mostLines ? rest : Self.head(of: rest, size, room)
            lines.append(Drawing.Line(style, .same, String(part)))
            if number == Self.mostLines, TextWidth.of(String(part), size: size) > room { isCut = true }
            rest = rest[part.endIndex...].drop { $0 == " " }
        }
    }

    /// Adds the texts of a list, and says how many more there are.
    mutating func add(_ style: Drawing.Line.Style, list: [String], most: Int = 12) {
        for text in list.prefix(most) { add(style, text) }
        if list.count > most { add(style, "and \(list.count - most) more") }
    }

    /// As many words as fit on a line.
    private static func head(of text: Substring, _ size: Double, _ room: Double) -> Substring {
        var end = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text[index...].firstIndex(of: " ") ?? text.endIndex
            guard TextWidth.of(String(text[..<next]), size: size) <= room else { break }
            end = next
            index = next < text.endIndex ? text.index(after: next) : next
        }
        // A word that is too long for a line is cut where it stands.
        if end == text.startIndex { return text[..<(text.firstIndex(of: " ") ?? text.endIndex)] }
        return text[..<end]
    }

    /// The box.
    func box(isOutside: Bool = false, isRefused: Bool = false) -> Drawing.Box {
        var box = Drawing.Box(isRefused ? .removed : .same, lines, limit: Self.limit)
        box.isOutside = isOutside
        box.width = max(box.width, min(Self.limit, Int(labelWidth.rounded(.up)) + 2 * Drawing.Box.padding))
        if isCut || box.title != nil { box.title = whole.joined(separator: "; ") }
        return box
    }
}
