/// How wide a text is when it is drawn. No font is asked: the widths are those of Helvetica, whose metrics most sans-serif
/// fonts follow, with some reserve. So a drawing is the same on every machine.
package enum TextWidth {
    /// The widths of U+0020 to U+007E in thousandths of the font's size.
    private static let ascii: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]
    /// What fonts differ by.
    private static let reserve = 1.08
    private static let ellipsis: Unicode.Scalar = "\u{2026}"

    /// The width in pixels at a size of font in pixels.
    package static func of(_ text: String, size: Double) -> Double {
        Double(text.unicodeScalars.reduce(0) { $0 + thousandths($1) }) / 1000 * size * reserve
    }

    /// The text, or its beginning and its end around an ellipsis, so that it is not wider than `width`.
    static func fitted(_ text: String, size: Double, width: Double) -> String {
        let room = Int(width / size / reserve * 1000)
        var used = 0
        // Marks that stand over others have no width; no text is longer than this, whatever it is made of.
        if text.utf8.count <= 400 {
            used = text.unicodeScalars.reduce(0) { $0 + thousandths($1) }
            if used <= room { return text }
        }
        var head = String.UnicodeScalarView()
        var tail: [Unicode.Scalar] = []
        used = thousandths(ellipsis)
        for scalar in text.unicodeScalars.prefix(200) {
            let wide = thousandths(scalar)
            guard used + wide <= room * 2 / 3 else { break }
            used += wide
            head.append(scalar)
        }
        for scalar in text.unicodeScalars.suffix(100).reversed() {
            let wide = thousandths(scalar)
            guard used + wide <= room else { break }
            used += wide
            tail.append(scalar)
        }
        head.append(ellipsis)
        head.append(contentsOf: tail.reversed())
        return String(head)
    }

    private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII {
            let index = Int(scalar.value) - 0x20
            return ascii.indices.contains(index) ? ascii[index] : 556
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0x1F000...0x3FFFD:
            return 1000
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 640
            }
        }
    }
}
