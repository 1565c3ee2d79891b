internal import Feeds

extension Program {
    /// The value at the end of a path, or null where it leads nowhere.
    func follow(
        _ path: Slots, from current: Operand, in record: Record, _ guesses: inout [Int32]
    ) -> Operand {
        guard case .entry(let entry) = current else {
            var value = current
            for index in path.range {
                switch steps[index] {
                case .index(let index): value = value.element(at: index, in: record)
                case .field(let name, _):
                    let names = self.names
                    value = value.member(names.span.extracting(name.range), in: record)
                }
            }
            return value
        }
        return follow(path, from: entry, in: record, &guesses).map { .entry($0) } ?? .null
    }

    /// The entry at the end of a path through the record; nothing is allocated.
    func follow(_ path: Slots, from start: Int, in record: Record, _ guesses: inout [Int32]) -> Int? {
        let names = self.names
        let steps = self.steps
        var entry = start
        for index in path.range {
            switch steps[index] {
            case .index(let index):
                guard let element = record.element(of: entry, at: index) else { return nil }
                entry = element
            case .field(let name, let guess):
                let expected = Int(guesses[Int(guess)])
                let name = names.span.extracting(name.range)
                guard let child = record.child(of: entry, named: name, guess: entry &+ expected) else {
                    return nil
                }
                if child &- entry != expected {
                    guesses[Int(guess)] = Int32(truncatingIfNeeded: child &- entry)
                }
                entry = child
            }
        }
        return entry
    }
}
