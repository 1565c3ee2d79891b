import Diagnostics
import Feeds
import Manifests
import RedTrack

extension Matching {
    /// What is said of objects that cannot be recognised, so that a person can decide.
    enum Findings {
        static func unknownID(_ object: ManifestObject, _ pin: Placed<String>) -> Diagnostic {
            Diagnostic(
                .error, "plan.unknown-id", "the account has no \(object.kind.rawValue) with id \(pin.value)",
                at: pin.place, length: pin.value.unicodeScalars.count,
                help: "remove `id` to match by title or to create a new one")
        }

        static func sameObject(
            _ object: ManifestObject, _ other: ManifestObject, _ known: Snapshot.Object
        ) -> Diagnostic {
            Diagnostic(
                .error, "plan.same-object",
                "\(object.kind.rawValue) \"\(object.key)\" and \"\(other.key)\" are both the object with id"
                    + " \(known.id)", at: object.id?.place ?? object.place,
                help: "the other one stands at \(other.place); remove one, or correct its id")
        }

        static func ambiguity(
            _ object: ManifestObject, _ name: String, _ candidates: [Snapshot.Object], rivals: Int
        ) -> Diagnostic {
            let ids = candidates.map(\.id).sorted().joined(separator: ", ")
            let what = "\(object.kind.rawValue) \"\(object.key)\""
            let message =
                candidates.count > 1
                ? "\(what) could be any of \(candidates.count) objects of the account that are called \"\(name)\":"
                    + " \(ids)"
                : "\(what) and \(rivals) more of the files could each be the account's \"\(name)\" (\(ids))"
            return Diagnostic(
                .error, "plan.ambiguous", message, at: object.place,
                help: candidates.count > 1
                    ? "say which one it is: \(choices(candidates))"
                    : "write `id: \(ids)` in the one that it is")
        }

        /// An object that has to be in the account and is not.
        static func notFound(_ object: ManifestObject, lostID: String?) -> Diagnostic {
            let lost = lostID.map { ", which the lock file knows as \($0)," } ?? ""
            return Diagnostic(
                .error, "plan.must-exist",
                "the \(object.kind.rawValue) \"\(object.key)\"\(lost) is not in the account, and"
                    + " `adoption: must-exist` forbids creating it", at: object.place,
                help: "correct its title, write its `id:`, or allow `adopt` for \(object.kind.plural)")
        }

        /// A title that the account has already, where nothing may be taken over.
        static func taken(
            _ object: ManifestObject, _ name: String, _ candidates: [Snapshot.Object]
        ) -> Diagnostic {
            let ids = candidates.map(\.id).sorted().joined(separator: ", ")
            return Diagnostic(
                .error, "plan.title-taken",
                "the account has \(candidates.count == 1 ? "" : "several called ")\"\(name)\" already (\(ids)), and"
                    + " `adoption: create` takes nothing over", at: object.place,
                help: object.state == .absent
                    ? "write the `id:` of the one that is to go: \(choices(candidates))"
                    : "to take one over, \(choices(candidates)); else give the \(object.kind.rawValue) another title"
            )
        }

        /// How many candidates are told apart.
        private static var shown: Int { 5 }

        /// The candidates with what tells them apart.
        private static func choices(_ candidates: [Snapshot.Object]) -> String {
            let sorted = candidates.sorted { $0.id < $1.id }
            let texts = sorted.prefix(shown).map { object in
                let facts = facts(about: object)
                return "`id: \(object.id)`" + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
            }
            let more = sorted.count > shown ? ", or one of \(sorted.count - shown) more" : ""
            return "write " + texts.joined(separator: " or ") + more
        }

        /// One or two facts by which a person knows an object again.
        private static func facts(about object: Snapshot.Object) -> [String] {
            func text(_ name: String) -> String? {
                guard let text = object.record[name]?.value.string, !text.isEmpty else { return nil }
                return text.unicodeScalars.count <= 60
                    ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "..."
            }
            let what: String? =
                switch object.kind {
                case .network, .domain, .landing, .offer: text("url")
                case .source: text("ref_id").map { "ref_id \($0)" } ?? text("postback_url")
                case .campaign: text("source_title").map { "source \($0)" } ?? text("trackback_url")
                }
            let status = object.status == Status.archived.rawValue ? "archived or paused" : nil
            return [what, text("created_at").map { "created \($0.prefix(10))" }, status].compactMap(\.self)
        }
    }
}
