internal import Diagnostics

/// How much a lint matters.
public enum LintLevel: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is not looked for.
    case off
    /// Somebody should look at it.
    case warning
    /// The files cannot be used.
    case error

    /// How its findings are reported; `nil` when they are not.
    var severity: Diagnostic.Severity? {
        switch self {
        case .off: nil
        case .warning: .warning
        case .error: .error
        }
    }
}

/// What a project says about lints: `lints:` of `waybill.yaml`.
public struct LintSettings: Sendable, Hashable {
    /// What it says about one of them.
    public struct Entry: Sendable, Hashable {
        /// How much it matters; `nil` when the project leaves that to Waybill.
        public var level: LintLevel?
        /// The objects that it is not looked for in.
        public var except: [AddressPattern]
        /// Names that it takes for good: macros of the project's own.
        public var known: [String]

        /// Says something about a lint.
        public init(level: LintLevel? = nil, except: [AddressPattern] = [], known: [String] = []) {
            self.level = level
            self.except = except
            self.known = known
        }
    }

    /// What is said, by the names of the rules.
    public var entries: [String: Entry]

    /// Takes what a project says; nothing by default.
    public init(_ entries: [String: Entry] = [:]) { self.entries = entries }

    /// How much a rule matters.
    public func level(of rule: LintRule) -> LintLevel { entries[rule.name]?.level ?? rule.level }

    /// These settings, with those of an account over them: its level counts, its exceptions and names come on top.
    func overlaid(by account: LintSettings) -> LintSettings {
        LintSettings(
            entries.merging(account.entries) { general, own in
                Entry(
                    level: own.level ?? general.level, except: general.except + own.except,
                    known: general.known + own.known)
            })
    }
}
