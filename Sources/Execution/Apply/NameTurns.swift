import Feeds
import Planning
import RedTrack

/// Lets only one creation of a name be under way at a time. A creation whose answer got lost is looked for by
/// its name: it must not find the object that another one has just made.
struct NameTurns {
    /// A kind and the name by which its objects are found.
    struct Name: Hashable {
        let kind: Kind
        let name: ExactText
    }

    /// The names that are under way, each with the changes that wait for it.
    private var waiting: [Name: [Int]] = [:]

    /// Takes the turn of a name.
    /// - Returns: `false` when another change has it: this one is in the line for it now.
    mutating func take(_ name: Name, _ index: Int) -> Bool {
        guard waiting[name] != nil else {
            waiting[name] = []
            return true
        }
        waiting[name]?.append(index)
        return false
    }

    /// Gives the turn to the change that has waited longest.
    /// - Returns: that change; `nil` when none waits.
    mutating func giveBack(_ name: Name) -> Int? {
        guard var queue = waiting[name], !queue.isEmpty else {
            waiting[name] = nil
            return nil
        }
        let next = queue.removeFirst()
        waiting[name] = queue
        return next
    }
}

extension CreationMatch {
    /// What only one creation at a time may be called.
    static func turn(_ kind: Kind, _ body: Value) -> NameTurns.Name {
        NameTurns.Name(kind: kind, name: name(kind, body))
    }
}
