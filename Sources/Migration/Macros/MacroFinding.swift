internal import Diagnostics

/// One macro of a text, and what became of it.
struct MacroFinding: Hashable, Sendable {
    /// What became of a macro.
    enum Fate: Hashable, Sendable {
        /// It has another name now.
        case translated(String)
        /// It has another name now, and a modifier such as `:raw` is gone.
        case bared(String, modifier: String)
        /// RedTrack knows it under the same name.
        case kept
        /// An ad platform's, which stays as it is.
        case adPlatform
        /// A constant, written out.
        case written(String)
        /// The tracker fills it and RedTrack does not; the value, if it is the same for all campaigns that lead here.
        case unknown(constant: String?)
        /// RedTrack fills the value, but not changed as the modifier demands.
        case modified(String)
        /// The sources of the campaigns that lead here keep it in different slots.
        case ambiguous(String)
        /// Neither fills it: it was sent as it is, and still will be.
        case alien(suggestion: String?)
        /// The tracker sent it as it is, and RedTrack will fill it.
        case awakened
        /// A brace is never closed.
        case unclosed
    }

    /// The macro as it stands in the text, with its braces.
    let macro: String
    /// Where it stands in the text: the column counts characters from 1, the offset bytes from 0.
    let position: SourcePosition
    /// What became of it.
    let fate: Fate
    /// Whether its braces are percent-encoded, and RedTrack may leave them so.
    let isEncoded: Bool

    /// Whether the text cannot be used as it is.
    var isBlocking: Bool {
        switch fate {
        case .unknown, .modified, .ambiguous: true
        default: false
        }
    }
}

extension MacroFinding {
    /// The finding for people; `nil` when there is nothing to say.
    /// - Parameters:
    ///   - subject: what the text is: `url of offer "Tea"`.
    ///   - tracker: what the tracker is called.
    ///   - place: where the text comes from.
    ///   - allowsUnknown: whether the user accepts that such macros are sent as they are.
    /// - Returns: an error for a macro that would be sent unfilled, a warning for what deserves a look.
    func diagnostic(
        in subject: String, tracker: String, at place: SourcePlace?, allowsUnknown: Bool = false
    ) -> Diagnostic? {
        guard let (word, message, help) = text(tracker) else { return nil }
        let severity: Diagnostic.Severity = isBlocking && !allowsUnknown ? .error : .warning
        return Diagnostic(
            severity, "migration.macro-\(word)",
            "\(subject): \(shown) at character \(position.column) \(message)",
            at: place, help: help)
    }

    /// The macro, cut where nobody reads on.
    private var shown: String { macro.count > 60 ? "\(macro.prefix(57))..." : macro }

    private func text(_ tracker: String) -> (word: String, message: String, help: String?)? {
        switch fate {
        case .translated, .kept:
            guard isEncoded else { return nil }
            return (
                "encoded", "is percent-encoded, and RedTrack may not fill it so",
                "open the link once after the move and look at what arrives"
            )
        case .adPlatform, .written: return nil
        case .bared(let new, let modifier):
            return (
                "modifier",
                "becomes {\(new)}: RedTrack has no \"\(modifier)\", and may encode the value otherwise",
                nil
            )
        case .unknown(let constant):
            let help =
                constant.map { "for all campaigns that lead here it is \"\($0)\", which can be written out" }
                ?? "remove it, or let it be sent as it is with --allow-unknown-macros"
            return ("unknown", "is filled by \(tracker) and not by RedTrack", help)
        case .modified(let modifier):
            return (
                "unknown", "is filled by \(tracker) with \"\(modifier)\", which RedTrack cannot do",
                "remove it, or let it be sent as it is with --allow-unknown-macros"
            )
        case .ambiguous(let slots):
            return (
                "ambiguous", "is in different slots of the sources that lead here: \(slots)",
                "give these sources one slot for it, or each its own copy"
            )
        case .alien(let suggestion):
            return (
                "alien", "is filled by neither tracker and sent as it is",
                suggestion.map { "did you mean \"\($0)\"?" }
            )
        case .awakened:
            return (
                "awakened", "was sent as it is by \(tracker), and will be filled by RedTrack",
                "remove it if its value must not be sent"
            )
        case .unclosed: return ("unclosed", "is never closed", "close it, or remove it")
        }
    }
}
