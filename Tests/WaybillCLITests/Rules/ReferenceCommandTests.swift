import Foundation
import Testing

/// `explain`, `schema` and `init`.
@Suite("Starting, and looking things up")
struct ReferenceCommandTests {
    @Test("explain tells what a kind and a field are")
    func explain() async throws {
        let folder = try TemporaryFolder()
        let kind = try await WaybillProcess.run(["explain", "offers"], in: folder)
        #expect(kind.status == 0 && kind.out.contains("payment.amount"), "\(kind.all)")
        let field = try await WaybillProcess.run(["explain", "offer.payment.amount"], in: folder)
        #expect(field.status == 0, "\(field.all)")
        for text in [
            "A number above 0.", "Write a number above 0.", "OffersPayment model", "amount: 2.5", "by value",
        ] {
            #expect(field.out.contains(text), "\(text)\n\(field.all)")
        }
        let json = try await WaybillProcess.run(["explain", "campaigns.streams", "--json"], in: folder)
        #expect(json.status == 0 && json.out.contains("\"waybill-explain/1\""), "\(json.all)")
    }

    @Test(
        "what is not there is named with what was meant",
        arguments: [
            ("offrs", "offers"), ("offers.titel", "title"), ("offers.amount", "offers.payment.amount"),
            ("offers.", "lists them"),
            ("", "the kinds are"), ("offers.created_at", "lists them"),
        ])
    func unknown(name: String, message: String) async throws {
        let result = try await WaybillProcess.run(["explain", name], in: try TemporaryFolder())
        #expect(result.status == 64 && result.err.contains(message), "\(result.all)")
    }

    @Test("schemas are printed for manifests, one kind, a project and XML")
    func schemas() async throws {
        let folder = try TemporaryFolder()
        for (arguments, text) in [
            ([], "\"campaigns\""), (["offers"], "\"offers\""), (["project"], "waybill.yaml"),
            (["--format", "xsd"], "xs:schema"),
        ] {
            let result = try await WaybillProcess.run(["schema"] + arguments, in: folder)
            #expect(result.status == 0 && result.out.contains(text), "\(result.all)")
        }
        let wrong = try await WaybillProcess.run(["schema", "offers", "--format", "xsd"], in: folder)
        #expect(wrong.status == 64, "\(wrong.all)")
    }

    @Test("a new project is valid, plans and applies at once, and nothing of it is written over")
    func start() async throws {
        let folder = try TemporaryFolder()
        let start = try await WaybillProcess.run(["init", "new"], in: folder)
        #expect(start.status == 0, "\(start.all)")
        let valid = try await WaybillProcess.run(["validate", "new"], in: folder)
        #expect(valid.status == 0 && valid.err.isEmpty, "\(valid.all)")
        let plan = try await WaybillProcess.run(["plan", "new", "--out", "new/plan.json"], in: folder)
        #expect(plan.status == 0, "\(plan.all)")
        let show = try await WaybillProcess.run(["show", "new/plan.json"], in: folder)
        #expect(show.status == 0, "\(show.all)")
        let apply = try await WaybillProcess.run(["apply", "new/plan.json", "--yes"], in: folder)
        #expect(apply.status == 0, "\(apply.all)")
        let settled = try await WaybillProcess.run(["plan", "new", "--detailed-exitcode"], in: folder)
        #expect(settled.status == 0, "\(settled.all)")
        let before = folder.contents()
        let again = try await WaybillProcess.run(["init", "new"], in: folder)
        #expect(again.status == 1 && again.err.contains("nothing was written"), "\(again.all)")
        #expect(folder.contents() == before)
    }

    @Test("workflows can be left out")
    func withoutWorkflows() async throws {
        let folder = try TemporaryFolder()
        let start = try await WaybillProcess.run(["init", "--no-ci"], in: folder)
        #expect(start.status == 0, "\(start.all)")
        #expect(!folder.files().contains { $0.hasSuffix(".yml") })
    }
}
