extension Project {
    /// Whether a file of the folder, by its relative path, is one of the project's manifests as far as `manifests:`
    /// decides that.
    package func readsManifest(at path: String) -> Bool {
        guard let manifests else { return true }
        return manifests.contains { placed in
            let glob = Glob(placed.value)
            if glob.hasWildcards { return glob.matches(path) }
            var name = Substring(placed.value)
            while name.hasPrefix("./") { name = name.dropFirst(2) }
            while name.hasSuffix("/") { name = name.dropLast() }
            return name == "." || name.isEmpty || path == name || path.hasPrefix(name + "/")
        }
    }
}
