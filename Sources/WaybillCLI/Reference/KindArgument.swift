import Diagnostics
import Planning
import RedTrack

/// A kind as people write it: singular or plural, in any case.
enum KindArgument {
    static func kind(_ text: String) throws(CommandFailure) -> Kind {
        let lowered = text.lowercased()
        if let kind = Kind(rawValue: lowered) ?? Kind(plural: lowered) { return kind }
        let names = Kind.allCases.map(\.plural)
        throw CommandFailure(
            .usage,
            "there is no kind \"\(TerminalText.safe(text))\": "
                + (NameSuggestion.help(for: text, in: names)
                    ?? "the kinds are \(names.joined(separator: ", "))"))
    }
}

/// What somebody probably meant.
enum NameSuggestion {
    static func help(for name: String, in names: [String]) -> String? {
        Suggestion.help(for: name, in: names)
    }
}
