import Feeds
import Manifests
import Planning
import RedTrack

/// An object of a manifest, by the names that files use.
func object(
    _ kind: Kind, _ key: String, _ fields: [(String, Value)] = [], state: ManifestObject.State = .present,
    protected: Bool = false
) -> ManifestObject {
    var all = fields
    if state == .present, !fields.contains(where: { $0.0 == "title" }) { all.append(("title", .string(key))) }
    if state == .present, kind != .source, kind != .campaign, !fields.contains(where: { $0.0 == "url" }) {
        all.append(("url", .string("https://\(kind.rawValue).example/")))
    }
    return ManifestObject(
        kind: kind, key: key, state: state, isProtected: protected,
        fields: kind.fields.compactMap { description in
            all.first { $0.0 == description.manifestName }.map { ManifestField(description, Node($0.1)) }
        })
}

/// An offer of a network.
func offer(_ key: String, network: String, _ fields: [(String, Value)] = []) -> ManifestObject {
    object(.offer, key, [("network", .string(network))] + fields)
}

/// A campaign with one stream over some offers.
func campaign(
    _ key: String, source: String, offers: [String], landing: String? = nil, domain: String? = nil
) -> ManifestObject {
    func shares(_ kind: Kind, _ names: [String]) -> Value {
        .array(names.map { .object([(kind.rawValue, .string($0)), ("weight", .number("100"))]) })
    }
    var stream: [(String, Value)] = [
        ("title", .string("Main")), ("weight", .number("100")), ("offers", shares(.offer, offers)),
    ]
    if let landing { stream.append(("landings", shares(.landing, [landing]))) }
    var fields: [(String, Value)] = [
        ("source", .string(source)), ("streams", .array([.object(stream)])),
    ]
    if let domain { fields.append(("domain", .string(domain))) }
    return object(.campaign, key, fields)
}
