/// The folder that holds the package, found from where this file was compiled.
enum PackageFolder {
    static let path = String(#filePath).split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(4).joined(separator: "/")
}
