import Diagnostics
import Feeds
import Foundation
import Manifests
import Planning
import RedTrack

// render [COUNT] [FOLDER]: makes a plan of COUNT changes (10000 unless given), one campaign in ten and the others offers, writes it
// in every format, and says how long that took and how long the text is. With FOLDER the texts are kept there.

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
let folder = CommandLine.arguments.dropFirst(2).first

func value(_ json: String) throws -> Value { try JSONDocument.parse(Array(json.utf8)).value }

func listed(_ kind: Kind, _ json: String) throws -> Snapshot.Object {
    func object<Model: AccountObject>(_ model: Model.Type) throws -> Snapshot.Object? {
        Snapshot.Object(try Model(wire: Node(try value(json))))
    }
    guard let result = try object(kind.model) else { throw CocoaError(.coderInvalidValue) }
    return result
}

func written(_ kind: Kind, _ json: String, line: Int) throws -> ManifestObject {
    let document = try value(json)
    let place = SourcePlace(
        file: "objects/\(kind.plural).yaml", position: SourcePosition(line: line, column: 3, offset: 0))
    let fields = kind.fields.filter(\.isWritable).compactMap { field in
        document[field.manifestName].map { ManifestField(field, Node($0.value), at: place) }
    }
    return ManifestObject(
        kind: kind, key: document["title"]?.value.string ?? "", hasExplicitKey: false, place: place,
        fields: fields)
}

/// Three streams, each with two landing pages and three offers.
func streams(_ number: Int, _ weight: Int, _ name: (String, Int) -> String) -> String {
    let elements = (0..<3).map { stream in
        let offers = (0..<3).map {
            #"{\#(name("offer", (number * 3 + $0) % 1000)),"weight":\#(weight + $0)}"#
        }
        let landings = (0..<2).map { #"{\#(name("landing", (number + $0) % 50)),"weight":\#(weight + $0)}"# }
        return
            #"{"weight":\#(weight + stream),"filters":{"country":{"iso":["DE","AT"],"active":true}},"landings":[\#(landings.joined(separator: ","))],"offers":[\#(offers.joined(separator: ","))]}"#
    }
    return "[\(elements.joined(separator: ","))]"
}

func makePlan() throws -> Plan {
    var account = [try listed(.source, #"{"id":"s","title":"Social"}"#)]
    var files: [ManifestObject] = []
    for number in 0..<50 {
        account.append(
            try listed(
                .landing,
                #"{"id":"l\#(number)","title":"Landing page \#(number)","url":"https://l.example.com/\#(number)"}"#
            ))
    }
    let campaigns = count / 10
    for number in 0..<max(1000, count - campaigns) {
        account.append(
            try listed(
                .offer,
                #"{"id":"o\#(number)","title":"An offer of a common length, number \#(number)","url":"https://offers.example.com/click?offer=\#(number)","status":1,"payment":{"amount":1.5}}"#
            ))
        guard number < count - campaigns else { continue }
        files.append(
            try written(
                .offer,
                number.isMultiple(of: 2)
                    ? #"{"title":"An offer of a common length, number \#(number)","payment":{"amount":2.25}}"#
                    : #"{"title":"An offer of a common length, number \#(number)","url":"https://offers.example.com/click?offer=\#(number)&sub={clickid}","country_codes":["US","CA","GB"]}"#,
                line: number * 4 + 2))
    }
    for number in 0..<campaigns {
        let old = streams(number, 1) { #""id":"\#($0 == "offer" ? "o" : "l")\#($1)""# }
        account.append(
            try listed(
                .campaign,
                #"{"id":"c\#(number)","title":"Campaign \#(number)","source_id":"s","status":1,"streams":\#(old)}"#
            ))
        let new = streams(number, 2) {
            #""\#($0)":"\#($0 == "offer" ? "An offer of a common length, number" : "Landing page") \#($1)""#
        }
        files.append(
            try written(
                .campaign, #"{"title":"Campaign \#(number)","streams":\#(new)}"#, line: number * 40 + 2))
    }
    let profile = try AccountProfile(wire: Node(try value(#"{"id":"acc-1","email":"team@example.com"}"#)))
    return try Planner(
        manifest: Manifest(objects: files), lock: LockFile(),
        snapshot: Snapshot(account: profile, objects: account)
    ).plan()
}

if let folder {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
}
let plan = try makePlan()
print("\(plan.changes.count) changes")
let formats: [(name: String, text: () -> String)] = [
    ("text", { PlanText(plan).text }), ("text --detail full", { PlanText(plan, detail: .full).text }),
    ("json", { PlanJSON(plan).value.jsonText(pretty: true) }), ("markdown", { PlanMarkdown(plan).text }),
    ("html", { PlanHTML(plan).text }), ("html --detail full", { PlanHTML(plan, detail: .full).text }),
]
for (name, text) in formats {
    var best = Duration.seconds(1000)
    var result = ""
    for _ in 0..<3 { best = min(best, ContinuousClock().measure { result = text() }) }
    let milliseconds = best.components.seconds * 1000 + best.components.attoseconds / 1_000_000_000_000_000
    print("\(name): \(milliseconds) ms, \(result.utf8.count) bytes")
    if let folder {
        let ending =
            ["text": "txt", "json": "json", "markdown": "md", "html": "html"][name]
            ?? "full.\(name.prefix(4))"
        try Data(result.utf8).write(to: URL(filePath: folder).appending(path: "plan.\(ending)"))
    }
}
