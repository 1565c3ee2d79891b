public import Diagnostics
internal import RedTrack

/// Turns the bytes of one file into objects.
public enum ManifestReader {
    /// The objects of one file and all that is wrong with it, ordered by place; never throws for content.
    ///
    /// Objects with a fault lack the fields at fault, or are left out; the findings then hold an error. Variables are
    /// left as they stand; fields that are no texts and hold one are left out.
    /// - Parameters:
    ///   - bytes: the file.
    ///   - file: its path, for places; the name of a CSV file tells its kind.
    ///   - format: its syntax.
    /// - Returns: the objects in the order of the file, and the findings.
    public static func read(
        _ bytes: [UInt8], file: String, format: ManifestFormat
    ) -> (objects: [ManifestObject], diagnostics: [Diagnostic]) {
        let file = readWithoutDuplicates(bytes, file: file, format: format)
        return (file.objects, (file.diagnostics + DuplicateCheck.diagnostics(for: file.objects)).sorted())
    }

    /// The same with values for variables.
    package static func read(
        _ bytes: [UInt8], file: String, format: ManifestFormat, variables: VariableScope
    ) -> (objects: [ManifestObject], diagnostics: [Diagnostic]) {
        let file = readWithoutDuplicates(bytes, file: file, format: format, variables: variables)
        return (file.objects, (file.diagnostics + DuplicateCheck.diagnostics(for: file.objects)).sorted())
    }

    /// The same without comparing the objects with each other, which is done for all files at once; and whether every
    /// object of the file is there, if only with its name.
    static func readWithoutDuplicates(
        _ bytes: [UInt8], file: String, format: ManifestFormat, variables: VariableScope? = nil
    ) -> (objects: [ManifestObject], diagnostics: [Diagnostic], hasAllObjects: Bool) {
        if bytes.count >= BulkPieces.leastBytes,
            let parts = BulkPieces(format: format, file: file, variables: variables).read(bytes)
        {
            return (parts.objects, parts.diagnostics, true)
        }
        return readWhole(bytes, file: file, format: format, variables: variables)
    }

    /// The same, with the tree of the whole file in memory.
    static func readWhole(
        _ bytes: [UInt8], file: String, format: ManifestFormat, variables: VariableScope? = nil
    ) -> (objects: [ManifestObject], diagnostics: [Diagnostic], hasAllObjects: Bool) {
        var findings = Findings(file: file)
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            findings.reportEmptyFile()
            return ([], findings.diagnostics, false)
        }
        // What is written goes as the objects come: a table may have a million of them, and both are large.
        var found = Findings(file: file)
        var objects: [ManifestObject] = []
        var count = 0
        func add(_ written: WrittenObject) {
            count += 1
            if let object = object(written, format, variables, &found) { objects.append(object) }
        }
        var written: [WrittenObject] = []
        switch format {
        case .yaml: written = YAMLTree.objects(bytes, &findings)
        case .json:
            written = JSONTree.read(bytes, &findings).map { ObjectTree.objects(in: $0, &findings) } ?? []
        case .csv: CSVManifest.objects(bytes, &findings, add)
        case .xml: written = XMLManifest.objects(bytes, &findings)
        }
        let isWellFormed = findings.errorCount == 0
        written.reverse()
        while let next = written.popLast() { add(next) }
        for diagnostic in found.diagnostics { findings.add(diagnostic) }
        return (objects, findings.diagnostics, isWellFormed && objects.count == count)
    }

    /// One object, with values for the variables in it.
    private static func object(
        _ written: WrittenObject, _ format: ManifestFormat, _ variables: VariableScope?,
        _ findings: inout Findings
    ) -> ManifestObject? {
        var written = written
        var resolver = VariableResolver(variables, format: format)
        resolver.resolve(&written, &findings)
        let count = findings.diagnostics.count
        guard var object = ObjectReader.read(written, format: format, findings: &findings) else { return nil }
        if !resolver.uses.isEmpty {
            findings.explain(from: count, resolver.explained)
            object.variables = resolver.uses
        }
        return object
    }
}
