/// Looks for the paths of records in an XML document.
enum XMLPathScan {
    private struct Frame {
        var entry: Int?
        var text = 0
        var hasParts = false
        /// How often each path stood right inside.
        var counts: [Int: Int] = [:]
    }

    static func candidates(_ source: some ByteSource) -> [RecordPathCandidate] {
        var census = RecordPathCensus()
        let reader = XMLReader(repairing: source)
        var frames = [Frame(entry: 0)]
        // What is cut off or broken is told by whoever reads it as a feed.
        while let event = try? reader.next() {
            switch event {
            case .start(let tag): frames.append(start(tag, &frames[frames.count - 1], &census))
            case .text(let text, _):
                let isBlank = text.utf8.allSatisfy { $0 <= 0x20 }
                if !isBlank { frames[frames.count - 1].text += text.utf8.count }
            case .end:
                guard frames.count > 1, let frame = frames.popLast(), let entry = frame.entry else {
                    continue
                }
                if frame.hasParts {
                    census.countMap(entry)
                } else {
                    census.countLeaf(entry, bytes: frame.text)
                }
            }
        }
        // What was open where the document was cut off counts too.
        for frame in frames.dropFirst() { if let entry = frame.entry { census.countMap(entry) } }
        return RecordPathFinder.best(found(census))
    }

    private static func start(_ tag: XMLTag, _ parent: inout Frame, _ census: inout RecordPathCensus) -> Frame
    {
        parent.hasParts = true
        var frame = Frame()
        guard let outer = parent.entry, let entry = census.child(of: outer, .named(tag.name)) else {
            return frame
        }
        parent.counts[entry, default: 0] += 1
        if parent.counts[entry] == 2 { census.noteRepeated(entry) }
        frame.entry = entry
        for attribute in tag.attributes where attribute.name != "xsi:nil" {
            frame.hasParts = true
            guard let member = census.child(of: entry, .named("@" + attribute.name)) else { continue }
            census.countLeaf(member, bytes: attribute.value.utf8.count)
        }
        return frame
    }

    private static func found(
        _ census: RecordPathCensus
    ) -> [(candidate: RecordPathCandidate, score: Double)] {
        var found: [(candidate: RecordPathCandidate, score: Double)] = []
        var byName: [(name: String, entries: [Int])] = []
        for index in census.entries.indices {
            let entry = census.entries[index]
            // The root is no record, nor is what stands alone without parts.
            guard entry.parent > 0, entry.maps > 0, case .named(let name) = entry.name, !name.hasPrefix("@")
            else { continue }
            let path = census.steps(index).reduce(into: "") { text, step in
                if case .named(let name) = step { text += "/" + name }
            }
            found.append(
                (
                    RecordPathCandidate(path: path, count: entry.maps + entry.leaves),
                    census.score(index, called: entry.name)
                ))
            // An element inside of its like is a part of it.
            if census.steps(index).dropLast().contains(entry.name) { continue }
            if let place = byName.firstIndex(where: { $0.name == name }) {
                byName[place].entries.append(index)
            } else {
                byName.append((name, [index]))
            }
        }
        for (name, all) in byName {
            let entries = all.filter { census.names($0).count > 1 }
            guard entries.count > 1, areAlike(entries, census) else { continue }
            found.append(
                (
                    RecordPathCandidate(
                        path: "//" + name,
                        count: entries.reduce(0) { $0 + census.entries[$1].maps + census.entries[$1].leaves }),
                    entries.reduce(0) { $0 + census.score($1, called: .named(name)) }
                ))
        }
        return found.filter { (try? XMLRecordPath($0.candidate.path)) != nil }
    }

    /// Whether elements of one name at different places hold the same.
    private static func areAlike(_ entries: [Int], _ census: RecordPathCensus) -> Bool {
        let names = entries.map { census.names($0) }
        guard let most = names.max(by: { $0.count < $1.count }) else { return false }
        return names.allSatisfy { $0.intersection(most).count * 2 >= $0.count }
    }
}
