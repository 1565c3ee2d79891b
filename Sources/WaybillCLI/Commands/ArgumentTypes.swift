public import ArgumentParser
public import Execution
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

extension ManifestFormat: ExpressibleByArgument {}

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
