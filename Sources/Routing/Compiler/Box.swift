/// A set of clicks that the filters of one stream can describe, with what becomes of them.
struct Box: Hashable {
    /// A restriction of an axis that is not free.
    enum Literal: Hashable {
        /// The value of a class, which has exactly one.
        case equals(axis: Int, member: Int)
        /// Any other value.
        case differs(axis: Int, member: Int)
        /// On any of the lists of some axes.
        case anyList([Int])
        /// On none of them.
        case noList([Int])

        /// What holds exactly where this does not.
        var opposite: Literal {
            switch self {
            case .equals(let axis, let member): .differs(axis: axis, member: member)
            case .differs(let axis, let member): .equals(axis: axis, member: member)
            case .anyList(let axes): .noList(axes)
            case .noList(let axes): .anyList(axes)
            }
        }
    }

    /// The classes of each free axis, ascending; axes without an entry are not restricted.
    var sets: [Int: [Int]] = [:]
    /// The other restrictions: at most one of an axis.
    var literals: Set<Literal> = []
    /// What becomes of the clicks.
    var outcome: Int

    /// Joins boxes that differ in one field only, until none do. Disjoint boxes stay disjoint.
    static func merged(_ boxes: [Box], _ axes: [Axis]) -> [Box] {
        var boxes = boxes
        while true {
            let before = boxes.count
            for (index, axis) in axes.enumerated() where axis.isFree { boxes = merged(boxes, axis, index) }
            boxes = mergedLiterals(boxes)
            if boxes.count == before { return boxes }
        }
    }

    private static func merged(_ boxes: [Box], _ axis: Axis, _ index: Int) -> [Box] {
        var result: [Box] = []
        var places: [Box: Int] = [:]
        for box in boxes {
            var key = box
            key.sets[index] = nil
            guard let place = places[key] else {
                places[key] = result.count
                result.append(box)
                continue
            }
            if let left = result[place].sets[index], let right = box.sets[index] {
                let union = Set(left).union(right).sorted()
                result[place].sets[index] = union.count == axis.count ? nil : union
            }
        }
        return result
    }

    private static func mergedLiterals(_ boxes: [Box]) -> [Box] {
        var result: [Box?] = []
        var places: [Box: Int] = [:]
        for box in boxes {
            var box = box
            var isMerged = true
            while isMerged {
                isMerged = false
                for literal in box.literals {
                    var other = box
                    other.literals.remove(literal)
                    other.literals.insert(literal.opposite)
                    guard let place = places.removeValue(forKey: other) else { continue }
                    result[place] = nil
                    box.literals.remove(literal)
                    isMerged = true
                    break
                }
            }
            places[box] = result.count
            result.append(box)
        }
        return result.compactMap(\.self)
    }
}
