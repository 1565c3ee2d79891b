package import Diagnostics
package import Feeds

/// A record of the cut-over in JSON: texts by name.
private protocol CutoverRecord {
    init(_ text: (_ name: String) -> String?)
    var texts: [(name: String, text: String?)] { get }
}

extension Cutover {
    /// The member `cutover` of a migration's report.
    var json: Value {
        .object([
            ("domains", .array(domains.map(Value.string))), ("networks", Self.json(networks)),
            ("sources", Self.json(sources)), ("landings", Self.json(landers)),
            ("campaigns", Self.json(campaigns)),
        ])
    }

    private static func json(_ records: [some CutoverRecord]) -> Value {
        .array(
            records.map { record in
                .object(record.texts.map { ($0.name, $0.text.map(Value.string) ?? .null) })
            })
    }

    /// Reads the cut-over of a migration from its report in JSON.
    /// - Parameters:
    ///   - report: the whole document.
    ///   - file: its path, for messages.
    /// - Throws: when the document is no report of a migration, one of another version, or lacks a list.
    package init(report: Value, file: String) throws(DiagnosticsError) {
        func fault(_ message: String) -> DiagnosticsError {
            DiagnosticsError([
                Diagnostic(
                    .error, "migration.report", message, at: SourcePlace(file: file),
                    help: "run `waybill migrate --out` again, which writes it")
            ])
        }
        guard report["format"]?.value.string == MigrationJSON.format else {
            throw fault("the file is no report of a migration, \(MigrationJSON.format)")
        }
        func list(_ name: String) throws(DiagnosticsError) -> [Value] {
            // Without one of them the steps would lack something, and nobody would know.
            guard let list = report["cutover"]?.value[name]?.value.list else {
                throw fault("the report is not whole: it has no list cutover.\(name)")
            }
            return list.map(\.value)
        }
        func records<Record: CutoverRecord>(_ name: String) throws(DiagnosticsError) -> [Record] {
            try list(name).map { record in Record { record[$0]?.value.string } }
        }
        domains = try list("domains").compactMap(\.string)
        networks = try records("networks")
        sources = try records("sources")
        landers = try records("landings")
        campaigns = try records("campaigns")
    }
}

extension Cutover.Network: CutoverRecord {
    fileprivate init(_ text: (String) -> String?) {
        self.init(
            key: text("key") ?? "", name: text("name") ?? "", oldPostback: text("old_postback"),
            newPostback: text("new_postback"))
    }

    fileprivate var texts: [(name: String, text: String?)] {
        [("key", key), ("name", name), ("old_postback", oldPostback), ("new_postback", newPostback)]
    }
}

extension Cutover.Source: CutoverRecord {
    fileprivate init(_ text: (String) -> String?) {
        self.init(
            key: text("key") ?? "", name: text("name") ?? "", postback: text("postback"),
            costID: text("cost_id"))
    }

    fileprivate var texts: [(name: String, text: String?)] {
        [("key", key), ("name", name), ("postback", postback), ("cost_id", costID)]
    }
}

extension Cutover.Lander: CutoverRecord {
    fileprivate init(_ text: (String) -> String?) {
        self.init(
            key: text("key") ?? "", name: text("name") ?? "", url: text("url") ?? "",
            clickout: text("clickout"))
    }

    fileprivate var texts: [(name: String, text: String?)] {
        [("key", key), ("name", name), ("url", url), ("clickout", clickout)]
    }
}

extension Cutover.Campaign: CutoverRecord {
    fileprivate init(_ text: (String) -> String?) {
        self.init(
            key: text("key") ?? "", name: text("name") ?? "", oldLink: text("old_link"),
            source: text("source"))
    }

    fileprivate var texts: [(name: String, text: String?)] {
        [("key", key), ("name", name), ("old_link", oldLink), ("source", source)]
    }
}
