import Manifests
import Planning
import RedTrack

/// Plans that show all that outputs have to show.
enum PlanScene: String, CaseIterable, Sendable {
    case empty, creations, streams, removals, refusals, orphans, hostile, funnel, attack

    /// Titles that try to leave the place where they stand: in terminals, Markdown, HTML, attributes, SVG, Mermaid and DOT.
    static let hostileTitles = [
        "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='alert(1)",
        "\u{202E}gnp.exe\u{2066}", "```\n# fence\n```", "a | b | c",
        "@team #1 http://evil.example.com www.evil.example",
        "\"]; click s href \"javascript:alert(1)\"; %%{init: {}}%%",
        "<!-- comment --> ]]> <![CDATA[ &amp; &#60;",
        "</details></summary></svg></style>", "\u{1B}[31mred\n+ campaigns/Fake",
        "`code` *bold* [link](http://x) ![i](y)",
        "\\\" ; } node [shape=box]; {", "1. one\n- two", "end", "a\u{FFFE}b\u{FFFF}c\u{0}d",
    ]

    /// A title longer than any place for titles.
    static let longTitle = String(repeating: "long ", count: 2_000)

    /// The plan of the scene.
    var plan: Plan {
        get throws { try make() }
    }

    private func make() throws -> Plan {
        let account = try RemovalTests.account()
        switch self {
        case .empty:
            return try Fixture.plan([Fixture.file(.source, #"{"title":"S"}"#)], account, lock: LockFile())
        case .creations: return try Self.creations()
        case .streams:
            return try Fixture.plan(
                [
                    Fixture.file(
                        .campaign,
                        #"{"title":"C","cpc":0.03,"streams":[{"weight":5,"offers":[{"offer":"O","weight":2},{"offer":"New","weight":1}]},{"weight":1,"filters":{"os":{"titles":["iOS"],"active":true}},"offers":[{"offer":"O","weight":1}]}]}"#
                    ),
                    Fixture.file(.offer, #"{"title":"New","url":"https://new.example.com","network":"N"}"#),
                ], account)
        case .removals:
            return try Fixture.plan([], account, lock: RemovalTests.lock, options: PlanOptions(prune: true))
        case .refusals: return try Self.refusals(account)
        case .orphans:
            return try Fixture.plan(
                [], account, lock: Fixture.lock((.offer, "O", "o"), (.landing, "L", "l"), protected: ["L"]))
        case .hostile: return try Self.hostile()
        case .funnel: return try Self.funnel()
        case .attack: return try Self.attack(Self.hostileTitles)
        }
    }
}
