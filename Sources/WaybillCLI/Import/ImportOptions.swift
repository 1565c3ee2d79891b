import ArgumentParser
import Feeds
import Foundation
import Manifests
import Mapping

/// The options that say which feed is imported, and how it becomes objects.
struct ImportOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The files of the feed, read one after the other; `-` is the standard input.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "What the records become: a name that `waybill templates` lists, or a file.", valueName: "name"))
    var template: String

    @Option(help: ArgumentHelp("The RedTrack network that the offers belong to.", valueName: "name"))
    var network: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("What else the template asks for.", valueName: "name=value"))
    var parameters: [ImportPair] = []

    @Option(
        help: ArgumentHelp(
            "The file of a join that the template names. A name that is given again adds a file.",
            valueName: "name=file"))
    var join: [ImportPair] = []

    @Option(
        help: ArgumentHelp(
            "What the feed is called; the keys of its objects start with it.",
            discussion: """
                By default the name of the network, else that of the template. Keep it from day to day, and give each \
                feed of a network another one: it is how yesterday's offers are known again.
                """))
    var name: String?

    @Option(
        help: ArgumentHelp(
            "The encoding, such as windows-1252; else UTF-8 or what the text says.", valueName: "name"))
    var encoding: FeedEncoding?

    @Option(help: "How the files are packed: auto, none, gzip or zip.") var compression: Compression = .auto

    @Option(help: ArgumentHelp("The member of a zip archive, or a pattern such as *.csv.", valueName: "name"))
    var member: String?

    @OptionGroup(title: "Limits") var budget: FeedLimitOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("name a file, or - for the standard input") }
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("the standard input can be read once")
        }
        if let name, let fault = FeedSource.fault(inName: name) { throw ValidationError("--name: \(fault)") }
        var names: Set<String> = network == nil ? [] : ["network"]
        for pair in parameters where !names.insert(pair.name).inserted {
            throw ValidationError("\(pair.name) is given twice")
        }
    }

    /// The feed.
    func source(_ catalogue: TemplateCatalogue) throws -> FeedSource {
        let template = try catalogue.load(template)
        var values = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value) })
        if let network { values["network"] = network }
        var joins: [String: FeedInput] = [:]
        for pair in join { joins[pair.name, default: input([])].paths.append(pair.value) }
        let name = self.name ?? (values["network"] ?? template.name).replacing("/", with: "-")
        return FeedSource(
            name: name, input: input(files), template: template, parameters: ImportDay.today(in: values),
            joins: joins,
            limits: budget.limits)
    }

    private func input(_ paths: [String]) -> FeedInput {
        FeedInput(paths: paths, compression: compression, member: member, encoding: encoding?.encoding)
    }
}

/// The day of the import, for templates that tell by a date whether an offer has ended.
enum ImportDay {
    /// The parameters, with the day (UTC) where `as_of` is `today`.
    static func today(in parameters: [String: String]) -> [String: String] {
        guard parameters["as_of"] == "today" else { return parameters }
        let day = Date().ISO8601Format(.iso8601(timeZone: .gmt)).prefix(10)
        return parameters.merging(["as_of": String(day)]) { $1 }
    }
}

/// The argument of `--set` and `--join`.
struct ImportPair: ExpressibleByArgument, Sendable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let separator = argument.firstIndex(of: "="), separator != argument.startIndex else {
            return nil
        }
        name = String(argument[..<separator])
        value = String(argument[argument.index(after: separator)...])
    }
}
