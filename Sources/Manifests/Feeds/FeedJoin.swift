internal import Diagnostics
internal import Feeds
internal import Mapping

/// Reads the files of a join.
enum FeedJoin {
    /// All records of a join, by their keys.
    /// - Returns: the records, and what is wrong with those that were left out: of trackers alone.
    /// - Throws: everything that is wrong with them: a record that is missing would be found missing in every object.
    static func read(
        _ name: String, _ input: FeedInput, of source: FeedSource
    ) throws(DiagnosticsError) -> (data: JoinData, findings: [Diagnostic]) {
        var builder = try JoinBuilder(
            source.template, name, parameters: source.parameters, file: input.paths.first ?? "-")
        let join = builder.join
        var reader = FeedReader(input.encoded(join.encoding), format: join.format, limits: source.limits)
        var record = Record()
        var faults: [Diagnostic] = []
        var unreadable: [Diagnostic] = []
        while !builder.isFull {
            do throws(FeedFault) {
                guard try reader.next(&record) else { break }
                if source.joinsNamedByFile.contains(name) { record.takeName(ofFile: reader.file) }
                builder.file = reader.file
                builder.add(record)
            } catch {
                if builder.leavesOutFaulty, error.error.isRecoverable {
                    if unreadable.count < FeedObjects.mostFindings { unreadable.append(error.diagnostic) }
                    continue
                }
                faults.append(error.diagnostic)
                guard faults.count < FeedObjects.mostFindings else { break }
            }
        }
        guard faults.isEmpty else { throw DiagnosticsError(faults) }
        let data = try builder.finish()
        return (data, data.findings + unreadable)
    }
}

extension Record {
    /// Takes the name of a file, without its folder and ending, for the name under which the record is held.
    mutating func takeName(ofFile path: String) {
        guard keyRange == nil else { return }
        var name = path.split(separator: "/").last ?? ""
        if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = name[..<dot] }
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        keyRange = start..<bytes.count
    }
}

extension FeedInput {
    /// The same in an encoding that a template says, unless the user says another.
    func encoded(_ encoding: TextEncoding?) -> FeedInput {
        var input = self
        input.encoding = input.encoding ?? encoding
        return input
    }
}
