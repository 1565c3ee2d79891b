import FoundationEssentials
import RedTrack
import Testing

@Suite struct UploadTests {
    private func conversions(_ count: Int) -> [ConversionUpload] {
        (0..<count).map { ConversionUpload(clickID: "k\($0)", payout: DecimalLiteral("0.12")?.decimal ?? 0) }
    }

    @Test("conversions are sent as the document shows, and an empty answer is success")
    func body() async throws {
        let transport = ScriptedTransport(.answer(201))
        try await transport.client().upload(conversions(2))
        #expect(transport.lines == ["POST /conversions"])
        #expect(
            transport.log[0].text == #"[{"clickid":"k0","payout":0.12},{"clickid":"k1","payout":0.12}]"#)
        #expect(transport.log[0].bodyType == .json)
    }

    @Test(
        "many are sent in batches, none of them twice, and progress is told",
        arguments: [0, 1, 499, 500, 501, 1_203])
    func batches(count: Int) async throws {
        let transport = ScriptedTransport(.answer(201))
        let progress = Recorder<Int>()
        try await transport.client().upload(conversions(count)) { progress.append($0) }
        #expect(transport.log.count == (count + 499) / 500)
        #expect(transport.log.reduce(0) { $0 + $1.text.split(separator: "clickid").count - 1 } == count)
        #expect(progress.values.last ?? 0 == count)
    }

    @Test("a refusal stops the upload and tells how many were taken")
    func refusal() async {
        let transport = ScriptedTransport(.answer(201), .answer(400, #"{"errors":["no click k500"]}"#))
        let error = await #expect(throws: ConversionUploadError.self) {
            try await transport.client().upload(conversions(1_203))
        }
        #expect(error?.accepted == 500)
        #expect(error?.inDoubt == 0)
        #expect(error?.cause.messages == ["no click k500"])
        #expect(transport.log.count == 2)
    }

    @Test(
        "a batch whose fate is not known is not sent again, and counts as in doubt",
        arguments: [
            ScriptedTransport.Outcome.answer(500), .failure(.interrupted), .failure(.timeout),
            .answer(200, "<html>"),
        ])
    func doubt(outcome: ScriptedTransport.Outcome) async {
        let transport = ScriptedTransport(.answer(201), outcome)
        let error = await #expect(throws: ConversionUploadError.self) {
            try await transport.client().upload(conversions(600))
        }
        #expect(error?.accepted == 500)
        #expect(error?.inDoubt == 100)
        #expect(error?.cause.code == .outcomeUnknown)
        #expect(error?.description.contains("log of conversions") == true)
        #expect(transport.log.count == 2)
    }

    @Test(
        "what surely did not arrive is sent again",
        arguments: [ScriptedTransport.Outcome.answer(429), .failure(.notSent)])
    func again(outcome: ScriptedTransport.Outcome) async throws {
        let transport = ScriptedTransport(outcome, .answer(201))
        try await transport.client().upload(conversions(1))
        #expect(transport.log.count == 2)
    }
}
