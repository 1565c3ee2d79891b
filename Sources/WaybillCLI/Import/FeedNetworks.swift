import Diagnostics
import Feeds
import Manifests
import Mapping
import Planning
import RedTrack

/// What the project's files say of the objects that a feed's objects refer to.
struct FeedNetworks {
    private let workspace: Workspace
    /// Files that say nothing of networks: those of the feed, and what it is written to.
    private let others: [String]

    init(_ workspace: Workspace, of feed: FeedSource, writtenTo folder: String? = nil) {
        self.workspace = workspace
        others = feed.files + (folder.map { ManifestOutput.paths($0, of: feed) } ?? [])
    }

    /// The objects of a feed, and those of the project's files that they refer to, also by others.
    func completed(_ objects: [ManifestObject]) throws -> Manifest {
        var known: [ObjectAddress: ManifestObject] = [:]
        for object in try files() { known[ObjectAddress(object.kind, object.key)] = object }
        var manifest = Manifest(objects: objects)
        var added: [ManifestObject] = []
        var seen: Set<ObjectAddress> = []
        var pending = objects[...]
        while let object = pending.popFirst() {
            for reference in ReferenceCheck.references(of: object) {
                let address = ObjectAddress(reference.kind, reference.name)
                guard let target = known[address], seen.insert(address).inserted else { continue }
                added.append(target)
                pending.append(target)
            }
        }
        try manifest.add(added)
        return manifest
    }

    /// What the network of a name adds to links, as far as the project's files say it.
    func link(of network: String) throws -> NetworkLink? {
        let object = try files().first { $0.kind == .network && $0.key.utf8.elementsEqual(network.utf8) }
        return (object?.field("offer_url")?.node.value.string).flatMap(NetworkLink.init)
    }

    /// The objects of the project's files; none of a folder that is no project, or has no manifests.
    private func files() throws -> [ManifestObject] {
        guard workspace.project != nil else { return [] }
        do throws(DiagnosticsError) {
            return try workspace.manifest(except: others).objects
        } catch {
            if error.diagnostics.allSatisfy({ $0.id == "manifest.no-files" }) { return [] }
            throw error
        }
    }
}
