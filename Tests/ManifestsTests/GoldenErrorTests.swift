import Diagnostics
import Foundation
import Testing

@testable import Manifests

@Suite("What mistakes look like")
struct GoldenErrorTests {
    private static let files = [
        "campaigns.csv": """
        key,title,source,sorce,stream,stream.weight,stream.filters.country.iso,offer,offer.weight
        c1,Summer,Facebook,,1,0,DE|UK,Red Bushido,1
        c1,Summr,,,1,,,Blue,x
        """,
        "landings.xml": """
        <waybill>
          <landings>
            <landing key="a" ur="b"><title>A</title><titel>B</titel></landing>
            <landing>stray</landing>
            <landing><title>Größe</title><title>2</title></landing>
          </landings>
        </waybill>
        """,
        "networks.json": """
        {"networks": [
          {"title": "Bomboffers", "url": null},
          {"title": 5, "offer_count": 3},
          {"title": "Bomboffers"}
        ]}
        """,
        "offers.yaml": """
        offers:
          - title: Red Bushido
            program_id: 5a3a6ab1ba4d12e2979aa25a
            country_codes: [NO, EU]
            cap: -1
            payment: {amount: 0}
            status: activ
          - title: {clickid}
            url: ~
        ofers: []
        """,
    ]

    @Test("a folder with mistakes in all formats tells them all, each with its line and what to do")
    func folder() throws {
        let folder = try TemporaryFolder(Self.files)
        let error = #expect(throws: DiagnosticsError.self) { try ManifestLoader().load([folder.path]) }
        let renderer = DiagnosticRenderer { ManifestLoader.line($1, of: $0) }
        let text =
            (error?.diagnostics ?? []).map { renderer.render($0) }.joined(separator: "\n\n")
            .replacing(folder.path + "/", with: "") + "\n"
        if ProcessInfo.processInfo.environment["WAYBILL_RECORD"] != nil {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
                path: "GoldenErrors.swift")
            let quotes = "\"\"\""
            let source =
                "/// What ``GoldenErrorTests`` expects; made by running it with WAYBILL_RECORD set.\n"
                + "let goldenErrors = #\(quotes)\n\(text)\n\(quotes)#\n"
            try Data(source.utf8).write(to: file)
            Issue.record("recorded \(file.path): read it, then run without WAYBILL_RECORD")
        }
        #expect(text == goldenErrors)
    }
}
