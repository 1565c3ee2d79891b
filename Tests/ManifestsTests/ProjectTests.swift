import Diagnostics
import RedTrack
import Testing

@testable import Manifests

@Suite("The project file")
struct ProjectTests {
    private func parse(_ text: String) throws(DiagnosticsError) -> Project {
        try Project.parse(Array(text.utf8), folder: ".", file: "waybill.yaml")
    }

    @Test("accounts, the default one and the globs are read")
    func project() throws {
        let project = try parse(
            """
            account: main
            accounts:
              main:
                url: https://api.redtrack.io
                key: env:REDTRACK_KEY
              test:
                url: sandbox:test.sqlite
              other:
                key: file:secrets/key.txt
            manifests: ["a/**/*.yaml", b.csv]
            """)
        #expect(project.defaultAccount?.value == "main")
        #expect(project.accounts.keys.sorted() == ["main", "other", "test"])
        #expect(project.accounts["main"]?.url?.value == "https://api.redtrack.io")
        #expect(project.accounts["main"]?.key?.value == .environment("REDTRACK_KEY"))
        #expect(project.accounts["other"]?.key?.value == .file("secrets/key.txt"))
        #expect(project.accounts["test"]?.key == nil)
        #expect(project.manifests?.map(\.value) == ["a/**/*.yaml", "b.csv"])
        #expect(try parse("").accounts.isEmpty)
    }

    @Test("feeds are read, as a mapping of names or as a list")
    func feeds() throws {
        let project = try parse(
            """
            feeds:
              maxnet:
                file: feeds/a.json
                template: everflow
                network: Max Net
                set: {currency: EUR, id: 12}
                joins: {campaign: [feeds/b.xml, feeds/c.xml]}
              other: {files: [a.csv, b.csv], template: templates/feeds/x.yaml, scope: old, encoding: latin1}
            """)
        let first = try #require(project.feeds.first)
        #expect(project.feeds.map(\.name) == ["maxnet", "other"])
        #expect(project.feeds.map(\.scope) == ["maxnet", "old"])
        #expect(first.files.map(\.value) == ["feeds/a.json"])
        #expect(first.parameters == ["network": "Max Net", "currency": "EUR", "id": "12"])
        #expect(first.joins["campaign"]?.map(\.value) == ["feeds/b.xml", "feeds/c.xml"])
        #expect(project.feeds.last?.files.map(\.value) == ["a.csv", "b.csv"])
        #expect(project.feeds.last?.encoding?.value == "latin1")
        let list = try parse("feeds: [{name: a, file: x.csv, template: offers}]")
        #expect(list.feeds.map(\.name) == ["a"])
    }

    @Test("rules are read, and those of an account stand over the general ones")
    func rules() throws {
        let project = try parse(
            """
            accounts:
              eu:
                lints: {http-url: error, unknown-macro: {known: b}}
                variables: {domain: eu.example, payout: 3.50}
                overlays: {file: eu.yaml, add: true}
                policies: {small: {for: offers, over: all, when: after, must: after.cap, severity: warning}}
            lints:
              lint.http-url: {severity: off, except: offers/old/*}
              unknown-macro: {known: [a]}
            variables: {domain: example.com, team: yes}
            overlays: [all.yaml]
            policies:
              - {name: plain, must: "`true`", message: no, except: [offers, "*/x"]}
            """)
        let general = project.rules(for: nil)
        #expect(project.rules(for: "us").variables.keys.sorted() == ["domain", "team"])
        #expect(general.lints.level(of: .insecureURL) == .off)
        #expect(general.variables["team"]?.value == "yes")
        #expect(general.policies.map(\.name.value) == ["plain"])
        #expect(general.policies.first?.subject == .changes)
        #expect(general.policies.first?.message == "no")
        let rules = project.rules(for: "eu")
        #expect(rules.lints.level(of: .insecureURL) == .error)
        #expect(rules.lints.entries["http-url"]?.except.map(\.text) == ["offers/old/*"])
        #expect(rules.lints.entries["unknown-macro"]?.known == ["a", "b"])
        #expect(
            rules.variables.mapValues(\.value) == ["domain": "eu.example", "payout": "3.50", "team": "yes"])
        #expect(rules.overlays.map(\.file.value) == ["all.yaml", "eu.yaml"])
        #expect(rules.overlays.map(\.adds) == [false, true])
        #expect(rules.policies.map(\.name.value) == ["plain", "small"])
        let policy = try #require(rules.policies.last)
        #expect(policy.subject == .kind(.offer) && policy.coversUnchanged && policy.severity == .warning)
        #expect(policy.when?.value == "after" && policy.must.value == "after.cap")
    }

    @Test(
        "mistakes are named",
        arguments: [
            ("feeds: {a: {1️⃣fil: x, template: y}}", "project.unknown-field", "did you mean \"file\"?"),
            ("feeds: {1️⃣a: {template: y}}", "project.feed", "write `file:`"),
            ("feeds: {1️⃣a: {file: y}}", "project.feed", "waybill templates"),
            ("feeds: [1️⃣{file: y, template: z}]", "project.feed", "write `name:`"),
            ("feeds: 1️⃣x", "project.type", "NAME:"),
            (
                "feeds: {a: {file: x, template: y}, 1️⃣b: {file: x, template: y, scope: a}}", "project.feed",
                "scope"
            ),
            ("feeds: {1️⃣a/b: {file: x, template: y}}", "project.feed", "NAME/KEY"),
            ("1️⃣acounts: {}", "project.unknown-field", "did you mean \"accounts\"?"),
            ("accounts: {a: {1️⃣ulr: x}}", "project.unknown-field", "did you mean \"url\"?"),
            ("accounts: {a: {url: 1️⃣ftp://x}}", "project.url", "https://"),
            ("accounts: 1️⃣[a]", "project.type", ""), ("accounts: {a: 1️⃣null}", "project.type", ""),
            ("accounts: {a: {}}\naccount: 1️⃣b", "project.account", ""),
            ("manifests: 1️⃣a.yaml", "project.manifests", "write ["),
            ("manifests: 1️⃣[]", "project.manifests", ""),
            ("manifests: [1️⃣null]", "project.type", ""), ("1️⃣[]", "project.type", ""),
            ("account: a\n---\n1️⃣b: c", "project.documents", "first"),
            ("a: b\n1️⃣\t", "manifest.yaml", "spaces"),
            ("lints: 1️⃣x", "project.type", ""),
            ("lints: {1️⃣missing-clikid: off}", "project.lint", "did you mean \"missing-clickid\"?"),
            ("lints: {http-url: 1️⃣eror}", "project.lint", "did you mean \"error\"?"),
            ("lints: {http-url: 1️⃣null}", "project.lint", "write one of them"),
            ("lints: {http-url: {1️⃣known: [a]}}", "project.unknown-field", "severity"),
            ("lints: {http-url: {except: 1️⃣offer/x}}", "project.pattern", "write \"offers/x\""),
            ("lints: {http-url: {except: [1️⃣things/x]}}", "project.pattern", "the kinds are networks"),
            ("lints: {http-url: {except: [1️⃣offers/]}}", "project.pattern", "write \"offers/*\""),
            ("accounts: {a: {lints: {1️⃣x: off}}}", "project.lint", "they are"),
            ("policies: 1️⃣x", "project.type", "- {name"), ("policies: [1️⃣x]", "project.type", ""),
            ("policies: [1️⃣{must: x}]", "project.policy", "write `name:`"),
            ("policies: [1️⃣{name: a}]", "project.policy", "expression of JMESPath"),
            ("policies: {a: 1️⃣{for: offers}}", "project.policy", "expression of JMESPath"),
            ("policies: {a: {must: x, for: 1️⃣offer}}", "project.policy", "did you mean \"offers\"?"),
            ("policies: {a: {must: x, over: 1️⃣some}}", "project.policy", "changes, all"),
            ("policies: {a: {must: x, severity: 1️⃣warn}}", "project.policy", "error, warning"),
            ("policies: {a: {must: x, 1️⃣if: y}}", "project.unknown-field", ""),
            ("policies: {a: {must: x, except: 1️⃣all}}", "project.pattern", "KIND/KEY"),
            (
                "policies: [{name: a, must: x}, {name: 1️⃣a, must: y}]", "project.policy",
                "a name of its own"
            ),
            ("variables: 1️⃣x", "project.type", ""),
            ("variables: {1️⃣a b: x}", "project.variable", "letters, digits"),
            ("variables: {a: 1️⃣[x]}", "project.type", "write one value"),
            ("variables: {a: 1️⃣null}", "project.type", "write one value"),
            ("variables: {a: 1️⃣'x${var.b}'}", "project.variable", "the value itself"),
            ("overlays: [1️⃣{add: true}]", "project.overlay", "write `file:`"),
            ("overlays: 1️⃣null", "project.type", ""), ("overlays: [1️⃣a.txt]", "project.overlay", ".yaml"),
            ("overlays: [{file: a.yaml, add: 1️⃣'true'}]", "project.type", "without quotes"),
        ])
    func mistakes(text: String, id: String, help: String) {
        let marked = MarkedText(text)
        let error = #expect(throws: DiagnosticsError.self) { try parse(marked.text) }
        #expect(
            error?.diagnostics.contains { $0.id == id && $0.lineAndColumn == marked.places.first } ?? false,
            "\(String(describing: error))")
        #expect(error?.diagnostics.contains { $0.help?.contains(help) ?? false } ?? false)
    }

    @Test(
        "a key that is written out is refused and never shown",
        arguments: [
            "accounts: {a: {key: s3cr3t}}", "accounts:\n  a:\n    key: s3cr3t\n",
            "accounts:\n  a:\n    key:\n      s3cr3t",
            "accounts:\n  a:\n    key: |\n      s3cr3t\n", "accounts:\n  a:\n    key: \"s3cr3t\"\n    key: x",
            "accounts:\n  a:\n    api_key: s3cr3t\n", "accounts:\n  a:\n    key: env:\n",
            "accounts: {a: {key: [s3cr3t]}}",
            "accounts:\n  a:\n    key: s3cr3t: x\n", "accounts:\n  a:\n    key: *s3cr3t\n",
            "accounts:\n  a:\n    key: !s3cr3t x\n",
        ])
    func secrets(text: String) {
        let error = #expect(throws: DiagnosticsError.self) { try parse(text) }
        let renderer = DiagnosticRenderer { _, number in SourceLine.text(number, of: Array(text.utf8)) }
        let shown = (error?.diagnostics ?? []).map { renderer.render($0) }.joined(separator: "\n")
        #expect(!shown.isEmpty)
        #expect(!shown.contains("s3cr3t"), "\(shown)")
        #expect(shown.contains("line "))
    }

    @Test("a folder without the file is no project")
    func none() throws {
        let folder = try TemporaryFolder()
        #expect(try Project.load(folder: folder.path)?.folder == nil)
        try folder.write("account: a\naccounts: {a: {}}", to: "waybill.yaml")
        #expect(
            try Project.load(folder: folder.path)?.accounts["a"]?.place.file == folder.path + "/waybill.yaml")
    }
}
