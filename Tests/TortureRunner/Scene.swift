import Feeds
import Manifests
import RedTrack

/// What an account has before a run, and what the run is to make of it: creations of all six kinds that refer to one
/// another, updates, archived offers, deletions, and titles that occur twice.
struct Scene {
    let earlier: [ManifestObject]
    let wanted: [ManifestObject]

    /// A scene whose plan has about this many changes.
    init(size: Int) {
        let unit = max(size / 60, 1)
        var earlier: [ManifestObject] = []
        var wanted: [ManifestObject] = []
        // What stays as it is, or is changed.
        for index in 0..<(2 * unit) {
            earlier.append(Self.object(.network, "old n\(index)", url: "https://n\(index).example/"))
            wanted.append(Self.object(.network, "old n\(index)", url: "https://n\(index).example/new"))
            earlier.append(Self.object(.source, "old s\(index)"))
            wanted.append(Self.object(.source, "old s\(index)"))
            earlier.append(Self.object(.landing, "old l\(index)", url: "https://l\(index).example/"))
            wanted.append(Self.gone(.landing, "old l\(index)"))
            earlier.append(Self.offer("old o\(index)", network: "old n\(index)"))
            wanted.append(
                Self.offer("old o\(index)", network: "old n\(index)", url: "https://moved\(index).example/"))
            earlier.append(Self.offer("old gone\(index)", network: "old n\(index)"))
            wanted.append(Self.gone(.offer, "old gone\(index)"))
            earlier.append(
                Self.campaign(
                    "old c\(index)", source: "old s\(index)", offers: ["old o\(index)", "old gone\(index)"],
                    landing: "old l\(index)"))
            // It lets go of what is removed, and takes what is new.
            wanted.append(
                Self.campaign(
                    "old c\(index)", source: "old s\(index)", offers: ["old o\(index)", "o\(index)"],
                    landing: "l\(index)"))
            earlier.append(
                Self.campaign(
                    "old x\(index)", source: "old s\(index)", offers: ["old o\(index)"], landing: nil))
            wanted.append(Self.gone(.campaign, "old x\(index)"))
        }
        // What is new.
        for index in 0..<(6 * unit) {
            wanted.append(Self.object(.network, "n\(index)", url: "https://new\(index).example/"))
            wanted.append(Self.object(.source, "s\(index)"))
            wanted.append(Self.object(.domain, "d\(index)", url: "https://go\(index).example"))
            // Every third landing and offer is called like the next: the title alone does not tell.
            let twin = index % 3 == 0 ? index + 1 : index
            wanted.append(
                Self.object(.landing, "l\(index)", title: "L \(twin)", url: "https://page.example/\(twin)"))
            wanted.append(
                Self.offer(
                    "o\(index)", network: index.isMultiple(of: 2) ? "n\(index)" : "old n0", title: "O \(twin)"
                ))
            wanted.append(
                Self.offer("p\(index)", network: "n\((index + 1) % (6 * unit))"))
            wanted.append(
                Self.campaign(
                    "c\(index)", source: "s\(index)", offers: ["o\(index)", "p\(index)"],
                    landing: "l\(index)",
                    domain: "d\(index)"))
            wanted.append(
                Self.campaign(
                    "k\(index)", source: "old s0", offers: ["p\((index + 2) % (6 * unit))"], landing: nil))
        }
        self.earlier = earlier
        self.wanted = wanted
    }

    private static func object(
        _ kind: Kind, _ key: String, title: String? = nil, url: String? = nil, _ more: [(String, Value)] = [],
        state: ManifestObject.State = .present
    ) -> ManifestObject {
        var fields = more
        if state == .present { fields.append(("title", .string(title ?? key))) }
        if let url { fields.append(("url", .string(url))) }
        return ManifestObject(
            kind: kind, key: key, state: state, isProtected: false,
            fields: kind.fields.compactMap { description in
                fields.first { $0.0 == description.manifestName }.map {
                    ManifestField(description, Node($0.1))
                }
            })
    }

    private static func gone(_ kind: Kind, _ key: String) -> ManifestObject {
        object(kind, key, state: .absent)
    }

    private static func offer(
        _ key: String, network: String, title: String? = nil, url: String? = nil
    ) -> ManifestObject {
        object(
            .offer, key, title: title,
            url: url ?? "https://offer.example/\(key.replacing(" ", with: "-"))?c={clickid}",
            [("network", .string(network))])
    }

    private static func campaign(
        _ key: String, source: String, offers: [String], landing: String?, domain: String? = nil
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
}
