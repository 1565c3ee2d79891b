internal import FoundationEssentials

/// The folder of public conformance suites, when it is there: named by WAYBILL_CONFORMANCE, or beside the package.
package enum Conformance {
    /// The files of a folder of the suites, by name; empty, with a line that says so, when there is none.
    package static func files(_ folder: String, suffix: String) -> [File] {
        let directory = root + "/" + folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            print("conformance suite \(folder) is not at \(directory): its tests have nothing to check")
            return []
        }
        return names.filter { $0.hasSuffix(suffix) }.sorted().map {
            File(path: directory + "/" + $0, name: $0)
        }
    }

    /// A file of a suite.
    package struct File: Sendable, CustomStringConvertible {
        /// Where it is.
        package let path: String
        /// What it is called, its folder aside.
        package let name: String

        /// Names a file.
        package init(path: String, name: String) {
            self.path = path
            self.name = name
        }

        /// The name.
        package var description: String { name }

        /// What it holds.
        package func bytes() throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }

    private static var root: String {
        if let named = ProcessInfo.processInfo.environment["WAYBILL_CONFORMANCE"] { return named }
        let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        return package.joined(separator: "/") + "/../shared/conformance"
    }
}
