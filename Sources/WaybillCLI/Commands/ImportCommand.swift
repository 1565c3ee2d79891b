import ArgumentParser
import Diagnostics
import Feeds
import Foundation
import Manifests
import Mapping
import Planning

/// Makes objects of a feed.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make objects of a feed: manifest files, or a plan.",
        discussion: """
            A template says what the records become. Every field of the feed is used, ignored with a reason, or \
            reported as lost. Records that are wrong go to a file of rejects with their reasons, and stop nothing \
            else; what is wrong with the feed as a whole ends with 65, and nothing is written.
            """)

    @OptionGroup var feed: ImportOptions

    @Option(
        help: ArgumentHelp(
            "Write manifest files to a folder; those of the last import are replaced.", valueName: "folder"))
    var out: String?

    @Flag(help: "Show what would change in the account. Changes nothing.") var plan = false

    @Option(
        help: ArgumentHelp(
            "Show the first records and what becomes of them, side by side.", valueName: "count")
    )
    var preview: Int?

    @Option(
        help: ArgumentHelp(
            "Where rejected records go; by default beside the feed, to FILE.rejects.csv, .json or .xml.",
            valueName: "file"))
    var rejects: String?

    @Flag(help: "End with 65, and write nothing, when a field is lost or a record is rejected.") var strict =
        false

    @Flag(help: "The files are a part of the feed: what they do not mention is not gone.") var part = false

    @Flag(help: "With --plan: remove objects of this feed that it no longer mentions.") var prune = false

    @Option(
        help: ArgumentHelp(
            "With --plan: stop when more objects of a kind would be removed: a number, or a share such as 20%.",
            discussion: "By default 10%, and at least 5.", valueName: "n|p%"))
    var maxDelete: RemovalLimit?

    @Flag(help: "Print what became of the feed, or the plan, as JSON.") var json = false

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @OptionGroup(title: "Account") var account: AccountOptions

    func validate() throws {
        if [out != nil, plan, preview != nil].count(where: { $0 }) > 1 {
            throw ValidationError("choose one of --out, --plan and --preview")
        }
        if let preview, preview < 1 { throw ValidationError("--preview takes 1 or more") }
        if prune || maxDelete != nil, !plan {
            throw ValidationError("--prune and --max-delete go with --plan")
        }
        if prune, part {
            throw ValidationError("a part of a feed cannot tell what is gone: --prune needs all of it")
        }
    }

    func run() async throws {
        try await reporting { terminal, environment in
            let workspace = try Workspace([project])
            let source = try feed.source(TemplateCatalogue(folder: workspace.folder))
            let run = ImportRun(source: source, terminal: terminal, isStrict: strict)
            if let preview {
                try run.preview(preview, width: terminal.columns(environment))
                return .success
            }
            let rejects = try ImportRejects(self.rejects, of: source)
            if plan { return try await plan(run, rejects, workspace, terminal, environment) }
            let links = out == nil ? nil : FeedNetworks(workspace, of: source, writtenTo: out)
            let report = try run.write(to: out, links: links, rejects: rejects)
            terminal.printResult(json ? report.json.jsonText(pretty: true) : report.text)
            if out == nil, !json { terminal.say("Nothing was written: use --out FOLDER, or --plan.") }
            return .success
        }
    }

    /// Plans the objects of the feed, and those of the project's files that they refer to.
    private func plan(
        _ run: ImportRun, _ rejects: ImportRejects, _ workspace: Workspace, _ terminal: Terminal,
        _ environment: [String: String]
    ) async throws -> ExitStatus {
        let (read, report) = try run.objects(rejects: rejects)
        var contents = ProjectFeeds.Contents()
        contents.add(read, of: run.source)
        let isPart = part || run.readsRejects
        if isPart, prune {
            throw CommandFailure(
                .usage,
                "a file of rejects is a part of its feed and cannot tell what is gone: leave --prune out")
        }
        let options = PlanOptions(
            prune: prune, removalLimit: maxDelete ?? .default,
            scope: .keys(startingWith: isPart ? [] : contents.keys), uncertain: contents.uncertain,
            unusable: contents.unusable, feedKeys: contents.keys)
        let request = try PlanRequest(
            workspace: workspace,
            manifest: try FeedNetworks(workspace, of: run.source).completed(read.objects),
            options: options)
        terminal.say(report.text + "\n")
        return try await PlanSession.open(
            request, account, inFlight: 8, terminal: terminal, environment: environment
        ) { session in
            if json {
                terminal.printResult(
                    PlanOutputOptions.json(session.plan, session.estimate()).jsonText(pretty: true))
            } else {
                terminal.printResult(
                    PlanText(
                        session.plan, colored: terminal.colorsOutput,
                        estimate: session.estimate()?.sentence ?? ""
                    ).text)
            }
            return session.plan.refusals.isEmpty ? .success : .refused
        }
    }
}
