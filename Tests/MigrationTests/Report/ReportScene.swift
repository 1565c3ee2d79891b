import Diagnostics
import RedTrack
import Routing

@testable import Migration

/// Migrations that show all that reports have to show.
enum ReportScene: String, CaseIterable, Sendable {
    case nothing, shop, attack

    /// Names that try to leave the place where they stand: in HTML, attributes, SVG, Markdown, Mermaid, JSON and CSV.
    static let hostileNames = [
        "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='alert(1)",
        "\u{202E}gnp.exe\u{2066}", "```\n# fence\n```", "a | b | c",
        "@team #1 http://evil.example.com www.evil.example",
        "\"]; click s href \"javascript:alert(1)\"; %%{init: {}}%%",
        "<!-- comment --> ]]> <![CDATA[ &amp; &#60;", "</details></summary></svg></style>",
        "\u{1B}[31mred\n+ moved Fake", "`code` *bold* [link](http://x)", "1. one\n- two", "=1+1",
        "a\u{FFFE}b\u{FFFF}c\u{0}d", "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{639}\u{631}\u{628}\u{64A}",
    ]

    /// A name longer than any place for names.
    static let longName = String(repeating: "long ", count: 2_000)

    /// The report of the scene.
    var report: MigrationReport {
        get throws {
            switch self {
            case .nothing:
                MigrationReport(
                    tracker: "keitaro", trackerName: "Keitaro", title: "Keitaro 10", export: "saved")
            case .shop: try Self.shop()
            case .attack: try Self.attack(Self.hostileNames + [Self.longName])
            }
        }
    }

    /// A place in a file of the export.
    static func place(_ line: Int, _ file: String = "export/campaigns.json") -> SourcePlace {
        SourcePlace(file: file, position: SourcePosition(line: line, column: 5, offset: line * 40))
    }

    // MARK: A shop with all fates

    private static func shop() throws -> MigrationReport {
        var report = MigrationReport(
            tracker: "voluum", trackerName: "Voluum", title: "Voluum, from the answers of its API (JSON)",
            export: "export")
        report.offerTitles = [
            "o-tea": "Tea, four cups", "o-mug": "Mugs", "o-jam": "Jam", "o-rest": "Everything else",
        ]
        report.landerTitles = ["l-sale": "Winter sale", "l-quiz": "Quiz"]
        report.campaigns =
            try [moved(), warned(), drawnByWeight()] + [different(), unsupported(), dangling()]
        report.objects = [.network: 2, .source: 1, .landing: 2, .offer: 4, .campaign: 3]
        report.findings = [
            Diagnostic(
                .error, "migration.value", "offer \"Old\": \"free\" is no amount of money",
                at: place(90, "export/offers.json"),
                help: "correct it in the tracker, and save the list again")
        ]
        report.skipped = [.init(.offer, "o-9", "Old offer", reason: "deleted in Voluum")]
        report.unreached = [.init(.landing, "l-7", "Page of nobody"), .init(.network, "n-3", "Unused")]
        report.lost = [
            .init("offers", "capConfiguration.limit", count: 3),
            .init("campaigns", "impressionUrl", count: 12),
        ]
        report.ignored = [
            .init("offers", ["createdTime", "updatedTime"], reason: "RedTrack's offer has no such field")
        ]
        report.options = [.init("--allow-unknown-macros"), .init("--param", "currency=EUR")]
        report.cutover = cutover
        return report
    }

    private static var cutover: Cutover {
        var cutover = Cutover()
        cutover.campaigns = [
            .init(
                key: "voluum/c-1", name: "Winter", oldLink: "https://trk.shop.example/c-1?s={source}",
                source: "Northern Ads"),
            .init(key: "voluum/c-2", name: "Summer", oldLink: nil, source: "Northern Ads"),
            .init(key: "voluum/c-3", name: "Autumn", oldLink: "https://trk.shop.example/c-3", source: nil),
        ]
        cutover.networks = [
            .init(
                key: "voluum/n-1", name: "Northwind",
                oldPostback: "https://trk.shop.example/postback?cid=#s2#&payout=#price#",
                newPostback: "https://YOUR-REDTRACK-DOMAIN/postback?clickid=#s2#&sum=#price#"),
            .init(key: "voluum/n-2", name: "Pine", oldPostback: nil, newPostback: nil),
        ]
        cutover.sources = [
            .init(
                key: "voluum/s-1", name: "Northern Ads", postback: "https://ads.example/pb?cid={ref_id}",
                costID: "{visit_cost}"),
            .init(key: "voluum/s-2", name: "Mail", postback: nil, costID: nil),
        ]
        cutover.landers = [
            .init(
                key: "voluum/l-sale", name: "Winter sale", url: "https://shop.example/sale",
                clickout: "https://trk.shop.example/click"),
            .init(key: "voluum/l-quiz", name: "Quiz", url: "https://shop.example/quiz", clickout: nil),
        ]
        cutover.domains = ["trk.shop.example"]
        return cutover
    }

    /// Two rules and a default, with several paths.
    static func tree(_ name: String = "Winter") -> RuleTree {
        RuleTree(
            name,
            rules: [
                Rule(
                    "mobile",
                    .all([.isOne(of: ["DE", "AT"], .country), .isOne(of: ["Mobile"], .deviceType)]),
                    paths: [
                        RoutePath(
                            "sale", weight: Weight(70), landers: [Share("l-sale"), Share("l-quiz")],
                            offers: [Share("o-tea", weight: Weight(2)), Share("o-mug")]),
                        RoutePath("straight", weight: Weight(30), offers: [Share("o-tea")]),
                        RoutePath("old", weight: Weight(100), offers: [Share("o-jam")], isEnabled: false),
                    ], place: place(14)),
                Rule(
                    "vip", .isOne(of: ["vip"], .sub(3)), paths: [RoutePath("jam", offers: [Share("o-jam")])]),
                Rule(
                    "evening",
                    .unsupported(UnsupportedCondition("timeOfDay", reason: "no filter looks at it")),
                    paths: [RoutePath("", offers: [Share("o-jam")])], isEnabled: false),
            ],
            fallback: PathChoice([RoutePath("rest", offers: [Share("o-rest", isEnabled: true)])]),
            place: place(12))
    }

    private static func moved() throws -> MigrationReport.Campaign {
        let tree = tree()
        let streams = try RoutingCompiler().compile(tree).streams
        return MigrationReport.Campaign(
            "Winter", key: "voluum/c-1", id: "c-1", oldLink: "https://trk.shop.example/c-1?s={source}",
            tree: tree, streams: streams, verdict: RoutingProof().compare(tree, with: streams), isMoved: true)
    }

    private static func warned() throws -> MigrationReport.Campaign {
        let tree = RuleTree(
            "Summer",
            fallback: PathChoice(
                [
                    RoutePath("a", weight: Weight(1), offers: [Share("o-tea")]),
                    RoutePath("b", weight: Weight(2), offers: [Share("o-mug")]),
                ], rotation: .automatic("smart rotation")), place: place(40))
        let streams = try RoutingCompiler().compile(tree).streams
        return MigrationReport.Campaign(
            "Summer", key: "voluum/c-2", id: "c-2", tree: tree, streams: streams,
            verdict: RoutingProof().compare(tree, with: streams),
            findings: [
                Diagnostic(
                    .warning, "routing.rotation",
                    "campaign \"Summer\" \u{203A} default: weights that smart rotation changes are moved as they stand",
                    at: place(41),
                    help: "look at the weights now and then, or use RedTrack's own optimisation"),
                Diagnostic(
                    .warning, "migration.cost",
                    "campaign \"Summer\": its cost model CPM has no counterpart; cpc stays empty",
                    at: place(40)),
            ], isMoved: true)
    }

    private static func drawnByWeight() throws -> MigrationReport.Campaign {
        let tree = RuleTree(
            "Autumn",
            rules: [
                Rule(
                    "", .isOne(of: ["DE"], .country), weight: Weight("0.25") ?? Weight(1),
                    paths: [RoutePath("", offers: [Share("o-tea")])]),
                Rule(
                    "all", .always, weight: Weight("0.75") ?? Weight(1),
                    paths: [RoutePath("", offers: [Share("o-mug")])]),
            ], mode: .weight, fallback: PathChoice([RoutePath("", offers: [Share("o-rest")])]),
            place: place(50))
        let streams = try RoutingCompiler().compile(tree).streams
        return MigrationReport.Campaign(
            "Autumn", key: "voluum/c-3", id: "c-3", oldLink: "https://trk.shop.example/c-3", tree: tree,
            streams: streams, verdict: RoutingProof().compare(tree, with: streams), isMoved: true)
    }

    /// Streams that somebody made otherwise, so that the proof finds a click.
    private static func different() throws -> MigrationReport.Campaign {
        let tree = tree("Spring")
        let streams = [
            RoutedStream(weight: 1, filters: [StreamFilter(.country, ["DE"])], offers: [StreamShare("o-tea")])
        ]
        return MigrationReport.Campaign(
            "Spring", key: "voluum/c-4", id: "c-4", tree: tree, streams: streams,
            verdict: RoutingProof().compare(tree, with: streams),
            findings: [
                Diagnostic(
                    .error, "migration.proof",
                    "campaign \"Spring\": the streams do not route as the rules do",
                    at: place(60), help: "please report this: it is a defect of the program")
            ], isMoved: false)
    }

    private static func unsupported() throws -> MigrationReport.Campaign {
        let language = UnsupportedCondition("language", reason: "no filter looks at it", place: place(75))
        let tree = RuleTree(
            "Language first",
            rules: [
                Rule(
                    "german", .all([.unsupported(language), .isNone(of: ["Mobile"], .deviceType)]),
                    paths: [RoutePath("p", offers: [Share("o-tea")])]),
                Rule(
                    "several", .any([.isOne(of: ["DE"], .country), .not(.isOne(of: ["Chrome"], .browser))]),
                    paths: [RoutePath("p", offers: [Share("o-mug")])]),
            ], fallback: nil, place: place(70))
        return MigrationReport.Campaign(
            "Language first", key: "voluum/c-5", id: "c-5", tree: tree,
            findings: [
                Diagnostic(
                    .error, "routing.unsupported-condition",
                    "campaign \"Language first\" \u{203A} rule 1 \"german\" \u{203A} condition language: no filter looks at it",
                    at: place(75),
                    help: "switch the rule off in the tracker, or recreate the campaign by hand")
            ], isMoved: false)
    }

    private static func dangling() throws -> MigrationReport.Campaign {
        MigrationReport.Campaign(
            "No flow", key: "voluum/c-6", id: "c-6",
            findings: [
                Diagnostic(
                    .error, "migration.no-routing",
                    "campaign \"No flow\": its rules and paths are not in the export",
                    at: place(80), help: "save flows.json again")
            ], isMoved: false)
    }

    // MARK: Names that attack

    /// Every name, link, value, message and reason is one of `names`.
    static func attack(_ names: [String]) throws -> MigrationReport {
        var report = MigrationReport(
            tracker: names[0], trackerName: names[0], title: names[1], export: names[2])
        for (index, name) in names.enumerated() {
            let tree = RuleTree(
                name,
                rules: [
                    Rule(
                        name, .all([.isOne(of: [name, "x"], .city), .isNone(of: [name], .sub(1))]),
                        paths: [RoutePath(name, landers: [Share("l\(index)")], offers: [Share("o\(index)")])])
                ], fallback: PathChoice([RoutePath(name, offers: [Share("o\(index)")])]),
                place: place(1, name))
            let origin = StreamOrigin(rules: [tree.origin(ofRule: 0)], path: name)
            let streams = [
                RoutedStream(
                    weight: 1, filters: [StreamFilter(.city, [name])], subs: SubsFilter([1: name]),
                    landings: [StreamShare("l\(index)")], offers: [StreamShare("o\(index)")], origin: origin)
            ]
            report.campaigns.append(
                MigrationReport.Campaign(
                    name, key: name, id: name, oldLink: name, tree: tree, streams: streams,
                    verdict: RoutingProof().compare(tree, with: streams),
                    findings: [
                        Diagnostic(
                            .error, "migration.proof", "campaign \"\(name)\": \(name)", at: place(1, name),
                            help: name),
                        Diagnostic(.warning, name, name, at: nil, help: name),
                    ], isMoved: index.isMultiple(of: 2)))
            report.offerTitles["o\(index)"] = name
            report.landerTitles["l\(index)"] = name
            report.findings.append(Diagnostic(.error, name, name, at: place(2, name), help: name))
            report.skipped.append(.init(.offer, name, name, reason: name))
            report.unreached.append(.init(.offer, name, name))
            report.lost.append(.init(name, name, count: 1))
            report.ignored.append(.init(name, [name], reason: name))
            report.options.append(.init(name, name))
            report.cutover.campaigns.append(.init(key: name, name: name, oldLink: name, source: name))
            report.cutover.networks.append(
                .init(key: name, name: name, oldPostback: name, newPostback: name))
            report.cutover.sources.append(.init(key: name, name: name, postback: name, costID: name))
            report.cutover.landers.append(.init(key: name, name: name, url: name, clickout: name))
            report.cutover.domains.append(name)
        }
        return report
    }

    /// As many campaigns, each moved, with a warning.
    static func many(_ count: Int) throws -> MigrationReport {
        var report = try shop()
        let moved = try moved()
        report.campaigns = (0..<count).map { index in
            var campaign = moved
            campaign.name = "Campaign \(index)"
            campaign.key = "voluum/c-\(index)"
            campaign.isMoved = !index.isMultiple(of: 10)
            campaign.findings = [
                Diagnostic(
                    index.isMultiple(of: 10) ? .error : .warning, "migration.cost",
                    "campaign \"Campaign \(index)\": its cost model CPM has no counterpart; cpc stays empty",
                    at: place(40))
            ]
            return campaign
        }
        return report
    }
}
