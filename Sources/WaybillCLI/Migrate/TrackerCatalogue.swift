import Diagnostics
import Foundation
import Manifests
import Migration
import Templates

/// Where the templates for trackers are found: at a path, among the project's own, among those that ship.
struct TrackerCatalogue: Sendable {
    /// The folder of the project.
    let folder: String

    private static let ownFolder = "templates/trackers"
    private static let ending = ".yaml"

    /// The trackers that ship, by name.
    static var supported: [String] { ShippedTemplates.trackers }

    /// Reads the template of a tracker, by its name or its path.
    /// - Throws: everything that is wrong with it, or why there is none.
    func load(_ name: String) throws -> TrackerTemplate {
        let (path, shown) = try place(of: name)
        do {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            return try TrackerTemplate(try YAMLValue.tree(bytes, file: shown), file: shown)
        } catch let error as CocoaError {
            throw CommandFailure(.usage, "\(path) cannot be read: \(SystemReason.text(of: error))")
        }
    }

    /// Where the template of a tracker stands, and what messages call the file; a path stands for itself.
    private func place(of name: String) throws(CommandFailure) -> (path: String, shown: String) {
        if name.contains("/") || name.hasSuffix(Self.ending) || name.hasSuffix(".yml") { return (name, name) }
        let own = "\(folder == "." ? "" : folder + "/")\(Self.ownFolder)/\(name)\(Self.ending)"
        if FileManager.default.fileExists(atPath: own) { return (own, own) }
        let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let known = Self.supported
        let usual = Self.others[word] ?? word
        for known in [word, usual] {
            // Where the program keeps it says nothing to its users.
            if let path = ShippedTemplates.tracker(named: known) {
                return (path, "\(Self.ownFolder)/\(known)\(Self.ending)")
            }
        }
        if let reason = UnsupportedTracker.reason(usual) { throw CommandFailure(.usage, reason) }
        let help =
            Suggestion.help(for: word, in: known + UnsupportedTracker.names)
            ?? (known.isEmpty
                ? "the templates that ship are not beside the program; name a file"
                : "there are \(known.joined(separator: ", ")); or name a file with a template")
        throw CommandFailure(.usage, "no tracker is called \"\(name)\": \(help)")
    }

    /// What else people call the trackers.
    private static let others = [
        "binom2": "binom", "binomv2": "binom", "prosper": "prosper202", "tracking202": "prosper202",
        "binomv1": "binom1", "cpvlabpro": "cpvlab", "thrivetracker": "thrive", "voluumtrk": "voluum",
        "funnelfluxself": "funnelflux", "funnelfluxv2": "funnelflux",
    ]
}

/// The trackers that cannot be left by this program, and what is missing for each.
enum UnsupportedTracker {
    /// Their names.
    static var names: [String] { reasons.keys.sorted() }

    /// Why a tracker is refused; `nil` when it is not known at all.
    static func reason(_ name: String) -> String? {
        reasons[name].map { "\($0.title) is not supported: \($0.reason)" }
    }

    private static let undocumented =
        "the form in which its API answers is not published. Save an answer of its API and write a template"
        + " (docs/MIGRATE.md), or recreate the campaigns by hand"

    private static let reasons: [String: (title: String, reason: String)] = [
        "bemob": ("BeMob", "its rules are documented, " + undocumented),
        "cpvlab": (
            "CPVLab Pro",
            "the form in which its API gives a whole campaign is not published, and its campaigns of several levels are"
                + " no streams"
        ),
        "thrive": ("Thrive", undocumented),
        "adsbridge": ("AdsBridge", undocumented),
        "peerclick": ("PeerClick", undocumented),
        "landingtrack": ("LandingTrack", undocumented),
        "clickmagick": ("ClickMagick", undocumented),
        "imobitrax": ("iMobiTrax", undocumented),
        "funnelfluxpro": (
            "FunnelFlux Pro",
            "only the names of its API's calls are known; FunnelFlux self-hosted is supported"
        ),
        "trackier": (
            "Trackier",
            "it is a platform of networks without routing. Its offers can be read: waybill import FILE --template"
                + " trackier"
        ),
        "tune": (
            "TUNE",
            "it is a platform of networks without routing. Its offers can be read: waybill import FILE --template tune"
        ),
        "everflow": (
            "Everflow",
            "it is a platform of networks without routing. Its offers can be read: waybill import FILE --template"
                + " everflow"
        ),
        "binom1": (
            "Binom 1",
            "the form of its API is not known. Import it into Binom 2, which can, and migrate from there"
        ),
        "voluumdsp": (
            "Voluum DSP",
            "what it holds are bids for traffic, not campaigns of a tracker; voluum is supported"
        ),
        "redtrack": (
            "RedTrack", "it is where this program moves to; waybill copy moves things between two accounts"
        ),
    ]
}
