import Diagnostics
import Feeds
import Foundation
import Manifests
import Planning
import RedTrack

// planbench mixed COUNT yaml|json|csv FOLDER OTHER     two exports of an account with objects of all kinds
// planbench offers COUNT FOLDER OTHER                  two tables of offers
// planbench plan FOLDER OTHER [ROUNDS]                 what a plan takes, by phases, without the program around it
// planbench check FOLDER OTHER                         the same, held against a plan of all objects

/// Writes one side of an account, with its lock file.
func write(_ generator: Generator, _ format: ManifestFormat, to folder: String, edited: Bool) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let objects = generator.objects(edited: edited)
    for file in try ManifestWriter.write(objects, as: format) {
        try Data(file.text.utf8).write(to: URL(fileURLWithPath: folder + "/" + file.name))
    }
    // Both sides know the account as it is: what was edited is told by the fingerprints.
    let known = generator.objects(edited: false)
    var lock = LockFile(account: "5a0b1c2d3e4f")
    for (number, object) in known.enumerated() {
        // As the API makes them: 24 hexadecimal digits.
        let digits = String(number, radix: 16)
        let id = "5a0b1c2d3e4f" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        lock.set(LockFile.Entry(kind: object.kind, key: object.key, id: id))
    }
    let account = try FolderAccount(
        manifest: Manifest(objects: known), lock: lock, orElse: nil, folder: folder)
    for var entry in lock.entries {
        guard let object = account.snapshot.object(entry.kind, id: entry.id) else { continue }
        for field in entry.kind.fields where field.isWritable && object.record[field.name] != nil {
            entry.fingerprints[field.name] = Fingerprint.of(field, in: object.record)
        }
        lock.set(entry)
    }
    try lock.save(to: folder + "/waybill.lock")
}

/// Prints what each phase takes.
struct Laps {
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant

    init() { last = clock.now }

    mutating func lap(_ name: String) {
        let now = clock.now
        let time = (now - last).components
        print(name, Double(time.attoseconds) / 1e15 + Double(time.seconds) * 1000, "ms")
        last = now
    }
}

func wholePlan(_ folder: String, _ other: String) throws -> Plan {
    var laps = Laps()
    let manifest = try ManifestLoader().load([folder])
    laps.lap("read \(folder)")
    let lock = try LockFile.load(folder + "/waybill.lock")
    let otherLock = try LockFile.load(other + "/waybill.lock")
    laps.lap("lock files")
    let otherManifest = try ManifestLoader().load([other])
    laps.lap("read \(other)")
    let plan = try FolderPlan.plan(
        manifest, lock: lock, against: otherManifest, lock: otherLock, folder: other, options: PlanOptions())
    laps.lap("plan")
    return plan
}

func quickPlan(_ folder: String, _ other: String) async throws -> Plan? {
    var laps = Laps()
    let lockPath = folder + "/waybill.lock"
    guard
        let both = await BulkComparison.compare([folder], lockPath: lockPath, with: other)
    else {
        print("the readers have to look")
        return nil
    }
    laps.lap("compare")
    print(both.manifest.objects.count, both.other.objects.count, "objects are left of", both.leftOut)
    let plan = try FolderPlan.plan(
        both.manifest, lock: both.lock, against: both.other, lock: both.otherLock, folder: other,
        leftOut: both.leftOut, options: PlanOptions())
    laps.lap("plan")
    return plan
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "mixed" where arguments.count == 5:
        guard let count = Int(arguments[1]), let format = ManifestFormat(rawValue: arguments[2]) else {
            exit(64)
        }
        let generator = Generator(count: count)
        try write(generator, format, to: arguments[3], edited: true)
        try write(generator, format, to: arguments[4], edited: false)
    case "offers" where arguments.count == 4:
        guard let count = Int(arguments[1]) else { exit(64) }
        try OfferTables.write(count, to: arguments[2], edited: true)
        try OfferTables.write(count, to: arguments[3], edited: false)
    case "plan" where arguments.count >= 3:
        for _ in 0..<(arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1) {
            if let plan = try await quickPlan(arguments[1], arguments[2]) {
                var laps = Laps()
                let text = PlanText(plan).text
                laps.lap("text of \(text.utf8.count) bytes")
                print(PlanText(plan).headline)
            }
        }
    case "check" where arguments.count == 3:
        let quick = try await quickPlan(arguments[1], arguments[2])
        let whole = try wholePlan(arguments[1], arguments[2])
        print(PlanText(whole).headline)
        let isSame = quick.map { PlanJSON($0).value == PlanJSON(whole).value }
        print(isSame == true ? "the same" : "DIFFERENT")
    default:
        print("planbench mixed|offers|plan, see main.swift")
        exit(64)
    }
} catch {
    print(error)
    exit(1)
}
