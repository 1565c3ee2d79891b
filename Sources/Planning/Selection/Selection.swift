package import Manifests
import RedTrack

/// A part of the objects of the files, as a user asks for it.
package struct Selection: Sendable {
    /// What is taken; everything when empty.
    package var selected: [SelectionPattern]
    /// What is left out of that.
    package var excluded: [SelectionPattern]

    /// Names a part.
    package init(selected: [SelectionPattern] = [], excluded: [SelectionPattern] = []) {
        self.selected = selected
        self.excluded = excluded
    }

    /// Whether everything is meant.
    package var isEverything: Bool { selected.isEmpty && excluded.isEmpty }

    /// A part of a manifest, and how it came about.
    package struct Part: Sendable {
        /// The objects that were asked for, and those that they need, in the order of the files.
        package let manifest: Manifest
        /// How many were asked for.
        package let count: Int
        /// The objects that are there only because others need them.
        package let needed: [ObjectAddress]
        /// Patterns that mean no object.
        package let idle: [SelectionPattern]
        private let total: Int

        fileprivate init(
            manifest: Manifest, count: Int, needed: [ObjectAddress], idle: [SelectionPattern], total: Int
        ) {
            self.manifest = manifest
            self.count = count
            self.needed = needed
            self.idle = idle
            self.total = total
        }

        /// What a person should know of it, in a sentence.
        package var note: String {
            var text = "\(count) of \(total) objects are selected"
            if !needed.isEmpty {
                let shown = needed.prefix(5).map(\.description).joined(separator: ", ")
                let more = needed.count > 5 ? " and \(needed.count - 5) more" : ""
                text += ", and \(needed.count) that they need: \(shown)\(more)"
            }
            return text + "; nothing else is changed, and nothing is taken for gone"
        }
    }

    /// The part of a manifest that is meant, with what it refers to, and what that refers to. What is left out by name
    /// stays out: the account may have it already.
    package func part(of manifest: Manifest) -> Part {
        var isUsed = [Bool](repeating: false, count: selected.count)
        var isTaken = manifest.objects.map { object in
            var matches = selected.isEmpty
            for index in selected.indices where selected[index].matches(object) {
                matches = true
                isUsed[index] = true
            }
            return matches && !isExcluded(object)
        }
        let count = isTaken.count { $0 }
        let indexes = Dictionary(
            manifest.objects.enumerated().map { (ObjectAddress($0.element.kind, $0.element.key), $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var pending = isTaken.indices.filter { isTaken[$0] }
        var needed: [ObjectAddress] = []
        while let index = pending.popLast() {
            // What is to be removed needs nothing.
            guard manifest.objects[index].state == .present else { continue }
            for reference in ReferenceCheck.references(of: manifest.objects[index]) {
                let address = ObjectAddress(reference.kind, reference.name)
                guard let target = indexes[address], !isTaken[target], !isExcluded(manifest.objects[target])
                else {
                    continue
                }
                isTaken[target] = true
                needed.append(address)
                pending.append(target)
            }
        }
        var part = manifest
        part.objects = zip(manifest.objects, isTaken).compactMap { $1 ? $0 : nil }
        return Part(
            manifest: part, count: count, needed: needed.sorted(),
            idle: zip(selected, isUsed).compactMap { $1 ? nil : $0 }, total: manifest.objects.count)
    }

    private func isExcluded(_ object: ManifestObject) -> Bool { excluded.contains { $0.matches(object) } }
}
