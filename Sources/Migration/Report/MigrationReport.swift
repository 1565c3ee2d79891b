package import Diagnostics
package import RedTrack

/// What is told of a migration, in each form of its report: what moved and how that is known, what did not and why, what
/// was lost, and what to change outside for the cut-over.
///
/// It is a value without behaviour of its own: the renderers take it, and nothing but it.
package struct MigrationReport: Sendable {
    /// Something that the user chose.
    package struct Option: Sendable, Equatable {
        /// The option, as it was written.
        package let name: String
        /// What was said; empty for one without a value.
        package let value: String

        /// An option and what was said.
        package init(_ name: String, _ value: String = "") {
            self.name = name
            self.value = value
        }
    }

    /// An object of the export that is not moved, without harm.
    package struct Left: Sendable, Equatable {
        /// What it would have become.
        package let kind: Kind
        /// Its key in the tracker.
        package let key: String
        /// What the tracker calls it.
        package let name: String
        /// Why; empty when nothing that is moved leads there.
        package let reason: String

        /// An object that stays.
        package init(_ kind: Kind, _ key: String, _ name: String, reason: String = "") {
            (self.kind, self.key, self.name, self.reason) = (kind, key, name, reason)
        }
    }

    /// A field of the export that nobody reads and nobody leaves out on purpose.
    package struct Loss: Sendable, Equatable {
        /// The list of the export.
        package let list: String
        /// The field.
        package let path: String
        /// How many values of it there are.
        package let count: Int

        /// A field that is lost.
        package init(_ list: String, _ path: String, count: Int) {
            (self.list, self.path, self.count) = (list, path, count)
        }
    }

    /// Fields that are left out on purpose.
    package struct Omission: Sendable, Equatable {
        /// The list of the export.
        package let list: String
        /// The fields.
        package let paths: [String]
        /// Why.
        package let reason: String

        /// Fields and the reason.
        package init(_ list: String, _ paths: [String], reason: String) {
            (self.list, self.paths, self.reason) = (list, paths, reason)
        }
    }

    /// The tracker, as `migrate` takes it.
    package var tracker: String
    /// What the tracker is called in sentences.
    package var trackerName: String
    /// What its template is called.
    package var title: String
    /// The folder that was read, as it was given.
    package var export: String
    /// What the user chose.
    package var options: [Option] = []
    /// How many objects of each kind the manifest has.
    package var objects: [Kind: Int] = [:]
    /// The campaigns, in the order of the export.
    package var campaigns: [Campaign] = []
    /// What is wrong with other records, each of which gave nothing, and what deserves a look in them.
    package var findings: [Diagnostic] = []
    /// What is left out as the template says.
    package var skipped: [Left] = []
    /// What nothing that is moved leads to.
    package var unreached: [Left] = []
    /// What is lost.
    package var lost: [Loss] = []
    /// What is left out on purpose.
    package var ignored: [Omission] = []
    /// What offers are called, by the names that rules and streams have for them.
    package var offerTitles: [String: String] = [:]
    /// What landing pages are called.
    package var landerTitles: [String: String] = [:]
    /// What has to be changed outside.
    package var cutover = Cutover()

    /// A report without anything in it.
    package init(tracker: String, trackerName: String, title: String, export: String) {
        (self.tracker, self.trackerName) = (tracker, trackerName)
        (self.title, self.export) = (title, export)
    }

    /// What an offer is called.
    func offer(_ id: String) -> String { offerTitles[id] ?? redactedLink(id) }

    /// What a landing page is called.
    func lander(_ id: String) -> String { landerTitles[id] ?? redactedLink(id) }
}
