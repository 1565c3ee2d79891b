/// Something to say about the user's data: what is wrong, where, and what to do next.
public struct Diagnostic: Sendable, Hashable {
    /// How much it matters.
    public enum Severity: String, Sendable, Hashable, Codable, Comparable {
        /// The input can be used; somebody should look at it.
        case warning
        /// The input cannot be used.
        case error

        /// A warning matters less than an error.
        public static func < (left: Severity, right: Severity) -> Bool {
            left == .warning && right == .error
        }
    }

    /// A name that stays when the wording changes: `domain.problem`, such as `manifest.unknown-field`.
    public var id: String
    /// How much it matters.
    public var severity: Severity
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where; `nil` when no file is to blame.
    public var place: SourcePlace?
    /// How many scalars of the line to underline, at least 1.
    public var length: Int
    /// What to do next, or what was expected.
    public var help: String?

    /// Makes an error or a warning at a place.
    public init(
        _ severity: Severity, _ id: String, _ message: String, at place: SourcePlace?, length: Int = 1,
        help: String? = nil
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.place = place
        self.length = max(1, length)
        self.help = help
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `FILE:LINE:COLUMN: error: message (help)`, on one line.
    public var description: String {
        let head = place.map { "\($0): " } ?? ""
        let tail = help.map { " (\($0))" } ?? ""
        return "\(head)\(severity.rawValue): \(message)\(tail)"
    }
}

extension Diagnostic: Comparable {
    /// Orders by place, then by id: the order in which a person reads a file.
    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        switch (left.place, right.place) {
        case (nil, .some): return true
        case (.some, nil): return false
        case (let leftPlace?, let rightPlace?) where leftPlace != rightPlace: return leftPlace < rightPlace
        default: return (left.id, left.message) < (right.id, right.message)
        }
    }
}

/// Thrown when inputs are invalid: everything that is wrong with them, at once.
public struct DiagnosticsError: Error, Sendable, CustomStringConvertible {
    /// All findings, errors and warnings, ordered by place.
    public var diagnostics: [Diagnostic]

    /// Collects findings into one error.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sorted()
    }

    /// The findings, a line each.
    public var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
