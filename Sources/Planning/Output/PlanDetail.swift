/// How much of a plan is shown.
public enum PlanDetail: String, Sendable, Hashable, CaseIterable {
    /// The counts, what forbids the plan, and what needs a person's eyes.
    case none
    /// Each change with the values that differ.
    case fields
    /// Also what is sent, who edited what, and how much of an object stays as it is.
    case full
}
