import Feeds
import Manifests
import Mapping
import RedTrack

/// Gives offers that feeds made with bare links the parameters of their network's `offer_url`.
///
/// Without them no click of the offer would ever be told from another: the API takes the link as it is.
struct NetworkLinks {
    let lock: LockIndex
    let snapshot: Snapshot

    /// The objects; those with a key that starts with one of `keys` with links that are written out.
    func applied(to objects: [ManifestObject], keys: [String]) -> [ManifestObject] {
        guard !keys.isEmpty else { return objects }
        var links: [ExactText: NetworkLink?] = [:]
        return objects.map { object in
            guard object.kind == .offer, keys.contains(where: { object.key.utf8.starts(with: $0.utf8) }),
                let url = object.fields.firstIndex(where: { $0.description.name == "url" }),
                let link = object.fields[url].node.value.string,
                let network = object.field("program_id")?.node.value.string
            else { return object }
            let name = ExactText(network)
            let template = links[name] ?? self.template(of: network, objects)
            links[name] = template
            guard let complete = template?.applied(to: link) else { return object }
            var object = object
            object.fields[url].node = Node(.string(complete), at: object.fields[url].node.position)
            return object
        }
    }

    /// What the files say of the network, else what the account has.
    private func template(of network: String, _ objects: [ManifestObject]) -> NetworkLink? {
        let written = objects.first { $0.kind == .network && ExactText($0.key) == ExactText(network) }
        if let text = written?.field("offer_url")?.node.value.string { return NetworkLink(text) }
        let known = lock[.network, network].flatMap { snapshot.object(.network, id: $0.id) }
        let named = snapshot.objects(.network, named: written?.title ?? network)
        let object = known ?? (named.count == 1 ? named[0] : nil)
        return (object?.record["offer_url"]?.value.string).flatMap(NetworkLink.init)
    }
}
