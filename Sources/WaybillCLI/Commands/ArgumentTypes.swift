public import ArgumentParser
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

extension SandboxSeed: ExpressibleByArgument {}
