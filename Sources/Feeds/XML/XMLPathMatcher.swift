/// Follows the paths of an ``XMLRecordPath`` down a document: one bit a step, one word an open element.
struct XMLPathMatcher {
    /// The steps that may be met next below an element.
    typealias Steps = UInt64

    /// The steps to be met by the root.
    let start: Steps
    private let steps: [XMLRecordPath.Step]
    private let descendants: Steps
    private let last: Steps

    /// Follows nothing when there is no path.
    init(_ path: XMLRecordPath?) {
        steps = path?.steps ?? []
        var (start, descendants, last) = (Steps(0), Steps(0), Steps(0))
        for (index, step) in steps.enumerated() {
            let bit: Steps = 1 << index
            if index == 0 || steps[index - 1].isLast { start |= bit }
            if step.isDescendant { descendants |= bit }
            if step.isLast { last |= bit }
        }
        (self.start, self.descendants, self.last) = (start, descendants, last)
    }

    /// Whether nothing is ever met.
    var isEmpty: Bool { steps.isEmpty }

    /// The steps that a name meets; `isNamed` says whether it is the name of a step.
    func steps(metBy isNamed: (String) -> Bool) -> Steps {
        var met: Steps = 0
        for (index, step) in steps.enumerated() {
            if step.name.map(isNamed) ?? true { met |= 1 << index }
        }
        return met
    }

    /// Whether a child of an element with these `active` steps is meant, when its name meets `met`.
    @inline(__always)
    func means(_ active: Steps, _ met: Steps) -> Bool { active & met & last != 0 }

    /// The steps that may be met below that child.
    @inline(__always)
    func below(_ active: Steps, _ met: Steps) -> Steps {
        active & descendants | (active & met & ~last) << 1
    }

    /// Whether the children of an element with these steps could be meant by just these.
    func expectsLast(_ active: Steps) -> Bool { active & last & ~descendants != 0 }
}
