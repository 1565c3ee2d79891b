/// Finds places in a list by a hash of what stands there, in eight bytes a place at most; the list stays with its owner.
///
/// The tables of Swift keep keys and values: of a million objects that is more than the objects.
package struct PlaceTable: Sendable {
    /// Places counted from 1; 0 is free. What hashes to the same slot stands in the ones that follow.
    private var slots: [Int32] = []
    private var count = 0

    /// An empty table.
    package init() {}

    /// The place of what has this hash and fits; `nil` when there is none.
    package func place(_ hash: Int, where fits: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if fits(place) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a place that the table does not have.
    /// - Parameters:
    ///   - place: the place.
    ///   - hash: gives the hash of what stands at a place.
    package mutating func insert(_ place: Int, hash: (Int) -> Int) {
        reserve(count + 1, hash: hash)
        put(place, hash(place))
        count += 1
    }

    /// Makes room for so many places.
    package mutating func reserve(_ capacity: Int, hash: (Int) -> Int) {
        guard capacity * 4 > slots.count * 3 else { return }
        var size = max(slots.count, 8)
        while capacity * 4 > size * 3 { size *= 2 }
        let old = slots
        slots = [Int32](repeating: 0, count: size)
        for slot in old where slot != 0 { put(Int(slot) - 1, hash(Int(slot) - 1)) }
    }

    private mutating func put(_ place: Int, _ hash: Int) {
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: place + 1)
    }

    private func slot(of place: Int, _ hash: Int) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            if Int(slots[slot]) - 1 == place { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Says that what stood at one place stands at another one, which the table does not have.
    package mutating func move(_ place: Int, to other: Int, hash: Int) {
        guard let slot = slot(of: place, hash) else { return }
        slots[slot] = Int32(truncatingIfNeeded: other + 1)
    }

    /// Takes a place out.
    /// - Parameters:
    ///   - place: the place.
    ///   - hash: gives the hash of what stands at a place, of this one too.
    package mutating func remove(_ place: Int, hash: (Int) -> Int) {
        guard var free = slot(of: place, hash(place)) else { return }
        slots[free] = 0
        count -= 1
        // What had to go further because of it moves up, so that no search ends too early.
        let mask = slots.count - 1
        var next = (free + 1) & mask
        while slots[next] != 0 {
            let wanted = hash(Int(slots[next]) - 1) & mask
            if (next - wanted) & mask >= (next - free) & mask {
                slots[free] = slots[next]
                slots[next] = 0
                free = next
            }
            next = (next + 1) & mask
        }
    }
}
