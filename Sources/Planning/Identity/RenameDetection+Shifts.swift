import Manifests
import RedTrack

extension RenameDetection {
    /// Finds objects whose titles moved on: "A" became "B" while "B" became "C".
    ///
    /// The lock file knows "B" as the object that is called "C" now, so that "B" would be rewritten, "C" created and the
    /// object of "A" orphaned. When all else that is written of "C" is what the account has of the lock file's "B" and of no
    /// other, and so on until the object of a title that is gone, these are new titles of the same objects.
    /// - Parameters:
    ///   - kind: the kind to look at.
    ///   - open: the objects of the files that had not been recognised before renames were looked for.
    ///   - matches: what was recognised so far, single renames included.
    /// - Returns: each object of such a chain, by its index in the files, with the object that it is.
    func shifts(
        of kind: Kind, open: Set<Int>, _ matches: [Matching.Match]
    ) -> [(index: Int, object: Snapshot.Object)] {
        let new = open.filter { objects[$0].kind == kind && matches[$0].object == nil }.sorted()
        if new.isEmpty { return [] }
        let claimed = Set(matches.compactMap { $0.object?.kind == kind ? $0.object?.id : nil })
        let gone = orphans(of: kind, claimed)
        if gone.isEmpty { return [] }
        guard let displaced = displaced(kind, matches, new.count, gone.count) else { return [] }
        let chain = Chain(self, displaced: displaced, new: new, gone: gone, matches)
        var result: [(index: Int, object: Snapshot.Object)] = []
        var used: Set<Int> = []
        for start in new {
            guard let links = chain?.links(from: start), links.allSatisfy({ used.insert($0.index).inserted })
            else {
                continue
            }
            result += links
        }
        return result
    }

    /// The objects that only their title tells, and that the account has otherwise than the file says; `nil` when there are
    /// too many to be compared with those that are new and gone.
    private func displaced(
        _ kind: Kind, _ matches: [Matching.Match], _ newCount: Int, _ goneCount: Int
    ) -> [Int]? {
        if newCount > Self.comparisonLimit / goneCount { return nil }
        let candidates = objects.indices.filter { index in
            let object = objects[index]
            return object.kind == kind && object.state == .present && !object.hasExplicitKey
                && object.id == nil
                && matches[index].object != nil
                && (matches[index].basis == .locked || matches[index].basis == .named)
        }
        let resolver = ReferenceResolver(objects, matches, lock: lock, snapshot)
        var displaced: [Int] = []
        for index in candidates {
            guard let object = matches[index].object, !Self.fits(drafts(of: objects[index], resolver), object)
            else { continue }
            displaced.append(index)
            if newCount + displaced.count > Self.comparisonLimit / (goneCount + displaced.count) {
                return nil
            }
        }
        return displaced
    }

    /// Which objects fit which, all but their titles.
    private struct Chain {
        private let targets: [Snapshot.Object]
        private let goneCount: Int
        /// For each object of the account that a displaced one is known as, that one.
        private let owner: [Int: Int]
        /// For each object of the files, the objects of the account that it fits.
        private var fits: [Int: [Int]] = [:]
        private var fitCount: [Int: Int] = [:]

        init?(
            _ detection: RenameDetection, displaced: [Int], new: [Int], gone: [Snapshot.Object],
            _ matches: [Matching.Match]
        ) {
            targets = gone + displaced.compactMap { matches[$0].object }
            goneCount = gone.count
            owner = Dictionary(
                uniqueKeysWithValues: displaced.enumerated().map { (gone.count + $0.offset, $0.element) })
            let files = new + displaced
            guard !targets.isEmpty, files.count <= RenameDetection.comparisonLimit / targets.count else {
                return nil
            }
            let resolver = ReferenceResolver(
                detection.objects, matches, lock: detection.lock, detection.snapshot)
            for index in files {
                let fields = detection.drafts(of: detection.objects[index], resolver)
                if fields.isEmpty { continue }
                for (target, object) in targets.enumerated() where RenameDetection.fits(fields, object) {
                    fits[index, default: []].append(target)
                    fitCount[target, default: 0] += 1
                }
            }
        }

        /// The objects from a new title to one that is gone; `nil` when any step has more than one answer.
        func links(from start: Int) -> [(index: Int, object: Snapshot.Object)]? {
            var links: [(index: Int, object: Snapshot.Object)] = []
            var index = start
            while let found = fits[index], found.count == 1, let target = found.first, fitCount[target] == 1 {
                links.append((index, targets[target]))
                if target < goneCount { return links.count > 1 ? links : nil }
                guard let next = owner[target], links.count <= targets.count else { return nil }
                index = next
            }
            return nil
        }
    }
}
