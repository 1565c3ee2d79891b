/// What a project says beyond where its accounts and files are: what is to be looked for, and what differs by account.
public struct ProjectRules: Sendable {
    /// How much each lint matters.
    public var lints: LintSettings
    /// What plans must keep to.
    public var policies: [PolicyDeclaration]
    /// Values that files name as `${var.NAME}`.
    public var variables: [String: Placed<String>]
    /// Files whose objects change those of the manifests, in order.
    public var overlays: [Overlay]

    /// A file with objects that change those of the manifests.
    public struct Overlay: Sendable, Hashable {
        /// Its path, relative to the project's folder.
        public var file: Placed<String>
        /// Whether it may bring objects that the manifests do not have.
        public var adds: Bool

        /// Names a file.
        public init(file: Placed<String>, adds: Bool = false) {
            self.file = file
            self.adds = adds
        }
    }

    /// Collects rules; none by default.
    public init(
        lints: LintSettings = LintSettings(), policies: [PolicyDeclaration] = [],
        variables: [String: Placed<String>] = [:], overlays: [Overlay] = []
    ) {
        self.lints = lints
        self.policies = policies
        self.variables = variables
        self.overlays = overlays
    }

    /// These rules with those of an account over them: its variables and levels count, the rest comes on top.
    func overlaid(by account: ProjectRules) -> ProjectRules {
        ProjectRules(
            lints: lints.overlaid(by: account.lints), policies: policies + account.policies,
            variables: variables.merging(account.variables) { $1 }, overlays: overlays + account.overlays)
    }
}

extension Project {
    /// The rules for one of its accounts; the general ones for an account that has none of its own, or for none.
    public func rules(for account: String?) -> ProjectRules {
        guard let own = account.flatMap({ accounts[$0] })?.rules else { return rules }
        return rules.overlaid(by: own)
    }

    /// The overlays of all accounts: none of them is a manifest.
    var overlayFiles: [String] {
        ([rules] + accounts.values.map(\.rules)).flatMap { $0.overlays.map { path($0.file.value) } }
    }
}
