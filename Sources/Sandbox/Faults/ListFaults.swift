/// What the faults that act on a list or a log change about its pages.
struct ListFaults: Sendable {
    private let active: [FaultEffect]

    init(_ active: [FaultEffect]) {
        self.active = active
    }

    /// Changes the window where a fault does so; `shuffle` gives a number for a shuffled page.
    func options(_ window: inout PageWindow, shuffle: () -> UInt64) -> ListOptions {
        var options = ListOptions()
        for effect in active {
            switch effect {
            case .capPer(let per): window.per = min(window.per, per)
            case .ignorePage: window.page = 1
            case .insertRows: options.shift = 1
            case .removeRows: options.shift = -1
            case .shuffleRows: options.shuffle = shuffle()
            case .filledFilters: options.fillsFilters = true
            default: break
            }
        }
        return options
    }
}

/// What the faults that act on a write change about it.
enum WriteFaults {
    static func options(_ active: [FaultEffect]) -> WriteOptions {
        WriteOptions(
            isStrict: !active.contains(.looseReferences), keepsUpdatedAt: active.contains(.frozenUpdatedAt),
            dropsStatus: active.contains(.zeroStatus), fillsFilters: active.contains(.filledFilters))
    }
}
