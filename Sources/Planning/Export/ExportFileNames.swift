import Manifests
import RedTrack

/// Names of files for objects: readable, and safe on every file system, whatever a key is made of.
///
/// Letters and digits of all scripts stay; anything else becomes a dash, so that no name can leave its folder, hide, or
/// end in a dot. Names that a file system could take for one another get the object's id.
enum ExportFileNames {
    /// One name for each object, without an ending.
    static func names(of entries: [ExportPlan.Entry]) -> [String] {
        var taken: [Kind: Set<String>] = [:]
        return entries.map { entry in
            let kind = entry.object.kind
            let readable = slug(entry.object.key)
            var name = readable
            var number = 1
            while name.isEmpty || isReserved(name) || taken[kind]?.contains(folded(name)) == true {
                let suffix = number == 1 ? slug(entry.id) : "\(slug(entry.id))-\(number)"
                name = readable.isEmpty ? "\(kind.rawValue)-\(suffix)" : "\(readable)-\(suffix)"
                number += 1
            }
            taken[kind, default: []].insert(folded(name))
            return name
        }
    }

    /// File systems allow 255 bytes; an id and an ending have to fit as well.
    private static let mostBytes = 120

    private static func slug(_ key: String) -> String {
        var result = ""
        var length = 0
        for scalar in key.unicodeScalars {
            let isKept = isKept(scalar)
            // No dash at the start, and never two.
            if !isKept, result.isEmpty || result.hasSuffix("-") { continue }
            length += isKept ? UTF8.width(scalar) : 1
            if length > mostBytes { break }
            result.unicodeScalars.append(isKept ? scalar : "-")
        }
        while result.hasSuffix("-") { result.removeLast() }
        return result
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber: true
        default: scalar == "_"
        }
    }

    /// What a file system that knows no case sees. Strings of Swift are equal when they look the same, as file systems
    /// that compose letters want it.
    private static func folded(_ name: String) -> String { name.uppercased().lowercased() }

    /// Windows keeps these for devices, whatever their ending.
    private static func isReserved(_ name: String) -> Bool {
        let name = name.uppercased()
        if ["CON", "PRN", "AUX", "NUL"].contains(name) { return true }
        let isPort = name.hasPrefix("COM") || name.hasPrefix("LPT")
        return isPort && name.utf8.count == 4 && name.last?.isNumber == true
    }
}
