import Diagnostics

/// A text with markers such as `1️⃣` taken out, and the positions where they stood, in the order of their digits.
struct Marked {
    let text: String
    let positions: [SourcePosition]

    init(_ source: String) {
        var scalars = String.UnicodeScalarView()
        var found: [(digit: UInt32, position: SourcePosition)] = []
        var position = SourcePosition.start
        let input = Array(source.unicodeScalars)
        var index = 0
        while index < input.count {
            let isMarker =
                index + 2 < input.count && ("0"..."9").contains(input[index])
                && input[index + 1].value == 0xFE0F && input[index + 2].value == 0x20E3
            if isMarker {
                found.append((input[index].value, position))
                index += 3
                continue
            }
            let scalar = input[index]
            scalars.append(scalar)
            position.offset += String(scalar).utf8.count
            if scalar == "\n" {
                position.line += 1
                position.column = 1
            } else {
                position.column += 1
            }
            index += 1
        }
        text = String(scalars)
        positions = found.sorted { $0.digit < $1.digit }.map(\.position)
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
