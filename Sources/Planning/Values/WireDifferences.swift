package import Feeds
package import RedTrack

/// Names the values in which an object of the account differs from what it should be, as plans name them.
package struct WireDifferences {
    /// One value.
    package struct Item: Sendable, Hashable {
        /// The path in manifest names.
        package let path: String
        /// What it should be.
        package let wanted: String
        /// What the account has.
        package let found: String
    }

    private let comparison: ValueComparison
    private let text: ValueText

    /// Names values by what a plan calls objects.
    /// - Parameters:
    ///   - plan: the plan.
    ///   - made: the ids of the objects that have been created since.
    package init(_ plan: Plan, made: [ObjectAddress: String]) {
        let names = plan.names.knowing(made)
        comparison = ValueComparison { names.name($0, $1) }
        text = ValueText { names.name($0, $1) }
    }

    /// Names objects by their ids.
    package init() {
        @Sendable func name(_ kind: Kind, _ reference: Reference) -> String {
            switch reference {
            case .pending(let address): address.key
            case .existing(let id): id
            }
        }
        comparison = ValueComparison(name: name)
        text = ValueText(name: name)
    }

    /// The smallest values of a field that differ.
    package func items(_ field: FieldDescription, wanted: Value?, found: Value?) -> [Item] {
        comparison.changes(
            field.manifestName, field.type, before: found.map { Draft(wire: $0, type: field.type) },
            after: wanted.map { Draft(wire: $0, type: field.type) }
        ).map { change in
            Item(
                path: change.path, wanted: text.text(change.type, change.after),
                found: text.text(change.type, change.before))
        }
    }
}
