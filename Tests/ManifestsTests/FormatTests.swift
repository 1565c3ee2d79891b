import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Form of files")
struct FormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String
        var before: String
        var after: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "YAML: indentation, order of fields, comments with what they are about", file: "a.yaml",
            before: """
                # head

                offers:
                -   url: u   # where
                    # the name
                    title: A


                    country_codes:
                    - DE # home
                    -   AT
                    payment:
                            amount: 3
                      # deeper
                    cap: 3
                # the second
                - title: "B"
                  url: >-
                        folded
                          text

                        end
                  status: active
                networks:
                    N: {title: N,
                       url: v, # why
                      skype: s
                    }
                # tail

                """,
            after: """
                # head

                offers:
                  # the name
                  - title: A

                    country_codes:
                      - DE # home
                      - AT
                    url: u   # where
                    payment:
                      amount: 3
                    # deeper
                    cap: 3
                  # the second
                  - title: "B"
                    status: active
                    url: >-
                      folded
                        text

                      end

                networks:
                  N: {title: N,
                    url: v, # why
                    skype: s
                  }
                # tail

                """),
        Case(
            name: "YAML: several documents, anchors and line ends", file: "a.yaml",
            before:
                "\u{FEFF}offers:\r\n- &a\r\n  url: u\r\n  title: A\r\n---\r\n# two\r\noffers:\r\n- {title: B}\r\n...",
            after:
                "\u{FEFF}offers:\r\n  - &a\r\n    title: A\r\n    url: u\r\n---\r\n# two\r\noffers:\r\n  - {title: B}\r\n...\r\n"
        ),
        Case(
            name: "JSON: a line a member, in the order of the document", file: "a.json",
            before:
                "{\"offers\": [{\"url\":\"\\u0041\\/\",\"title\":\"A\",\"cap\":3.0e0,\"country_codes\":[ ]}]}",
            after: """
                {
                  "offers": [
                    {
                      "title": "A",
                      "country_codes": [],
                      "url": "\\u0041\\/",
                      "cap": 3.0e0
                    }
                  ]
                }

                """),
        Case(
            name: "CSV: columns in the order of the document, quotes where needed", file: "offers.csv",
            before: "\"url\";title;extra\r\n\"u\";\"A;1\";\r\nv;B;{}",
            after: "title;url;extra\r\n\"A;1\";u;\r\nB;v;{}\r\n"),
        Case(
            name: "XML: indentation, comments and texts as they are", file: "a.xml",
            before:
                "<?xml version='1.0'?><!-- a --><waybill><offers><!-- b --><offer key='x'><title> A </title> <!-- c -->\n<!-- d --><url><![CDATA[<u>\n]]></url></offer></offers><networks/></waybill>",
            after: """
                <?xml version='1.0'?>
                <!-- a -->
                <waybill>
                  <offers> <!-- b -->
                    <offer key='x'>
                      <title> A </title> <!-- c -->
                      <!-- d -->
                      <url><![CDATA[<u>
                ]]></url>
                    </offer>
                  </offers>
                  <networks/>
                </waybill>

                """),
    ]

    @Test("files are brought into form", arguments: cases)
    func table(_ entry: Case) throws {
        let format = try #require(ManifestFormat(fileName: entry.file))
        let formatter = ManifestFormatter(file: entry.file, format: format)
        let result = try formatter.format(Array(entry.before.utf8))
        #expect(result.note == nil)
        #expect(String(decoding: result.bytes, as: UTF8.self) == entry.after)
        #expect(try formatter.format(result.bytes).isChanged == false)
    }

    @Test("what is in form stays, and says the same", arguments: ManifestFormat.allCases, Kind.allCases)
    func property(format: ManifestFormat, kind: Kind) throws {
        var left = 0
        for seed in UInt64(1)...60 {
            var style = StyledText(seed: seed &* 31)
            var generator = ObjectGenerator(seed: seed)
            let objects = (0..<3).map { _ in generator.object(kind) }
            guard let text = try? style.text(objects, kind, format) else { continue }
            let file = "\(kind.plural).\(format.rawValue)"
            let formatter = ManifestFormatter(file: file, format: format)
            let result = try formatter.format(Array(text.utf8))
            if result.note != nil {
                left += 1
                #expect(result.bytes == Array(text.utf8))
                continue
            }
            let after = String(decoding: result.bytes, as: UTF8.self)
            #expect(
                try formatter.format(result.bytes).isChanged == false, "seed \(seed)\n\(text)\n----\n\(after)"
            )
            let first = ManifestReader.read(Array(text.utf8), file: file, format: format).objects
            let second = ManifestReader.read(result.bytes, file: file, format: format).objects
            #expect(ManifestFormatter.say(first, second), "seed \(seed)\n\(text)\n----\n\(after)")
            for comment in style.comments where text.contains(comment) {
                #expect(after.contains(comment), "seed \(seed): \(comment)")
            }
        }
        // Some texts have no form: few.
        #expect(left <= 6, "\(left) of 60 were left as they were")
    }

    @Test("what cannot be brought into form is left as it is, and said")
    func left() throws {
        let formatter = ManifestFormatter(file: "a.yaml", format: .yaml)
        let text = Array("offers:\n  - ? title\n    : A\n".utf8)
        let result = try formatter.format(text)
        #expect(result.bytes == text)
        #expect(result.note?.id == "format.left")
        #expect(throws: DiagnosticsError.self) { try formatter.format(Array("offers: {".utf8)) }
    }
}
