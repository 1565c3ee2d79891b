import Diagnostics
import Feeds
import RedTrack
import TestSupport
import Testing

@testable import Planning

/// Files that are no plans, or not any more: they are refused, with a place and what to do.
@Suite struct DamagedPlanTests {
    private static func finding(_ text: String) throws -> Diagnostic {
        let faults = SavedPlan.faults(text)
        let fault = try #require(faults.first, "\(text.prefix(200))")
        #expect(faults.count == 1)
        #expect(
            fault.place?.file == "plan.json" && (fault.help != nil || fault.id == "feed.limit"), "\(fault)")
        return fault
    }

    @Test func `a file that was edited does not fit its digest`() throws {
        let text = try GeneratedPlan(seed: 1).saved.text
        let edited = text.replacing(
            "\"action\":\"update\"", with: "\"action\":\"delete\"", maxReplacements: 1)
        #expect(edited != text)
        let fault = try Self.finding(edited)
        #expect(fault.id == "saved-plan.digest")
        #expect(fault.place?.position?.line == text.split(separator: "\n").count - 1)
        #expect(
            try Self.finding(text.replacing("\"digest\": \"sha256:", with: "\"digest\": \"sha256:0")).id
                == "saved-plan.digest")
        #expect(try Self.finding(text.replacing("\"digest\"", with: "\"digests\"")).id == "saved-plan.digest")
    }

    @Test func `white space is no content`() throws {
        let text = try GeneratedPlan(seed: 1).saved.text
        #expect(SavedPlan.faults(text.replacing("\n", with: "\r\n  ")).isEmpty)
    }

    @Test(
        arguments: [
            ("{}", "saved-plan.format"), ("[]", "saved-plan.format"), ("null", "saved-plan.format"),
            (#"{"format":"waybill-run/1"}"#, "saved-plan.format"),
            (#"{"format":"waybill-plan/1"}"#, "saved-plan.listing"),
            (#"{"format":"waybill-plan"}"#, "saved-plan.version"),
            (#"{"format":"waybill-plan","version":2}"#, "saved-plan.version"),
            (#"{"format":"waybill-plan","version":"1"}"#, "saved-plan.version"),
            (#"{"format":"waybill-plan","version":1}"#, "saved-plan.digest"),
            (#"{"format":"waybill-plan","format":"waybill-plan"}"#, "feed.duplicate"),
            ("", "feed.truncated"), ("{\"format\":\"waybill-plan\",", "feed.truncated"),
            ("{\"format\":\"waybill-plan\",\"x\":" + String(repeating: "[", count: 5_000), "feed.limit"),
        ])
    func `what is no plan of this version says so`(text: String, id: String) throws {
        #expect(try Self.finding(text).id == id)
    }

    @Test(
        arguments: [
            (#""action":"create""#, #""action":"explode""#), (#""action":"create""#, #""action":"delete""#),
            (#""object":"offers/"#, #""object":"wheels/"#), (#""object":"offers/"#, #""object":""#),
            (#""origin":"differs""#, #""origin":"somebody""#), (#""origin":"#, #""sprig":"#),
            (#""type":"text""#, #""type":"novel""#), (#""type":"text""#, #""type":{"of":"nothing"}"#),
            (#""what":"changed""#, #""what":"dreamt""#), (#""rests_on""#, #""rests_off""#),
            (#""body":{"record":"#, #""body":{"vinyl":"#), (#""body":{"record":"#, #""body":{"id":"#),
            (#""title":"#, #""tittle":"#), (#""changes""#, #""changed""#),
            (#""created": ""#, #""created": 5, "x": ""#),
            (#""fingerprints":{""#, #""fingerprints":{"x":"G",""#), (#""line":"#, #""line":-"#),
        ])
    func `content that this program cannot have written is refused, however good its digest is`(
        old: String, new: String
    ) throws {
        var isChecked = false
        for seed in SavedPlanTests.seeds where !isChecked {
            let saved = try GeneratedPlan(seed: seed).saved
            guard saved.text.contains(old) else { continue }
            isChecked = true
            let fault = try Self.finding(try saved.forged(old, new))
            #expect(fault.id == "saved-plan.content", "seed \(seed): \(fault)")
            #expect(fault.place?.position != nil)
        }
        #expect(isChecked)
    }

    @Test(arguments: SavedPlanTests.seeds) func `a file that is cut off or has noise in it never crashes`(
        seed: UInt64
    )
        throws
    {
        let bytes = try GeneratedPlan(seed: seed).saved.bytes
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<15 {
            var damaged = bytes
            if Bool.random(using: &generator) {
                damaged.removeLast(Int.random(in: 3..<damaged.count, using: &generator))
            } else {
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
            }
            do {
                let read = try SavedPlan.read(damaged, file: "plan.json")
                #expect(read.bytes == bytes, "seed \(seed): only white space may have changed")
            } catch {
                #expect(!error.diagnostics.isEmpty)
            }
        }
    }

    @Test func `any value in any place is read or refused, with a digest that fits`() throws {
        let document = try JSONDocument.parse(GeneratedPlan(seed: 5).saved.bytes).value
        var generator = SeededGenerator(seed: 55)
        let values: [Value] = [
            .null, .bool(true), .number("-1"), .number("1e99999"), .string(""), .string("offers/x"),
            .list([]),
            .map([]), .array([.array([.null])]), .object([("record", .null)]),
            .object([("id", .number("1"))]),
        ]
        for _ in 0..<250 {
            let value = values.randomElement(using: &generator) ?? .null
            let forged = Self.replacing(in: document, value, &generator)
            let members = (forged.members ?? []).filter { $0.name != "digest" }
            let digest = Value.string(SavedPlan.digest(of: .map(members)))
            let bytes = Value.map(members + [Member("digest", digest)]).jsonBytes()
            if let read = try? SavedPlan.read(bytes, file: "plan.json") {
                _ = PlanText(read.plan).text
                _ = PlanJSON(read.plan).value
                _ = read.bytes
            }
        }
    }

    /// The value with one value in it, of any depth, replaced.
    private static func replacing(in value: Value, _ new: Value, _ generator: inout SeededGenerator) -> Value
    {
        if generator.chance(12) { return new }
        switch value {
        case .list(var nodes) where !nodes.isEmpty:
            let index = Int.random(in: 0..<nodes.count, using: &generator)
            nodes[index].value = replacing(in: nodes[index].value, new, &generator)
            return .list(nodes)
        case .map(var members) where !members.isEmpty:
            let index = Int.random(in: 0..<members.count, using: &generator)
            members[index].node.value = replacing(in: members[index].node.value, new, &generator)
            return .map(members)
        default: return new
        }
    }
}
