/// What is known of the campaigns that lead to a link, beside the table.
struct MacroContext: Sendable {
    /// A traffic source, and where it puts its parameters.
    struct Source: Hashable, Sendable {
        /// What it is called, for messages.
        let name: String
        /// RedTrack's macro by the name of the tracker's parameter: `keyword` is `sub4`.
        let slots: [String: String]

        init(_ name: String, slots: [String: String]) {
            self.name = name
            self.slots = slots
        }
    }

    /// The sources of these campaigns.
    var sources: [Source] = []
    /// The values that a constant may have, by its name: the titles of these campaigns under `campaign.title`.
    var constants: [String: [String]] = [:]
    /// Whether a constant that has one value here is written out. Else the value is only shown.
    var writesConstants = false

    init(
        sources: [Source] = [], constants: [String: [String]] = [:], writesConstants: Bool = false
    ) {
        self.sources = sources
        self.constants = constants
        self.writesConstants = writesConstants
    }

    /// What a named parameter is to these sources.
    enum Slot: Equatable {
        case macro(String)
        /// No source has it.
        case none
        /// Sources that keep it elsewhere, or not at all: what each of them has.
        case differs(String)
    }

    /// Where a parameter is, if every source agrees.
    ///
    /// A source that does not have it fills nothing in at the tracker. The same holds for RedTrack, if that source keeps
    /// nothing else in the slot.
    func slot(_ name: String) -> Slot {
        let having = sources.filter { $0.slots[name] != nil }
        guard let slot = having.first?.slots[name] else { return .none }
        let agree = sources.allSatisfy { source in
            source.slots[name].map { $0 == slot } ?? !source.slots.values.contains(slot)
        }
        if agree { return .macro(slot) }
        var listed = sources.prefix(5).map { source in
            "\(source.slots[name] ?? "none") at \"\(source.name)\""
        }
        if sources.count > 5 { listed.append("\(sources.count - 5) more") }
        return .differs(listed.joined(separator: ", "))
    }

    /// The only value of a constant; `nil` when there are several or none.
    func constant(_ name: String) -> String? {
        guard let values = constants[name], let first = values.first, values.allSatisfy({ $0 == first })
        else {
            return nil
        }
        return first
    }
}
