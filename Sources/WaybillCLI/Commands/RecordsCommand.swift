import ArgumentParser
import Diagnostics
import Feeds

/// Shows what a reader sees of a feed.
struct RecordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "Show the records of a CSV, JSON or XML feed, with their places.",
        discussion: """
            Prints a line of JSON for each record: line, column and byte offset of its start, and what it holds. Exits \
            with 0 when the whole input was read and valid, else with 65; what stands before a fault is printed all \
            the same.
            """)

    @OptionGroup var feed: FeedOptions

    @Option(
        help: ArgumentHelp(
            "Read the feed as a template does: its syntax, its dialect, the place of its records.",
            valueName: "name"))
    var template: String?

    @Flag(help: "Print only how many records there are.") var count = false

    @Option(help: ArgumentHelp("Print only the first records; the rest is not read.", valueName: "count"))
    var head: Int?

    @Flag(help: "Print the fields instead: how often they occur, what they hold, samples.") var stats = false

    @Flag(help: "Print --count and --stats as JSON.") var json = false

    func validate() throws {
        if let head, head < 0 { throw ValidationError("--head takes 0 or more") }
        if count, stats { throw ValidationError("choose --count or --stats") }
        if template != nil, feed.format != nil || !feed.records.isEmpty {
            throw ValidationError("--template says what --format and --records would say")
        }
        if json, !count, !stats { throw ValidationError("records are printed as JSON anyhow") }
    }

    func run() async throws {
        try await reporting { terminal, _ in
            let template = try self.template.map {
                try TemplateCatalogue(folder: try Workspace(["."]).folder).load($0)
            }
            var session = FeedSession(feed, terminal, template: template)
            if count {
                let total = try session.forEach(upTo: head) { _, _ in }
                terminal.printResult(json ? "{\"records\":\(total)}" : "\(total)")
            } else if stats {
                var statistics = RecordStatistics()
                _ = try session.forEach(upTo: head) { record, _ in statistics.add(record) }
                terminal.printResult(
                    json ? StatisticsOutput(statistics).json : StatisticsOutput(statistics).text)
            } else {
                var output = RecordLines(terminal, namesFiles: feed.files.count > 1)
                _ = try session.forEach(upTo: head) { record, file in output.print(record, of: file) }
                output.finish()
            }
            return session.hasErrors ? .invalidFile : .success
        }
    }
}
