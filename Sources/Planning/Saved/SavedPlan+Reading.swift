public import Diagnostics
import Feeds
import Manifests
import RedTrack

extension SavedPlan {
    /// What is accepted of a file: twice the depth of what an account may answer, since a plan says of each value what
    /// it is, and as many values as 512 MB have room for.
    static let limits = ReaderLimits(depth: 2 * ReaderLimits.document.depth + 16, values: 1 << 24)
    /// The bytes that a file may have.
    public static let mostBytes = 512 << 20

    /// Whether a file starts as those with plans do; what else is in it is not looked at.
    public static func starts(_ head: some Sequence<UInt8>) -> Bool {
        SavedPlanMark.stands(atStartOf: head)
    }

    /// Reads a file.
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: its path, for places.
    /// - Returns: the plan, as it was when it was saved.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` when it is no saved plan, of another version, or not as it was
    ///   written.
    public static func read(_ bytes: [UInt8], file: String) throws(DiagnosticsError) -> SavedPlan {
        func problem(_ id: String, _ message: String, _ position: SourcePosition?, _ help: String)
            -> DiagnosticsError
        {
            DiagnosticsError([
                Diagnostic(
                    .error, "saved-plan.\(id)", message, at: SourcePlace(file: file, position: position),
                    help: help)
            ])
        }
        guard bytes.count <= mostBytes else {
            throw problem(
                "size", "the file is larger than any plan", nil, "name a file that --out has written")
        }
        let document: Node
        do {
            document = try JSONDocument.parse(bytes, limits: limits)
        } catch {
            throw DiagnosticsError([error.diagnostic(file: file)])
        }
        if document.value["format"]?.value.string == "\(format)/1" {
            throw problem(
                "listing", "this is a plan as --json prints it for programs, which cannot be read back",
                document.value["format"]?.position, "save a plan with `waybill plan --out FILE`")
        }
        guard document.value["format"]?.value.string == format else {
            throw problem(
                "format", "this is no saved plan", document.position,
                "name a file that `plan --out` has written")
        }
        guard let number = document.value["version"], number.value == .number("\(version)") else {
            let found = document.value["version"]?.value.jsonText() ?? "none"
            throw problem(
                "version", "the plan is of version \(found), and this Waybill reads version \(version)",
                document.value["version"]?.position ?? document.position,
                "use the Waybill that saved it, or plan again with this one")
        }
        let content = (document.value.members ?? []).filter { $0.name != "digest" }
        let digest = document.value["digest"]
        guard let digest, digest.value == .string(Self.digest(of: .map(content))) else {
            throw problem(
                "digest", "the plan is not as it was saved: it does not fit its digest",
                digest?.position ?? document.position,
                "a saved plan cannot be edited; take the file as it was, or plan again")
        }
        do {
            return try SavedPlan(saved: SavedReader(document))
        } catch {
            throw problem(
                "content", TerminalText.safe(error.message), error.position,
                "use the Waybill that saved it, or plan again with this one"
            )
        }
    }

    private init(saved reader: SavedReader) throws(SavedFault) {
        let account = try reader.member("account")
        let origin = Origin(
            tool: try reader.member("tool").text(), created: try reader.member("created").text(),
            project: try reader.member("project").text(), account: try account["name"]?.text(),
            address: try account.member("address").text())
        self.init(
            origin: origin, plan: try Plan(saved: reader),
            basis: try PlanBasis(saved: try reader.member("rests_on")),
            lockDigest: try reader.member("lock").text(),
            recovered: try reader.list("recovered", LockFile.Entry.init(saved:)))
    }
}

extension Plan {
    fileprivate init(saved reader: SavedReader) throws(SavedFault) {
        self.init(
            account: try AccountProfile(saved: try reader.member("account")),
            changes: try reader.member("changes").list(Change.init(saved:)),
            orphans: try reader.list("orphans", Orphan.init(saved:)),
            refusals: try reader.list("refusals", Refusal.init(saved:)),
            notes: try reader["notes"]?.texts() ?? [],
            kept: try reader.list("kept", KeptField.init(saved:)),
            moved: try reader.list("moved", MovedObject.init(saved:)),
            unchanged: try Self.counts(reader["unchanged"]),
            unmanaged: try Self.counts(reader["unmanaged"]),
            settled: try reader.list("settled", LockFile.Entry.init(saved:)),
            forgotten: try reader.list("forgotten") { reader throws(SavedFault) in try reader.address() },
            names: try reader["names"].map(PlanNames.init(saved:)) ?? PlanNames([:]))
        undoes = try reader["undoes"]?.text()
    }

    private static func counts(_ reader: SavedReader?) throws(SavedFault) -> [Kind: Int] {
        try reader?.byKind { reader throws(SavedFault) in try reader.count() } ?? [:]
    }
}

extension AccountProfile {
    fileprivate init(saved reader: SavedReader) throws(SavedFault) {
        do {
            try self.init(wire: reader.node)
        } catch {
            throw SavedFault(message: error.message, position: reader.node.position)
        }
    }
}
