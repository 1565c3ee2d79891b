public import RedTrack

/// A rule that plans must keep to, as a project declares it: expressions are texts until `Planning` compiles them.
public struct PolicyDeclaration: Sendable, Hashable {
    /// What a policy is held against.
    public enum Subject: Sendable, Hashable {
        /// Each object of a kind.
        case kind(Kind)
        /// Each change, of whatever kind.
        case changes
        /// The plan as a whole.
        case plan

        /// How projects write it.
        public var word: String {
            switch self {
            case .kind(let kind): kind.plural
            case .changes: "changes"
            case .plan: "plan"
            }
        }
    }

    /// How much a violation matters.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The plan is shown and must not be applied.
        case error
        /// Somebody should look at it before agreeing.
        case warning
    }

    /// What it is called.
    public var name: Placed<String>
    /// What it is held against.
    public var subject: Subject
    /// Whether objects of a kind are looked at also when nothing of them changes.
    public var coversUnchanged: Bool
    /// The expression that says which of them are meant; `nil` when all are.
    public var when: Placed<String>?
    /// The expression that must hold.
    public var must: Placed<String>
    /// What to tell whoever violates it.
    public var message: String?
    /// How much a violation matters.
    public var severity: Severity
    /// The objects that need not keep to it.
    public var except: [AddressPattern]

    /// Declares a policy.
    public init(
        name: Placed<String>, subject: Subject, coversUnchanged: Bool = false, when: Placed<String>? = nil,
        must: Placed<String>, message: String? = nil, severity: Severity = .error,
        except: [AddressPattern] = []
    ) {
        self.name = name
        self.subject = subject
        self.coversUnchanged = coversUnchanged
        self.when = when
        self.must = must
        self.message = message
        self.severity = severity
        self.except = except
    }
}
