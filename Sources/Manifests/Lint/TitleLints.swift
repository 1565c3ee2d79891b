internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Finds titles that a person takes for the same.
enum TitleLints {
    private struct Name: Hashable {
        let kind: Kind
        let folded: [UInt8]
    }

    static func check(_ objects: [ManifestObject], _ report: inout LintReport) {
        var first: [Name: Int] = [:]
        first.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() where object.state == .present {
            guard let field = object.field("title"), let title = field.node.value.string else { continue }
            let name = Name(kind: object.kind, folded: folded(title))
            guard let earlier = first[name] else {
                first[name] = index
                continue
            }
            let other = objects[earlier]
            // The same title twice may be meant: keys tell the two apart.
            guard let otherTitle = other.title, !otherTitle.utf8.elementsEqual(title.utf8) else { continue }
            report.add(
                .similarTitle,
                "the title differs from that of another \(object.kind.rawValue) only by case or blanks",
                in: object, at: field.node, of: field,
                help: "the other one, \"\(otherTitle)\", is at \(other.place)")
        }
    }

    /// The title without case, its blanks as one space each, none at the ends.
    private static func folded(_ title: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(title.utf8.count)
        var isBlank = true
        func space() {
            if !isBlank { folded.append(0x20) }
            isBlank = true
        }
        if title.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in title.utf8 {
                if byte <= 0x20 || byte == 0x7F {
                    space()
                } else {
                    folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                    isBlank = false
                }
            }
        } else {
            for scalar in title.lowercased().unicodeScalars {
                // A zero-width or a soft mark is seen by nobody.
                if scalar.properties.isDefaultIgnorableCodePoint { continue }
                if scalar.properties.isWhitespace {
                    space()
                } else {
                    folded.append(contentsOf: Array(String(scalar).utf8))
                    isBlank = false
                }
            }
        }
        if folded.last == 0x20 { folded.removeLast() }
        return folded
    }
}
