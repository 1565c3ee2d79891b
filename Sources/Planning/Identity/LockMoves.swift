import Diagnostics
import Manifests
import RedTrack

/// Gives what the lock file knows the keys that the files use now, as `moved:` in `waybill.yaml` says.
///
/// Moves are followed from key to key, so that a file that was not applied for long arrives as well. A move that was made
/// finds nothing under the old key and does nothing.
struct LockMoves {
    /// What became of the lock file.
    struct Result {
        var lock: LockFile
        var moved: [MovedObject] = []
        /// Old keys of objects that the lock file knows under the new one already.
        var forgotten: [ObjectAddress] = []
        var notes: [String] = []
        var diagnostics: [Diagnostic] = []
    }

    /// An entry on its way.
    private struct Journey {
        let entry: LockFile.Entry
        var key: String
        /// The moves that it made, by index.
        var path: [Int] = []
    }

    private let moves: [Project.Move]
    private let exact: [ObjectAddress: [Int]]
    private let patterns: [Kind: [Int]]

    init(_ moves: [Project.Move]) {
        self.moves = moves
        exact = Dictionary(
            grouping: moves.indices.filter { !moves[$0].isPattern },
            by: { ObjectAddress(moves[$0].kind, moves[$0].from.value) })
        // Of several that fit, the one that says more is meant.
        patterns = Dictionary(grouping: moves.indices.filter { moves[$0].isPattern }, by: { moves[$0].kind })
            .mapValues { $0.sorted { (moves[$1].precision, $0) < (moves[$0].precision, $1) } }
    }

    /// The lock file with its new keys.
    func applied(to lock: LockFile, files: [ManifestObject]) -> Result {
        guard !moves.isEmpty else { return Result(lock: lock) }
        var result = Result(lock: lock)
        let mentioned = Set(files.map { ObjectAddress($0.kind, $0.key) })
        var circles: Set<Set<Int>> = []
        var used: Set<Int> = []
        var journeys: [Journey] = []
        for entry in lock.entries {
            let (journey, circle) = journey(of: entry)
            used.formUnion(journey.path)
            if let circle {
                if circles.insert(circle).inserted { result.diagnostics.append(self.circle(circle, lock)) }
                continue
            }
            if let first = journey.path.first, moves[first].id == nil,
                mentioned.contains(ObjectAddress(entry.kind, entry.key))
            {
                result.diagnostics.append(stillWritten(entry, moves[first]))
            }
            journeys.append(journey)
        }
        result.lock = settle(journeys, account: lock.account, &result)
        result.notes += notes(on: journeys)
        if let note = unusedNote(used) { result.notes.append(note) }
        return result
    }

    private func journey(of entry: LockFile.Entry) -> (Journey, circle: Set<Int>?) {
        var journey = Journey(entry: entry, key: entry.key)
        while let index = move(of: journey.key, entry), let key = moves[index].newKey(of: journey.key) {
            if let start = journey.path.firstIndex(of: index) {
                return (journey, Set(journey.path[start...]))
            }
            journey.path.append(index)
            journey.key = key
        }
        return (journey, nil)
    }

    private func move(of key: String, _ entry: LockFile.Entry) -> Int? {
        let named = exact[ObjectAddress(entry.kind, key)]?.filter { index in
            moves[index].id.map { $0.value == entry.id } ?? true
        }
        // One that names the id goes before one that does not.
        if let named, let best = named.first(where: { moves[$0].id != nil }) ?? named.first { return best }
        return patterns[entry.kind]?.first { moves[$0].newKey(of: key) != nil }
    }

    /// Each key may have one object.
    private func settle(_ journeys: [Journey], account: String?, _ result: inout Result) -> LockFile {
        var lock = LockFile(account: account)
        let arrivals = Dictionary(grouping: journeys) { ObjectAddress($0.entry.kind, $0.key) }
        for (address, group) in arrivals.sorted(by: { $0.key < $1.key }) {
            let settled = group.first { $0.path.isEmpty } ?? group[0]
            for journey in group where journey.entry.key != settled.entry.key {
                if journey.entry.id == settled.entry.id {
                    result.forgotten.append(ObjectAddress(journey.entry.kind, journey.entry.key))
                } else {
                    result.diagnostics.append(collision(journey, settled, address))
                }
            }
            var entry = settled.entry
            if !settled.path.isEmpty {
                result.moved.append(
                    MovedObject(from: ObjectAddress(entry.kind, entry.key), to: address, id: entry.id))
                entry.key = address.key
            }
            lock.set(entry)
        }
        return lock
    }

    // MARK: Words

    private func collision(_ journey: Journey, _ other: Journey, _ address: ObjectAddress) -> Diagnostic {
        let move = moves[journey.path.last ?? 0]
        let old = ObjectAddress(journey.entry.kind, journey.entry.key)
        let rival =
            other.path.isEmpty
            ? "which the lock file knows as another object, \(other.entry.id)"
            : "and so does \(ObjectAddress(other.entry.kind, other.entry.key)) (id \(other.entry.id))"
        return Diagnostic(
            .error, "plan.move-conflict", "\(old) (id \(journey.entry.id)) moves to \(address), \(rival)",
            at: move.to.place, length: move.toAddress.unicodeScalars.count,
            help: other.path.isEmpty
                ? "remove the move, or move the other object away first" : "keep one of the two moves")
    }

    private func circle(_ indices: Set<Int>, _ lock: LockFile) -> Diagnostic {
        let circle = indices.sorted().map { moves[$0] }
        let first = circle[0]
        let ids = circle.compactMap { move in
            lock[move.kind, move.from.value].map { "`id: \($0.id)` at \(move.fromAddress)" }
        }
        return Diagnostic(
            .error, "plan.move-circle",
            "the moves from \(circle.map(\.fromAddress).joined(separator: " and ")) go round in a circle, so that"
                + " every plan would make them again", at: first.from.place,
            length: first.fromAddress.unicodeScalars.count,
            help: ids.isEmpty || ids.count != circle.count
                ? "remove one of them" : "say which object moves: write \(ids.joined(separator: " and "))")
    }

    private func stillWritten(_ entry: LockFile.Entry, _ move: Project.Move) -> Diagnostic {
        let address = ObjectAddress(entry.kind, entry.key)
        return Diagnostic(
            .error, "plan.move-still-written",
            "\(address) has moved, and the files still have an object of that name", at: move.from.place,
            length: move.fromAddress.unicodeScalars.count,
            help: move.isPattern
                ? "remove it from the files, or write a narrower pattern"
                : "if that is another object, say which one moves: write `id: \(entry.id)` into the move; else remove"
                    + " the move")
    }

    private func notes(on journeys: [Journey]) -> [String] {
        let moved = journeys.filter { !$0.path.isEmpty }
        let groups = Dictionary(grouping: moved) { $0.path[0] }
        return groups.sorted { $0.key < $1.key }.flatMap { index, group -> [String] in
            if group.count > 3 {
                return [
                    "\(group.count) objects moved from \(moves[index].fromAddress) to \(moves[index].toAddress)"
                ]
            }
            return group.map { journey in
                let kind = journey.entry.kind
                return
                    "\(ObjectAddress(kind, journey.entry.key)) is \(ObjectAddress(kind, journey.key)) now (id"
                    + " \(journey.entry.id))"
            }
        }
    }

    /// Said once: such moves do no harm.
    private func unusedNote(_ used: Set<Int>) -> String? {
        let unused = moves.indices.filter { !used.contains($0) }.map { moves[$0].fromAddress }
        if unused.isEmpty { return nil }
        let shown = unused.prefix(3).joined(separator: ", ")
        let more = unused.count > 3 ? " and \(unused.count - 3) more" : ""
        return "`moved:` entries that find nothing under the old key any more may be removed: \(shown)\(more)"
    }
}
