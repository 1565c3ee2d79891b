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

    /// An example of something that has no model.
    private struct Unknown: Error {
        let path: String
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
                    path = String(line[host.upperBound...].prefix { $0.isLetter || $0 == "_" || $0 == "/" })
                    if path.hasSuffix("/") { path.removeLast() }
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
                let written = try Self.rewritten(element, block.path)
                #expect(written.canonical == Self.kept(element, block.path).canonical, "line \(block.line)")
                checked += 1
            }
        }
        #expect(Self.blocks.isEmpty || checked == 59, "\(checked)")
    }

    /// The example without what a user's model leaves out on purpose.
    private static func kept(_ node: Node, _ path: String) -> Value {
        guard ["auth", "me", "me/apikey"].contains(path), let members = node.value.members else {
            return node.value
        }
        let leftOut: Set<String> = [
            "api_key", "password", "password_confirmation", "alerted_at", "subscription", "billing_status",
            "billing_country", "referral_code", "promo_name", "promo_code", "settings", "shared_access",
        ]
        // The request to change a user is written by another model; its passwords are no part of the user's.
        return .map(members.filter { !leftOut.contains($0.name) })
    }

    @Test("every example of a user holds the key, and shows neither it nor the hash")
    func users() throws {
        for block in Self.blocks where ["auth", "me", "me/apikey"].contains(block.path) {
            let user = try User(wire: JSONDocument.parse(Array(block.text.utf8)))
            guard user.id != nil else { continue }
            #expect(user.key == APIKey(block.path == "me/apikey" ? "DIFFERENT_API_KEY" : "MYAPITOKEN"))
            #expect(!"\(user)\(user.wireValue)".contains("API_KEY"))
            #expect(!"\(user)\(user.wireValue)".contains("MYAPITOKEN"))
            #expect(!"\(user)\(user.wireValue)".contains("842e918e"))
        }
    }

    @Test("every example of an account is read")
    func accounts() throws {
        for block in Self.blocks where block.path == "auth" {
            let profile = try AccountProfile(wire: JSONDocument.parse(Array(block.text.utf8)))
            #expect(profile.clicksLeft == 49_981)
            #expect(profile.timezone == "UTC")
        }
    }

    private static func rewritten(_ node: Node, _ path: String) throws -> Value {
        switch path {
        case "auth", "me", "me/apikey": try User(wire: node).wireValue
        case "tracks": try Track(wire: node).wireValue
        case "conversions": try Conversion(wire: node).wireValue
        case "report": try ReportRow(wire: node, group: .offer).wireValue
        case "transactions": try Transaction(wire: node).wireValue
        case "timezones": try Timezone(wire: node).wireValue
        case "countries": try Country(wire: node).wireValue
        case "cities": try City(wire: node).wireValue
        case "browsers", "os": try TitledEntry(wire: node).wireValue
        case "devices": try Device(wire: node).wireValue
        case "isp": try InternetProvider(wire: node).wireValue
        case "tags/campaigns", "tags/offers": try String(wire: node).wireValue
        case "plans": try PricingPlan(wire: node).wireValue
        case "campaigns": try Campaign(wire: node).wireValue
        case "offers": try Offer(wire: node).wireValue
        case "sources": try Source(wire: node).wireValue
        case "landings": try Landing(wire: node).wireValue
        case "domains": try Domain(wire: node).wireValue
        case "networks": try Network(wire: node).wireValue
        case "source_presets": try SourcePreset(wire: node).wireValue
        case "network_presets": try NetworkPreset(wire: node).wireValue
        default: throw Unknown(path: path)
        }
    }
}
