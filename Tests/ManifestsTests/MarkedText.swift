import Diagnostics

/// A text with markers `1️⃣` to `9️⃣` where findings are expected; the markers are not part of the text.
struct MarkedText {
    /// The text without its markers.
    let text: String
    /// `LINE:COLUMN` of each marker, in the order of the text.
    let places: [String]

    init(_ marked: String) {
        var text = ""
        var places: [String] = []
        var line = 1
        var column = 1
        for character in marked {
            if "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣".contains(character) {
                places.append("\(line):\(column)")
                continue
            }
            text.append(character)
            if character == "\n" || character == "\r\n" {
                line += 1
                column = 1
            } else {
                column += character.unicodeScalars.count
            }
        }
        self.text = text
        self.places = places
    }

    var bytes: [UInt8] { Array(text.utf8) }
}

extension Diagnostic {
    /// `LINE:COLUMN`, as markers say it.
    var lineAndColumn: String {
        place?.position.map { "\($0.line):\($0.column)" } ?? "-"
    }
}
