package import Planning

extension Schedule {
    /// A schedule of the changes of a plan.
    package init(_ changes: [Change]) {
        self.init(dependencies: Plan.dependencies(of: changes))
    }
}
