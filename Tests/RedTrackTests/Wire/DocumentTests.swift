import Diagnostics
import Feeds
import FoundationEssentials
import RedTrack
import Testing

/// The examples of the API document itself, when it lies beside the package; it is not ours to ship.
@Suite struct DocumentTests {
    private struct Block: CustomTestStringConvertible, Sendable {
        /// The line of the document that it starts on, counted from 1.
        let line: Int
        /// The last path that was named before it: `campaigns`.
        let path: String
        let text: String

        var testDescription: String { "line \(line), \(path)" }
    }

    private static let path = "\(PackageFolder.path)/../shared/redtrack-api-2018.txt"

    private static let blocks: [Block] = {
        guard let data = FileManager.default.contents(atPath: path) else {
            print("the API document is not at \(path): its examples are not tested")
            return []
        }
        return blocks(String(decoding: data, as: UTF8.self))
    }()

    /// The JSON blocks: they start on a line that is only brackets, and end where all brackets are closed.
    private static func blocks(_ document: String) -> [Block] {
        var blocks: [Block] = []
        var path = ""
        var start = 0
        var depth = 0
        var lines: [Substring] = []
        for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if depth == 0 {
                if let host = line.firstRange(of: "api.redtrack.io/") {
                    path = String(line[host.upperBound...].prefix { $0.isLetter || $0 == "_" })
                }
                guard ["{", "[{", "["].contains(line) else { continue }
                start = index + 1
                lines = []
            }
            lines.append(line)
            depth += change(line)
            if depth == 0 {
                blocks.append(Block(line: start, path: path, text: lines.joined(separator: "\n")))
            }
        }
        return blocks
    }

    /// How many more brackets a line opens than it closes, outside of strings.
    private static func change(_ line: Substring) -> Int {
        var isString = false
        return line.reduce(0) { depth, character in
            if character == "\"" { isString.toggle() }
            guard !isString else { return depth }
            return depth
                + (character == "{" || character == "[" ? 1 : character == "}" || character == "]" ? -1 : 0)
        }
    }

    @Test("of the document's 59 examples 52 are JSON, and 7 are refused with their place")
    func counts() {
        guard !Self.blocks.isEmpty else { return }
        var refused: [Int] = []
        for block in Self.blocks {
            do throws(FeedError) {
                _ = try JSONDocument.parse(Array(block.text.utf8))
            } catch {
                #expect(error.position.line > 1 || error.position.column > 1)
                refused.append(block.line)
            }
        }
        #expect(Self.blocks.count == 59)
        #expect(refused.count == 7, "\(refused)")
    }

    @Test("every example of an object is read and written again with nothing lost")
    func roundTrips() throws {
        var checked = 0
        for block in Self.blocks {
            guard let node = try? JSONDocument.parse(Array(block.text.utf8)), node.value["errors"] == nil
            else { continue }
            for element in node.value.list ?? [node] {
                guard let written = try Self.rewritten(element, block.path) else { continue }
                #expect(written.canonical == element.value.canonical, "line \(block.line)")
                checked += 1
            }
        }
        #expect(Self.blocks.isEmpty || checked == 25, "\(checked)")
    }

    @Test("every example of an account is read")
    func accounts() throws {
        for block in Self.blocks where block.path == "auth" {
            let profile = try AccountProfile(wire: JSONDocument.parse(Array(block.text.utf8)))
            #expect(profile.clicksLeft == 49_981)
            #expect(profile.timezone == "UTC")
        }
    }

    private static func rewritten(_ node: Node, _ path: String) throws -> Value? {
        switch path {
        case "campaigns": try Campaign(wire: node).wireValue
        case "offers": try Offer(wire: node).wireValue
        case "sources": try Source(wire: node).wireValue
        case "landings": try Landing(wire: node).wireValue
        case "domains": try Domain(wire: node).wireValue
        case "networks": try Network(wire: node).wireValue
        case "source_presets": try SourcePreset(wire: node).wireValue
        case "network_presets": try NetworkPreset(wire: node).wireValue
        default: nil
        }
    }
}
