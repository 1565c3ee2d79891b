import Diagnostics
import Feeds
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// What becomes of an export, whatever the tracker.
@Suite struct EngineTests {
    @Test func `a campaign becomes streams with what they lead to, and nothing else`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#, #""landers": [{"id": 3}],"#))
        #expect(migration.campaigns.map(\.isMigrated) == [true])
        #expect(
            migration.objects.map(\.key) == ["small/7", "small/5", "small/3", "small/11", "small/1"])
        #expect(migration.unreached.map(\.name) == ["B"])
        #expect(migration.skipped.map(\.reason) == ["deleted there"])
        #expect(migration.skipped.map(\.name) == ["Gone"])
        #expect(migration.json("small/3", "url") == #""https://pages.example/?k={sub2}""#)
        #expect(
            migration.json("small/1", "streams")
                == #"[{"offers":[{"offer":"small/11","weight":1}],"landings":[{"landing":"small/3","weight":1}],"weight":1}]"#
        )
    }

    @Test func `all streams of a campaign are found, each with its own place`() throws {
        let migration = try SmallTracker.migration(
            streams: """
                [{"campaign": 1, "name": "de", "enabled": true, "offers": [{"id": 11}],
                  "conditions": [{"field": "country", "values": ["DE"]}]},
                 {"campaign": 1, "name": "odd", "enabled": true, "offers": [{"id": 11}],
                  "conditions": [{"label": "moon", "unsupported": "is not of this world"}]},
                 {"campaign": 1, "name": "all", "default": true, "offers": [{"id": 12}]}]
                """)
        #expect(
            migration.errors() == [#"campaign "C" › rule 2 "odd" › condition moon: is not of this world"#])
        let place = migration.campaigns[0].findings[0].place
        #expect(place?.file.hasSuffix("streams.json") == true)
        #expect(place?.position?.line == 3)
    }

    @Test func `conditions are nested, negated, true or false`() throws {
        let migration = try SmallTracker.migration(
            streams: """
                [{"campaign": 1, "name": "n", "enabled": true, "offers": [{"id": 11}], "conditions": [
                   {"not": true, "any": [{"field": "country", "values": ["DE"]},
                                         {"all": [{"always": true}, {"field": "os", "values": ["iOS"]}]}]},
                   {"any": [{"never": true}, {"field": "browser", "values": ["Opera"]}]}]},
                 {"campaign": 1, "name": "all", "default": true, "offers": [{"id": 12}]}]
                """)
        #expect(migration.errors() == [])
        let first = try #require(migration.campaigns[0].streams.first)
        #expect(
            first.filters.map { "\($0.field) \($0.excludes ? "not " : "")\($0.values)" } == [
                #"browser ["Opera"]"#, #"country not ["DE"]"#, #"os not ["iOS"]"#,
            ])
    }

    @Test func `not turns round what is always true or never, and two forms at once are none`() throws {
        func errors(_ condition: String) throws -> [String] {
            let migration = try SmallTracker.migration(
                streams: """
                    [{"campaign": 1, "name": "n", "enabled": true, "offers": [{"id": 11}], "conditions": [\(condition)]},
                     {"campaign": 1, "name": "all", "default": true, "offers": [{"id": 12}]}]
                    """)
            return migration.errors() + migration.campaigns[0].streams.map { $0.offers[0].id }
        }
        #expect(try errors(#"{"not": true, "always": true}"#) == ["12"])
        #expect(try errors(#"{"not": true, "never": true}"#) == ["11"])
        #expect(
            try errors(
                #"{"label": "two", "all": [{"field": "os", "values": ["iOS"]}], "any": [{"always": true}]}"#
            ) == [#"campaign "C" › rule 1 "n" › condition two: says several things at once"#])
    }

    @Test func `a path whose landers are out of use is no path without landers`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(
                #"[{"id": 11}]"#, #""landers": [{"id": 3, "enabled": false}, {"enabled": false}],"#))
        #expect(migration.errors().count == 1)
        let nameless = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#, #""landers": [{"enabled": false}],"#))
        #expect(nameless.errors() == migration.errors())
    }

    @Test func `what is refused refuses the campaigns that lead there, with the way`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}, {"id": 12}]"#, #""landers": [{"id": 3}],"#),
            offers:
                #"[{"id": 11, "name": "A", "url": "", "broken": true}, {"id": 12, "name": "B", "network": 7, "url": "https://net.example/"}]"#,
            others: ["landers.json": #"[{"id": 3, "name": "L", "hosted": true}]"#])
        #expect(
            migration.errors() == [
                #"campaign "C" › offer "A": cannot be used"#,
                #"campaign "C" › landing "L": is a file of the tracker"#,
            ])
        #expect(migration.campaigns[0].streams == [])
        #expect(migration.campaigns[0].verdict == nil)
        // What is there for others stays useful.
        #expect(migration.object("small/12") != nil)
        #expect(migration.object("small/1") == nil)
    }

    @Test func `a record that cannot be read refuses the campaigns that lead there`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            offers: #"[{"id": 11, "name": ["A"], "network": 7, "url": "https://net.example/"}]"#)
        #expect(migration.errors().count == 1)
        #expect(
            migration.errors()[0].hasPrefix(
                #"campaign "C" › offer "11": cannot be read: offer title: expected a text"#))
        #expect(migration.findings.contains { $0.message.hasPrefix("offer title: expected a text") })
    }

    @Test func `a campaign that cannot be read is refused by its name`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            campaigns:
                #"[{"id": 1, "name": "C", "source": [5]}, {"id": 2, "name": "D", "source": 5, "strange": true}]"#
        )
        #expect(migration.campaigns.map(\.name).sorted() == ["C", "D"])
        #expect(migration.campaigns.allSatisfy { !$0.isMigrated })
        let strange = try #require(migration.campaigns.first { $0.id == "2" })
        #expect(strange.findings.map(\.message) == [#"campaign "D": is strange"#])
        #expect(migration.objects.isEmpty)
    }

    @Test func `what is missing is named with who needs it`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 99}]"#),
            campaigns: #"[{"id": 1, "name": "C", "source": 6}]"#)
        #expect(
            migration.errors() == [
                #"campaign "C" › offer "99": is not in the export"#,
                #"campaign "C" › source "6": is not in the export"#,
            ])
        let network = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#), networks: "[]")
        #expect(
            network.errors() == [
                #"campaign "C" › offer "A" › network "7": is not in the export"#
            ])
    }

    @Test func `an offer that is skipped is left out of its paths, and said`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 13}, {"id": 12}]"#))
        #expect(migration.errors() == [])
        #expect(migration.campaigns[0].streams.map { $0.offers.map(\.id) } == [["12"]])
        #expect(
            migration.campaigns[0].findings.map(\.message).contains(
                #"campaign "C" › default › path 1: leaves out offer 13: deleted there"#))
        let alone = try SmallTracker.migration(streams: SmallTracker.stream(#"[{"id": 13}]"#))
        #expect(alone.errors().count == 1)
        #expect(alone.errors()[0].contains("has no path in use"))
    }

    @Test func `nothing is held against what is not in use`() throws {
        let migration = try SmallTracker.migration(
            streams: """
                [{"campaign": 1, "name": "off", "enabled": false, "unsupported": "is odd", "weight": "x",
                  "offers": [{"url": "https://direct.example/"}, {}],
                  "conditions": [{"label": "moon", "unsupported": "is not of this world"}]},
                 {"campaign": 1, "name": "all", "default": true, "offers": [{"id": 12}]}]
                """)
        #expect(migration.errors() == [])
        #expect(migration.campaigns[0].findings.map(\.id) == ["routing.unused"])
    }

    @Test func `objects that share a title get their ids behind it`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}, {"id": 12}, {"id": 14}]"#),
            offers: """
                [{"id": 11, "name": "A", "network": 7, "url": "https://net.example/1"},
                 {"id": 12, "name": "A", "network": 7, "url": "https://net.example/2"},
                 {"id": 14, "name": "A (12)", "network": 7, "url": "https://net.example/3"}]
                """)
        #expect(
            migration.objects.filter { $0.kind == .offer }.compactMap(\.title) == [
                "A (11)", "A (12)", "A (12) (14)",
            ])
    }

    @Test(
        arguments: [
            ("required: true", "required: 1", "required must be true or false, found a number"),
            ("joins: [streams]", "joins: streams", "joins must be a list of names, found a string"),
            ("joins: [streams]", "joins: [[streams]]", "joins must be a list of names, found a list"),
            ("envelope: data.offers", "envelope: [data]", "envelope must be a text, found a list"),
            ("tracker: small", "tracker: {}", "tracker must be a text, found a map"),
        ])
    func `a word of a template that says something else is an error, not nothing`(
        word: String, wrong: String, message: String
    ) throws {
        let template = SmallTracker.template.replacing(word, with: wrong)
        #expect {
            try SmallTracker(["campaigns.json": "[]"]).migration(template: template)
        } throws: { error in
            (error as? DiagnosticsError)?.diagnostics.map(\.message).contains(message) == true
        }
    }
}

/// A record that nothing can find ends no migration: what needs it is refused.
@Suite struct FaultyRecordTests {
    @Test func `a network without an id is a fault of its own, and of the offers that are without it`() throws
    {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            campaigns: #"[{"id": 1, "name": "C", "source": 5}]"#,
            networks: #"[{"name": "N", "param": "s1={click}"}, {"id": 8, "name": "O"}]"#)
        #expect(
            migration.errors() == [
                #"campaign "C" › offer "A" › network "7": is not in the export"#
            ])
        let findings = migration.findings.filter { $0.severity == .error }
        #expect(findings.map(\.message) == ["network key is empty"])
        #expect(findings.first?.place?.file.hasSuffix("networks.json") == true)
        #expect(findings.first?.place?.position?.column == 2)
    }

    @Test func `a network that is there twice counts once, and that is said`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            networks:
                #"[{"id": 7, "name": "N", "param": "s1={click}"}, {"id": 7, "name": "M", "param": "s9={click}"}]"#
        )
        #expect(migration.errors() == [])
        #expect(migration.object("small/7")?.title == "N")
        #expect(migration.json("small/11", "url") == #""https://net.example/?o=1&s1={clickid}""#)
        #expect(
            migration.findings.contains {
                $0.severity == .error && $0.message.contains("was used by record 1")
            })
    }

    @Test func `a list that makes nothing tells its faulty records once, with their places`() throws {
        let flow =
            #"{"id": "f-1", "defaultPaths": [{"name": "p", "active": true, "weight": 1, "landers": [], "#
            + #""offers": [{"weight": 1, "offer": {"id": "d-1"}}]}]}"#
        func campaign(_ id: String, _ flow: String) -> String {
            #"{"id": "\#(id)", "namePostfix": "\#(id)", "redirectTarget": {"flow": {"id": "\#(flow)"}}}"#
        }
        let none = [
            "landers.json": #"{"landers": []}"#, "affiliate-networks.json": #"{"affiliateNetworks": []}"#,
            "traffic-sources.json": #"{"trafficSources": []}"#,
        ]
        let export = SampleExport("voluum").with(none).with([
            "campaigns.json": "[\(campaign("c-1", "f-1")),\(campaign("c-2", "f-2"))]",
            "flows.json": #"{"flows": [{"name": "nameless"},"# + "\n\(flow), \(flow)]}",
            "offers.json":
                #"[{"id": "d-1", "namePostfix": "tea", "url": "https://net.example/?c={clickid}"}]"#,
        ])
        let migration = try export.migration()
        #expect(migration.campaign("c-1")?.fate == "c-1: 1 streams")
        #expect(migration.campaign("c-2")?.fate == "c-2: its rules and paths are not in the export")
        let findings = migration.findings.filter { $0.severity == .error }
        #expect(findings.count == 2)
        #expect(findings.first?.message == "join flows: the record has no key")
        #expect(findings.last?.message.hasPrefix("join flows: the key \"f-1\" was used by record 2") == true)
        #expect(findings.map { $0.place?.position?.line } == [1, 2])
        #expect(findings.allSatisfy { $0.help?.contains("what needs it is refused") == true })
    }

    @Test func `a rule of no campaign may be of any: such an export cannot be used`() throws {
        let failure = try SmallTracker([
            "campaigns.json": #"[{"id": 1, "name": "C", "source": 5}]"#,
            "streams.json":
                #"[{"campaign": 1, "name": "all", "default": true, "offers": [{"id": 11}]}, {"name": "de"}]"#,
        ]).failure()
        #expect(failure.map(\.message) == ["join streams: the record has no key"])
        #expect(failure.first?.place?.position != nil)
    }
}
