import Foundation

/// libxml2's opinion on documents: `xmllint --schema`, of Debian's libxml2-utils.
enum SchemaCheck {
    /// Why nothing could be checked.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What is wrong with each document, one entry a document; empty when it is valid.
    static func faults(of documents: [String], schema: String) throws -> [String] {
        guard !documents.isEmpty else { return [] }
        let folder = try TemporaryFolder(["waybill.xsd": schema])
        for (index, document) in documents.enumerated() { try folder.write(document, to: "\(index).xml") }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: try program())
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.arguments =
            ["--noout", "--nonet", "--schema", "waybill.xsd"] + documents.indices.map { "\($0).xml" }
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()

        let lines = text.split(separator: "\n")
        let valid = Set(lines.filter { $0.hasSuffix(".xml validates") }.map { $0.dropLast(10) })
        let judged = valid.count + lines.count { $0.hasSuffix(".xml fails to validate") }
        guard judged == documents.count else { throw Failure(description: "xmllint: \(text.prefix(2_000))") }
        return documents.indices.map { index in
            let name = "\(index).xml"
            guard !valid.contains(Substring(name)) else { return "" }
            return lines.filter { $0.hasPrefix(name) }.joined(separator: "\n")
        }
    }

    private static func program() throws -> String {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = folders.map { "\($0)/xmllint" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw Failure(description: "xmllint is not on PATH: run scripts/setup, which installs it")
        }
        return path
    }
}
