import ArgumentParser
import Diagnostics
import Feeds
import Foundation
import Mapping

/// Drafts a template from a feed.
struct TemplatesNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Draft a template from what a feed holds, to be read and edited.",
        discussion: """
            Finds where the records are, guesses key, title, link, payout and countries, and says why in comments. \
            What it does not use is reported as lost until you decide.
            """)

    @OptionGroup var feed: FeedOptions

    @Option(help: ArgumentHelp("What the template is called; by default as the feed.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The file to write; else the draft is printed.", valueName: "file"))
    var out: String?

    func run() async throws {
        try await reporting { terminal, _ in
            let draft = try draft(terminal)
            guard let out else {
                terminal.printResult(draft.text)
                return .success
            }
            guard !FileManager.default.fileExists(atPath: out) else {
                throw CommandFailure(.failure, "\(out) exists already; nothing is overwritten")
            }
            var file = try ReplacingFile(out)
            do throws(CommandFailure) {
                try file.write(Array(draft.text.utf8))
                try file.commit()
            } catch {
                file.discard()
                throw error
            }
            terminal.printResult(
                "Written: \(out). Found: "
                    + (draft.found.isEmpty ? "nothing" : draft.found.keys.sorted().joined(separator: ", "))
                    + ". Read its comments, then try `waybill import \(feed.files[0]) --template \(out) --network NAME"
                    + " --preview 3`.")
            return .success
        }
    }

    private func draft(_ terminal: Terminal) throws -> TemplateDraft {
        var options = feed
        let input = options.input()
        var reader = FeedReader(input, limits: options.budget.limits)
        let syntax = try options.format ?? reader.detectedSyntax()
        var candidates: [RecordPathCandidate] = []
        if options.records.isEmpty, syntax != .csv, !options.files.contains("-") {
            candidates = try RecordPathFinder.candidates(in: input, syntax: syntax)
            if let best = candidates.first {
                options.records = [best.path]
                terminal.say(
                    "note: the records are taken to be at \(best.path) (\(best.count) there); --records names"
                        + " another place")
            }
        }
        let sampled = try sample(options, syntax)
        let stem =
            feed.files[0] == "-"
            ? "feed"
            : URL(fileURLWithPath: feed.files[0]).lastPathComponent.split(separator: ".").first.map(
                String.init)
                ?? "feed"
        return TemplateDraft(
            name: name ?? stem, feed: stem, sample: sampled.sample, format: sampled.format,
            dialect: sampled.dialect, encoding: feed.encoding?.encoding, alternatives: candidates)
    }

    private struct Sampled {
        var sample = FeedSample()
        var format: FeedFormat
        var dialect: CSVDialect?
    }

    /// Reads the feed; a table whose first row is no header is read again without one.
    private func sample(_ options: FeedOptions, _ syntax: FeedSyntax) throws -> Sampled {
        let mayRepeat =
            syntax == .csv && !options.csv.noHeader && options.csv.columns == nil
            && !options.files.contains("-")
        var headless = options
        headless.csv.noHeader = true
        let format = try options.format(syntax)
        do throws(FeedFault) {
            let sampled = try read(options, as: format)
            let columns = sampled.dialect?.columns ?? []
            guard mayRepeat, TemplateDraft.looksHeaderless(columns) else { return sampled }
        } catch {
            // Values make no names: they repeat themselves, or are empty.
            guard mayRepeat, error.error.code != .source else { throw error }
        }
        return try read(headless, as: try headless.format(syntax))
    }

    private func read(_ options: FeedOptions, as format: FeedFormat) throws(FeedFault) -> Sampled {
        var sampled = Sampled(format: format)
        var reader = FeedReader(options.input(), format: format, limits: options.budget.limits)
        var record = Record()
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { return sampled }
                sampled.dialect = sampled.dialect ?? reader.dialect
                sampled.sample.add(record)
            } catch {
                guard error.error.isRecoverable else { throw error }
            }
        }
    }
}
