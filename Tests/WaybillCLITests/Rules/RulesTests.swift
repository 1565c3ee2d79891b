import Foundation
import Testing

/// Lints, policies, variables, overlays and selections, as a user meets them.
@Suite("The rules of a project")
struct RulesTests {
    static let project = """
        accounts:
          eu:
            url: "sandbox:eu.sqlite"
            variables: {shop: eu.example}
            overlays: [overlays/eu.yaml]
          us:
            url: "sandbox:us.sqlite"
            lints: {missing-clickid: error}
        account: eu
        manifests: ["account/*.yaml"]
        variables: {shop: us.example, pay: 2.5}
        policies:
          - {name: payouts, for: offers, when: after.payment, must: "after.payment.amount <= `10`", message: at most 10}
          - {name: titles, for: changes, must: "length(title) > `2`", severity: warning}

        """

    static let account = """
        networks:
          - {title: North, url: "https://n.example"}
          - {title: South, url: "https://s.example"}
        offers:
          - {key: red, title: Red, network: North, url: "https://${var.shop}/?c={clickid}", payment: {amount: "${var.pay}"}}
          - {key: blue, title: Blue, network: South, url: "https://b.example/"}

        """

    private func run<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result {
        let folder = try TemporaryFolder()
        try folder.write(Self.project, to: "team/waybill.yaml")
        try folder.write(Self.account, to: "team/account/all.yaml")
        try folder.write("offers: [{key: red, title: Rot}]\n", to: "team/overlays/eu.yaml")
        return try await body(folder)
    }

    @Test("lints are shown, and stop what the project takes for an error")
    func lints() async throws {
        try await run { folder in
            let plan = try await WaybillProcess.run(["plan", "team"], in: folder)
            #expect(plan.status == 0, "\(plan.all)")
            #expect(plan.err.contains("the lints find 1 thing to look at"), "\(plan.all)")
            for command in [["plan"], ["apply", "--yes"]] {
                let refused = try await WaybillProcess.run(command + ["team", "--account", "us"], in: folder)
                #expect(refused.status == 65, "\(refused.all)")
                #expect(refused.err.contains("error: `url` has no {clickid}"), "\(refused.all)")
            }
            let valid = try await WaybillProcess.run(["validate", "team", "--json"], in: folder)
            #expect(valid.status == 0 && valid.out.contains(#""id": "lint.missing-clickid""#), "\(valid.all)")
            let invalid = try await WaybillProcess.run(["validate", "team", "--account", "us"], in: folder)
            #expect(invalid.status == 65, "\(invalid.all)")
            let unknown = try await WaybillProcess.run(["validate", "team", "--account", "de"], in: folder)
            #expect(unknown.status == 64 && unknown.err.contains("it has: eu, us"), "\(unknown.all)")
        }
    }

    @Test("the samples and the demo account say nothing that a lint finds beyond what is meant")
    func quiet() async throws {
        let folder = try TemporaryFolder()
        try folder.copySamples()
        let samples = try await WaybillProcess.run(["validate", "team"], in: folder)
        #expect(samples.status == 0 && samples.err.isEmpty, "\(samples.all)")
        try await SandboxProcess.run(["--data", "demo.sqlite", "--seed", "demo"], in: folder) { _ in }
        let environment = ["WAYBILL_API_URL": "sandbox:\(folder.path)/demo.sqlite"]
        let export = try await WaybillProcess.run(["export", "copy"], in: folder, environment: environment)
        #expect(export.status == 0, "\(export.all)")
        let demo = try await WaybillProcess.run(["validate", "copy", "--json"], in: folder)
        let ids = demo.out.split(separator: "\n").filter { $0.contains(#""id""#) }.map {
            $0.split(separator: "\"").last { $0 != "," }.map(String.init) ?? ""
        }
        // The demo account has a filter that waits, and clicks from other countries that nobody takes.
        #expect(
            ids.sorted() == ["lint.empty-filter", "lint.inactive-filter", "lint.uncovered-traffic"],
            "\(demo.all)")
    }

    @Test("a policy refuses a plan by name, and can be asked alone")
    func policies() async throws {
        try await run { folder in
            let fine = try await WaybillProcess.run(["plan", "team", "--policy-only"], in: folder)
            #expect(fine.status == 0 && fine.out == "2 policies: nothing is violated.\n", "\(fine.all)")
            try folder.write(Self.project.replacing("pay: 2.5", with: "pay: 25"), to: "team/waybill.yaml")
            let plan = try await WaybillProcess.run(["plan", "team"], in: folder)
            #expect(plan.status == 5, "\(plan.all)")
            #expect(plan.out.contains("the policy \"payouts\" (team/waybill.yaml:13:"), "\(plan.all)")
            #expect(plan.out.contains("offers/red") && plan.out.contains("at most 10"), "\(plan.all)")
            let apply = try await WaybillProcess.run(["apply", "team", "--yes"], in: folder)
            #expect(apply.status == 5, "\(apply.all)")
            let alone = try await WaybillProcess.run(["plan", "team", "--policy-only", "--json"], in: folder)
            #expect(alone.status == 5, "\(alone.all)")
            #expect(
                alone.out.contains("\"waybill-policies/1\"") && alone.out.contains("\"errors\": 1"),
                "\(alone.all)")
            try folder.write(
                Self.project.replacing("length(title)", with: "len(title)"), to: "team/waybill.yaml")
            let broken = try await WaybillProcess.run(["plan", "team"], in: folder)
            #expect(broken.status == 65 && broken.err.contains("`must` is no expression"), "\(broken.all)")
        }
    }

    @Test("each account gets its own values, and the plan is empty afterwards")
    func accounts() async throws {
        try await run { folder in
            try folder.write(
                Self.project.replacing(
                    "lints: {missing-clickid: error}", with: "lints: {missing-clickid: off}"),
                to: "team/waybill.yaml")
            for (account, title, shop) in [("eu", "Rot", "eu.example"), ("us", "Red", "us.example")] {
                let apply = try await WaybillProcess.run(
                    ["apply", "team", "--account", account, "--yes"], in: folder)
                #expect(apply.status == 0, "\(apply.all)")
                let out = try await WaybillProcess.run(
                    ["export", "copy-\(account)"], in: folder,
                    environment: ["WAYBILL_API_URL": "sandbox:\(folder.path)/team/\(account).sqlite"])
                #expect(out.status == 0, "\(out.all)")
                let offers = try folder.read("copy-\(account)/offers.yaml")
                #expect(
                    offers.contains(title) && offers.contains("https://\(shop)/?c={clickid}"), "\(offers)")
                let again = try await WaybillProcess.run(
                    ["plan", "team", "--account", account, "--detailed-exitcode"], in: folder)
                #expect(again.status == 0, "\(again.all)")
            }
        }
    }

    @Test("a variable that is not there, and an overlay of nothing, are errors with their places")
    func faults() async throws {
        try await run { folder in
            try folder.write("offers: [{key: rad, title: Rot}]\n", to: "team/overlays/eu.yaml")
            try folder.write(Self.account.replacing("var.pay", with: "var.payy"), to: "team/account/all.yaml")
            let result = try await WaybillProcess.run(["validate", "team"], in: folder)
            #expect(result.status == 65, "\(result.all)")
            #expect(result.err.contains("team/account/all.yaml:5:"), "\(result.all)")
            #expect(
                result.err.contains("did you mean ${var.pay}, declared at team/waybill.yaml:11:"),
                "\(result.all)")
            #expect(result.err.contains("team/overlays/eu.yaml:1:"), "\(result.all)")
            #expect(result.err.contains("did you mean \"red\"?"), "\(result.all)")
        }
    }
}
