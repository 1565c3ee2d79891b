package import Diagnostics
package import Manifests

/// Something in a plan that a policy of the project forbids.
package struct PolicyViolation: Sendable, Hashable {
    /// The policy's name.
    package let policy: String
    /// Where it is declared.
    package let place: SourcePlace
    /// How much it matters.
    package let severity: PolicyDeclaration.Severity
    /// The object that violates it; `nil` when the plan as a whole does.
    package let address: ObjectAddress?
    /// Where the files say of the object what they say; `nil` when they do not.
    package let objectPlace: SourcePlace?
    /// What the policy tells whoever violates it, and why it could not be evaluated when that is so.
    package let reason: String

    /// One sentence that names the policy and its place.
    package var sentence: String { "the policy \"\(policy)\" (\(place)) does not allow it: \(reason)" }
}
