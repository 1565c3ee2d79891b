internal import Feeds
internal import JMESPath

extension DraftModel {
    /// Lists the fields that the template does not read, each once; whole maps and lists where nothing of them is read.
    mutating func listUnread(_ guesser: DraftGuesser, _ reads: ReadTree) {
        // A row without names cannot be named in `ignore`.
        if guesser.rows { return }
        var covered: [DraftPath] = []
        for (path, statistics) in guesser.paths.prefix(3_000) {
            if let last = covered.last, path.isInside(last) { continue }
            guard let read = Self.read(path, reads) else {
                covered.append(path)
                guard let text = path.ignored else {
                    unwritable += 1
                    continue
                }
                if !unread.contains(where: { $0.path == text }) {
                    unread.append((text, statistics.samples.first ?? ""))
                }
                continue
            }
            if read.everything { covered.append(path) }
        }
    }

    /// What is read of a path; `nil` when nothing is.
    private static func read(_ path: DraftPath, _ reads: ReadTree) -> ReadTree? {
        var tree: ReadTree? = reads
        for step in path.steps {
            guard let here = tree else { return nil }
            switch step {
            case .name(let name): tree = here.member(Array(name.utf8))
            case .anyName: tree = here.member([0xFF])
            case .element: tree = here.element(0, of: 16) ?? here.element(8, of: 16)
            }
        }
        return tree
    }
}
