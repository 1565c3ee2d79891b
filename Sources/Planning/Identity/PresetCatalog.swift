import Diagnostics
import Feeds
import Manifests
public import RedTrack

/// The presets that RedTrack offers. They are copied by whoever creates an object: the server does not apply them.
public struct PresetCatalog: Sendable {
    private let sources: [Entry]
    private let networks: [Entry]

    /// One preset: what it is called and the fields that it fills.
    private struct Entry: Sendable {
        let id: String
        let title: String
        let fields: [(name: String, node: Node)]
    }

    /// Takes both lists of presets.
    public init(sources: [SourcePreset] = [], networks: [NetworkPreset] = []) {
        self.sources = sources.map {
            Entry(
                id: $0.id?.rawValue ?? "", title: $0.title ?? "",
                fields: Self.fields($0.wireValue, of: .source))
        }
        self.networks = networks.map {
            Entry(
                id: $0.id?.rawValue ?? "", title: $0.title ?? "",
                fields: Self.fields($0.wireValue, of: .network))
        }
    }

    /// The fields of a preset that objects of the kind have, and that say something.
    private static func fields(_ record: Value, of kind: Kind) -> [(name: String, node: Node)] {
        kind.fields.compactMap { field in
            guard field.isWritable, field.name != "title", field.name != "preset_id",
                let node = record[field.name],
                Canonical(Draft(wire: node.value, type: field.type), type: field.type) != .absent
            else { return nil }
            return (field.name, node)
        }
    }

    /// The object with the preset's fields added where the file says nothing; inside `hints` name by name.
    func applied(to object: ManifestObject) -> Result<ManifestObject, DiagnosticsError> {
        guard let preset = object.preset, object.state == .present else { return .success(object) }
        let entries = object.kind == .source ? sources : networks
        var candidates = entries.filter { $0.id == preset.value }
        if candidates.isEmpty {
            candidates = entries.filter { ExactText($0.title) == ExactText(preset.value) }
        }
        guard let entry = candidates.first, candidates.count == 1 else {
            return .failure(DiagnosticsError([Self.problem(preset, object.kind, entries, candidates)]))
        }
        var result = object
        result.fields = object.kind.fields.compactMap { description in
            let written = object.field(description.name)
            if description.name == "preset_id" {
                return written ?? ManifestField(description, Node(.string(entry.id)), at: preset.place)
            }
            guard let node = entry.fields.first(where: { $0.name == description.name })?.node else {
                return written
            }
            guard let written else { return ManifestField(description, node, at: preset.place) }
            guard case .map(let own) = written.node.value, !own.isEmpty, case .map(let copied) = node.value
            else {
                return written
            }
            let added = copied.filter { member in !own.contains { $0.name == member.name } }
            return ManifestField(
                description, Node(.map(own + added), at: written.node.position), at: written.place)
        }
        return .success(result)
    }

    private static func problem(
        _ preset: Placed<String>, _ kind: Kind, _ entries: [Entry], _ candidates: [Entry]
    ) -> Diagnostic {
        if candidates.count > 1 {
            let ids = candidates.map(\.id).sorted().joined(separator: ", ")
            return Diagnostic(
                .error, "plan.ambiguous-preset",
                "\(candidates.count) \(kind.rawValue) presets are called \"\(preset.value)\"",
                at: preset.place,
                length: preset.value.unicodeScalars.count, help: "write the id of one of them: \(ids)")
        }
        return Diagnostic(
            .error, "plan.unknown-preset", "RedTrack has no \(kind.rawValue) preset \"\(preset.value)\"",
            at: preset.place, length: preset.value.unicodeScalars.count,
            help: Suggestion.help(for: preset.value, in: entries.map(\.title))
                ?? "write its title or id as RedTrack lists it")
    }
}
