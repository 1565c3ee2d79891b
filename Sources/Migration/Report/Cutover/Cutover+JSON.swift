package import Diagnostics
package import Feeds

extension Cutover {
    /// The member `cutover` of a migration's report.
    var json: Value {
        func text(_ text: String?) -> Value { text.map(Value.string) ?? .null }
        func head(_ key: String, _ name: String) -> [(String, Value)] {
            [("key", .string(key)), ("name", .string(name))]
        }
        return .object([
            ("domains", .array(domains.map(Value.string))),
            (
                "networks",
                .array(
                    networks.map { network in
                        .object(
                            head(network.key, network.name) + [
                                ("old_postback", text(network.oldPostback)),
                                ("new_postback", text(network.newPostback)),
                            ])
                    })
            ),
            (
                "sources",
                .array(
                    sources.map { source in
                        .object(
                            head(source.key, source.name) + [
                                ("postback", text(source.postback)), ("cost_id", text(source.costID)),
                            ])
                    })
            ),
            (
                "landings",
                .array(
                    landers.map { lander in
                        .object(
                            head(lander.key, lander.name) + [
                                ("url", .string(lander.url)), ("clickout", text(lander.clickout)),
                            ])
                    })
            ),
            (
                "campaigns",
                .array(
                    campaigns.map { campaign in
                        .object(
                            head(campaign.key, campaign.name) + [
                                ("old_link", text(campaign.oldLink)), ("source", text(campaign.source)),
                            ])
                    })
            ),
        ])
    }

    /// Reads the cut-over of a migration from its report in JSON.
    /// - Parameters:
    ///   - report: the whole document.
    ///   - file: its path, for messages.
    /// - Throws: when the document is no report of a migration, or one of another version.
    package init(report: Value, file: String) throws(DiagnosticsError) {
        guard report["format"]?.value.string == MigrationJSON.format, let cutover = report["cutover"]?.value
        else {
            throw DiagnosticsError([
                Diagnostic(
                    .error, "migration.report",
                    "the file is no report of a migration, \(MigrationJSON.format)",
                    at: SourcePlace(file: file), help: "run `waybill migrate` again, which writes it")
            ])
        }
        func records(_ name: String) -> [Value] { (cutover[name]?.value.list ?? []).map(\.value) }
        func text(_ record: Value, _ name: String) -> String { record[name]?.value.string ?? "" }
        func maybe(_ record: Value, _ name: String) -> String? { record[name]?.value.string }
        domains = records("domains").compactMap(\.string)
        networks = records("networks").map {
            Network(
                key: text($0, "key"), name: text($0, "name"), oldPostback: maybe($0, "old_postback"),
                newPostback: maybe($0, "new_postback"))
        }
        sources = records("sources").map {
            Source(
                key: text($0, "key"), name: text($0, "name"), postback: maybe($0, "postback"),
                costID: maybe($0, "cost_id"))
        }
        landers = records("landings").map {
            Lander(
                key: text($0, "key"), name: text($0, "name"), url: text($0, "url"),
                clickout: maybe($0, "clickout"))
        }
        campaigns = records("campaigns").map {
            Campaign(
                key: text($0, "key"), name: text($0, "name"), oldLink: maybe($0, "old_link"),
                source: maybe($0, "source"))
        }
    }
}
