/// What a new account starts with. The preset catalogues belong to the API, not to the account: both have them.
package enum SandboxSeed: String, Sendable, CaseIterable {
    /// A small account with made-up names and numbers: two networks, two sources, a domain, three landings, five
    /// offers and two campaigns, with clicks and conversions of the last 30 days.
    case demo
    /// No objects at all.
    case empty
}
