import ArgumentParser
import Diagnostics
import Manifests
import Planning

/// The options that name a part of the objects.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only these objects, and what they need. May be given more than once.",
            discussion: """
                KIND, KIND/KEY with * and ?, tag:NAME, file:PATH, or changed:REVISION for the files that differ from a \
                revision of git.
                """, valueName: "pattern"))
    var select: [String] = []

    @Option(
        help: ArgumentHelp("Not these objects. May be given more than once.", valueName: "pattern"))
    var exclude: [String] = []

    func validate() throws {
        _ = try Self.patterns(select, "--select")
        _ = try Self.patterns(exclude, "--exclude")
    }

    /// Whether a part is asked for.
    var isPart: Bool { !select.isEmpty || !exclude.isEmpty }

    /// The part, once git has said which of the files that objects stand in differ.
    private func selection(of manifest: Manifest, in folder: String) async throws -> Selection {
        var files: [String: Set<String>] = [:]
        // Files may be named from another folder than git names them from.
        let names = Set(manifest.files + manifest.objects.map(\.place.file))
        func resolved(_ patterns: [SelectionPattern]) async throws -> [SelectionPattern] {
            var result: [SelectionPattern] = []
            for pattern in patterns {
                guard case .changed(let revision) = pattern else {
                    result.append(pattern)
                    continue
                }
                let known: Set<String>
                if let earlier = files[revision] {
                    known = earlier
                } else {
                    let changed = try await ChangedFiles.since(revision, in: folder)
                    known = names.filter { changed.contains(Workspace.real($0)) }
                }
                files[revision] = known
                result.append(.files(known))
            }
            return result
        }
        return Selection(
            selected: try await resolved(try Self.patterns(select, "--select")),
            excluded: try await resolved(try Self.patterns(exclude, "--exclude")))
    }

    /// The part of a manifest that is asked for; says what it is.
    func part(of manifest: Manifest, in folder: String, _ terminal: Terminal) async throws -> Manifest {
        guard isPart else { return manifest }
        let part = try await selection(of: manifest, in: folder).part(of: manifest)
        guard part.count > 0 || part.idle.allSatisfy({ if case .files = $0 { true } else { false } }) else {
            throw CommandFailure(
                .usage,
                "--select and --exclude leave no object; `waybill validate` shows what the files hold")
        }
        terminal.say("note: " + TerminalText.safe(part.note))
        return part.manifest
    }

    private static func patterns(_ texts: [String], _ option: String) throws -> [SelectionPattern] {
        try texts.map { text -> SelectionPattern in
            do throws(AddressPattern.Fault) {
                return try SelectionPattern(text)
            } catch {
                throw ValidationError("\(option): \(error.message); \(error.help)")
            }
        }
    }
}
