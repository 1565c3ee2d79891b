internal import Foundation

/// The templates that come with the program: the files of this folder, which the build puts beside the program.
package enum ShippedTemplates {
    /// The names of the templates for feeds, sorted: those of their files without the ending.
    package static var feeds: [String] {
        guard let folder = folder(named: "feeds") else { return [] }
        return files(in: folder).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
            .sorted()
    }

    /// Where the template for feeds with a name stands; `nil` when none is called so.
    package static func feed(named name: String) -> String? {
        guard feeds.contains(name) else { return nil }
        return folder(named: "feeds").map { $0 + "/" + name + ending }
    }

    /// The names of the trackers that there are templates for, sorted.
    package static var trackers: [String] {
        guard let folder = folder(named: "trackers") else { return [] }
        return files(in: folder).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
            .sorted()
    }

    /// Where the template for a tracker stands; `nil` when there is none.
    package static func tracker(named name: String) -> String? {
        guard trackers.contains(name) else { return nil }
        return folder(named: "trackers").map { $0 + "/" + name + ending }
    }

    private static let ending = ".yaml"

    /// Beside the program, else, for a program that was moved on the machine that built it, where it was built.
    private static func folder(named name: String) -> String? {
        let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let candidates = [
            program?.appendingPathComponent("waybill_Templates.resources"),
            URL(fileURLWithPath: #filePath).deletingLastPathComponent(),
        ]
        return candidates.compactMap { $0?.appendingPathComponent(name).path }.first {
            !files(in: $0).isEmpty
        }
    }

    private static func files(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
