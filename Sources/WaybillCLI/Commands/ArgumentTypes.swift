public import ArgumentParser
public import Execution
public import Feeds
public import Manifests
public import Planning
public import RedTrack
package import Sandbox

// How types of the rooms below are read from an argument.

extension RequestRate: ExpressibleByArgument {
    /// Reads the argument of `--rate`.
    public init?(argument: String) { self.init(argument) }
}

extension RemovalLimit: ExpressibleByArgument {
    /// Reads the argument of `--max-delete`.
    public init?(argument: String) { self.init(argument) }
}

extension TakenSide: ExpressibleByArgument {
    /// Reads the argument of `--take`.
    public init?(argument: String) { self.init(argument) }
}

extension ManifestFormat: ExpressibleByArgument {}

extension PlanDetail: ExpressibleByArgument {}

extension GraphOutput.Format: ExpressibleByArgument {}

extension ExportLayout.Split: ExpressibleByArgument {}

extension ConversionFile.Format: ExpressibleByArgument {}

extension SandboxSeed: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    /// Reads the argument of `--from` and `--to`.
    public init?(argument: String) { self.init(argument) }
}

extension ReportGroup: ExpressibleByArgument {
    /// Reads the argument of `--group`: the API fails for a group that its document does not name.
    public init?(argument: String) {
        guard let group = ReportGroup.documented.first(where: { $0.rawValue == argument }) else { return nil }
        self = group
    }

    /// The groups that there are, for the help.
    public static var allValueStrings: [String] { documented.map(\.rawValue) }
}

extension FeedSyntax: ExpressibleByArgument {}

extension Compression: ExpressibleByArgument {}

extension CSVOptions.Quote: ExpressibleByArgument {
    /// Reads the argument of `--quote`.
    public init?(argument: String) {
        switch argument {
        case "double", "\"": self = .double
        case "single", "'": self = .single
        case "none": self = .none
        default: return nil
        }
    }

    /// The words, for the help.
    public static var allValueStrings: [String] { ["double", "single", "none"] }

    /// The word, for the help.
    public var defaultValueDescription: String {
        switch self {
        case .double: "double"
        case .single: "single"
        case .none: "none"
        }
    }
}

extension CSVOptions.Escape: ExpressibleByArgument {
    /// Reads the argument of `--escape`.
    public init?(argument: String) {
        switch argument {
        case "doubled": self = .doubled
        case "backslash": self = .backslash
        default: return nil
        }
    }

    /// The words, for the help.
    public static var allValueStrings: [String] { ["doubled", "backslash"] }

    /// The word, for the help.
    public var defaultValueDescription: String { self == .doubled ? "doubled" : "backslash" }
}

extension CSVOptions.Ragged: ExpressibleByArgument {
    /// Reads the argument of `--ragged`.
    public init?(argument: String) {
        switch argument {
        case "refuse", "error": self = .refused
        case "pad": self = .padded
        case "keep": self = .kept
        default: return nil
        }
    }

    /// The words, for the help.
    public static var allValueStrings: [String] { ["refuse", "pad", "keep"] }

    /// The word, for the help.
    public var defaultValueDescription: String {
        switch self {
        case .refused: "refuse"
        case .padded: "pad"
        case .kept: "keep"
        }
    }
}
