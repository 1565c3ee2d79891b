internal import FoundationEssentials

/// Files of the package.
enum PackageFolder {
    /// The path of a file of the package.
    static func path(_ file: String) -> String {
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/" + file
    }

    /// What a file holds.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
