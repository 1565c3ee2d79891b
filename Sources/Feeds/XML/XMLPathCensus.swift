/// Counts the paths of the elements that a document has, to say which there are when the one wanted is not.
struct XMLPathCensus {
    private struct Place: Hashable {
        let parent: Int
        let key: Int32
    }

    private struct Path {
        let parent: Int
        let name: Int
        var count = 0
    }

    private static let greatestCount = 1_000
    private static let greatestShown = 20

    private var paths: [Path] = []
    private var numbers: [Place: Int] = [:]
    private var missed = 0

    /// Counts an element called `name`, of the given key, in the one that has the number `parent`, -1 for the root;
    /// gives its own, -2 when there are too many different ones.
    mutating func count(_ name: Int, key: Int32, in parent: Int) -> Int {
        let place = Place(parent: parent, key: key)
        if parent != -2, let number = numbers[place] {
            paths[number].count += 1
            return number
        }
        guard parent != -2, paths.count < Self.greatestCount else {
            missed += 1
            return -2
        }
        numbers[place] = paths.count
        paths.append(Path(parent: parent, name: name, count: 1))
        return paths.count - 1
    }

    /// `/offers (1), /offers/offer (400000) and 3 more paths`.
    func description(_ names: XMLNames) -> String {
        var shown: [String] = []
        for number in paths.indices.prefix(Self.greatestShown) {
            shown.append("\(path(number, names)) (\(paths[number].count))")
        }
        let rest = paths.count - shown.count
        let others = rest + missed == 0 ? "" : missed > 0 ? " and many more paths" : " and \(rest) more paths"
        return shown.joined(separator: ", ") + others
    }

    private func path(_ number: Int, _ names: XMLNames) -> String {
        var steps: [String] = []
        var next = number
        while next >= 0 {
            let entry = names.elements[paths[next].name]
            steps.append(
                String(decoding: names.text[entry.start..<(entry.start + entry.count)], as: UTF8.self))
            next = paths[next].parent
        }
        let text = "/" + steps.reversed().joined(separator: "/")
        return text.count > 200 ? String(text.prefix(200)) + "..." : text
    }
}
