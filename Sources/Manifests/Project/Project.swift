public import Diagnostics

/// A project: a folder with `waybill.yaml`.
public struct Project: Sendable {
    /// One account of the project.
    public struct Account: Sendable {
        /// The name that commands know it by.
        public var name: String
        /// The base URL of its API, or `sandbox:FILE`; `nil` means the default one.
        public var url: Placed<String>?
        /// Where its key is to be had; never the key itself.
        public var key: Placed<KeyReference>?
        /// Where the account is described.
        public var place: SourcePlace
        /// What differs from the project's rules for this account.
        public var rules = ProjectRules()

        /// Describes an account.
        public init(name: String, url: Placed<String>?, key: Placed<KeyReference>?, place: SourcePlace) {
            self.name = name
            self.url = url
            self.key = key
            self.place = place
        }
    }

    /// Where an API key is to be had.
    public enum KeyReference: Sendable, Hashable {
        /// In the environment variable of this name.
        case environment(String)
        /// In the file at this path, relative to the project's folder.
        case file(String)
    }

    /// The folder that holds `waybill.yaml`, as it was given.
    public var folder: String
    /// The accounts, by name.
    public var accounts: [String: Account]
    /// The name of the account that commands use unless told otherwise.
    public var defaultAccount: Placed<String>?
    /// The globs of the manifests, relative to the folder; `nil` when all manifests of the folder are meant.
    public var manifests: [Placed<String>]?
    /// The feeds that are part of every plan, in the order of the file.
    public var feeds: [Feed]
    /// The objects that got another key.
    public var moved: [Move] = []
    /// What becomes of objects that are not known to be in the account.
    public var adoption = AdoptionPolicies()
    /// Lints, policies, variables and overlays of all accounts.
    public var rules = ProjectRules()

    /// Describes a project; ``load(folder:)`` reads one.
    public init(
        folder: String, accounts: [String: Account] = [:], defaultAccount: Placed<String>? = nil,
        manifests: [Placed<String>]? = nil, feeds: [Feed] = []
    ) {
        self.folder = folder
        self.accounts = accounts
        self.defaultAccount = defaultAccount
        self.manifests = manifests
        self.feeds = feeds
    }

    /// The name of the file that makes a folder a project.
    public static let fileName = "waybill.yaml"
}
