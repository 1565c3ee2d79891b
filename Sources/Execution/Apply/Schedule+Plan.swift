package import Planning

extension Schedule {
    /// A schedule of the changes of a plan.
    ///
    /// An address may stand for two changes: an object of the files, and one that is removed and happens to
    /// be called the same. What is sent waits for creations; what is removed waits for the changes that let
    /// go of it.
    package init(_ changes: [Change]) {
        var creations: [ObjectAddress: [Int]] = [:]
        var others: [ObjectAddress: [Int]] = [:]
        for (index, change) in changes.enumerated() {
            if change.action == .create {
                creations[change.address, default: []].append(index)
            } else {
                others[change.address, default: []].append(index)
            }
        }
        self.init(
            dependencies: changes.enumerated().map { index, change in
                change.dependsOn.flatMap { address in
                    (change.action.isRemoval ? others[address] : creations[address]) ?? []
                }.filter { $0 != index }
            })
    }
}
