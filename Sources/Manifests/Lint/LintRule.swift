/// One thing that is allowed in files and yet is probably a mistake.
public struct LintRule: Sendable, Hashable {
    /// The name that settings use, such as `missing-clickid`.
    public let name: String
    /// How much it matters unless the project says otherwise.
    public let level: LintLevel
    /// What is found, in a sentence.
    public let finds: String
    /// Why it matters, in a sentence.
    public let why: String

    /// The id of its findings: `lint.missing-clickid`.
    public var id: String { "lint." + name }

    private init(_ name: String, _ level: LintLevel = .warning, finds: String, why: String) {
        self.name = name
        self.level = level
        self.finds = finds
        self.why = why
    }

    /// The rule with this name, or this id.
    public static func named(_ text: String) -> LintRule? { all.first { $0.name == text || $0.id == text } }

    /// All rules, in the order of the documentation.
    public static let all: [LintRule] = [
        missingClickID, encodedMacro, brokenMacro, unknownMacro, placeholder, wrongMacro, postbackClickID,
        missingRefID, insecureURL, similarTitle, inactiveFilter, emptyFilter, deadStream, uncoveredTraffic,
        duplicateOffer,
    ]

    // MARK: Links

    /// An offer's link, or a network's template of links, without `{clickid}`.
    public static let missingClickID = LintRule(
        "missing-clickid", finds: "An offer's `url` or a network's `offer_url` has no `{clickid}`.",
        why: "The network cannot say which click converted, so no conversion is ever counted.")
    /// A macro whose braces are percent-encoded.
    public static let encodedMacro = LintRule(
        "encoded-macro", finds: "The braces of a macro are encoded, as in `%7Bclickid%7D`.",
        why: "RedTrack replaces `{clickid}` only as written; some program has encoded the link.")
    /// A brace without its other half.
    public static let brokenMacro = LintRule(
        "broken-macro", finds: "A brace of a macro is missing, as in `{clickid`.",
        why: "The text is sent as it is, and nothing is replaced.")
    /// A macro that RedTrack does not know.
    public static let unknownMacro = LintRule(
        "unknown-macro", finds: "A link has a macro that RedTrack does not know, as in `{click_id}`.",
        why: "The text is sent as it is. Names of macros of your own stand under `known:`.")
    /// A text that somebody was to replace.
    public static let placeholder = LintRule(
        "placeholder", finds: "A link has a text that is to be replaced by hand, such as `{replace_me}`.",
        why: "It reaches the network or the source as it is.")
    /// A macro of one side where the other side's is due.
    public static let wrongMacro = LintRule(
        "wrong-macro",
        finds: "A macro of an ad platform stands where RedTrack replaces macros, or the other way round.",
        why: "Nobody replaces it there: the click or the conversion cannot be told from others.")
    /// A network's postback without `clickid=`.
    public static let postbackClickID = LintRule(
        "postback-clickid", finds: "A network's `postback_url` has no `clickid=`.",
        why: "RedTrack cannot tell which click a conversion belongs to.")

    // MARK: Objects

    /// A source that does not say which macro holds its click id.
    public static let missingRefID = LintRule(
        "missing-ref-id", finds: "A source has no `ref_id`.",
        why: "Conversions cannot be reported back to it by click.")
    /// A link without encryption.
    public static let insecureURL = LintRule(
        "http-url", finds: "A link starts with `http://`.",
        why: "Browsers warn of it, and may drop where the visitor came from.")
    /// Titles that a person takes for the same.
    public static let similarTitle = LintRule(
        "similar-title", finds: "Two titles of a kind differ only by case or blanks.",
        why: "One of them is probably meant to be the other.")

    // MARK: Streams

    /// A filter with values that is not active.
    public static let inactiveFilter = LintRule(
        "inactive-filter", finds: "A filter has values and is not active.",
        why: "The stream takes clicks that the values would keep out.")
    /// A filter that is active without values.
    public static let emptyFilter = LintRule(
        "empty-filter", finds: "A filter is active without a value.",
        why: "It asks for nothing, and may let nothing pass.")
    /// A stream that no click can use.
    public static let deadStream = LintRule(
        "dead-stream",
        finds: "A stream has no offers, only archived ones, or filters that contradict one another.",
        why: "It takes no click, or its clicks have nowhere to go.")
    /// Clicks that no stream takes.
    public static let uncoveredTraffic = LintRule(
        "uncovered-traffic", finds: "Some clicks pass the filters of no stream of a campaign.",
        why: "They are paid for and lost; a stream without filters would take them.")
    /// The same offer or landing twice in one stream.
    public static let duplicateOffer = LintRule(
        "duplicate-offer", finds: "An offer or a landing stands twice in one stream.",
        why: "Its share is the sum of both weights, which is easily overlooked.")
}
