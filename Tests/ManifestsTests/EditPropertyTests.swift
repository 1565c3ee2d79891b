import Diagnostics
import Feeds
import RedTrack
import TestSupport
import Testing

@testable import Manifests

@Suite("Edits of any file")
struct EditPropertyTests {
    /// Objects whose names are their own, as `key`.
    private func objects(_ kind: Kind, seed: UInt64, count: Int) -> [ManifestObject] {
        var generator = ObjectGenerator(seed: seed)
        return (0..<count).map { index in
            var object = generator.object(kind)
            object.key = "k\(index)"
            object.hasExplicitKey = true
            return object
        }
    }

    private func dump(_ object: ManifestObject) -> [UInt8] {
        Value.object(
            [
                ("key", .string(object.key)), ("extra", .map(object.extra)),
                ("state", .string(object.state.rawValue)),
            ]
                + object.fields.map { ($0.description.name, $0.node.value) }
        ).jsonBytes()
    }

    @Test(
        "a random edit of a random file changes what was meant and no other line",
        arguments: ManifestFormat.allCases, Kind.allCases)
    func randomEdits(format: ManifestFormat, kind: Kind) throws {
        let runs: UInt64 = 40
        for seed in 1...runs {
            var random = SeededGenerator(seed: seed &* 7919)
            var style = StyledText(seed: seed)
            let before = objects(kind, seed: seed, count: 4)
            let donors = objects(kind, seed: seed + 1_000, count: 4)
            guard let text = try? style.text(before, kind, format) else { continue }
            let file = "\(kind.plural).\(format.rawValue)"
            let first = ManifestReader.read(Array(text.utf8), file: file, format: format)
            let faults = first.diagnostics.filter { $0.severity == .error }
            guard faults.isEmpty else {
                Issue.record("seed \(seed): the styled text is no manifest: \(faults)\n\(text)")
                return
            }
            let target = Int.random(in: 0..<4, using: &random)
            let donor = donors[target]
            var edits: [ManifestEdit] = []
            for field in kind.fields where field.isWritable && Int.random(in: 0..<4, using: &random) == 0 {
                if let value = donor.field(field.name)?.node.value {
                    edits.append(ManifestEdit(kind, "k\(target)", .set(path: [field.manifestName], value)))
                } else if first.objects[target].field(field.name) != nil, field.name != "title" {
                    edits.append(ManifestEdit(kind, "k\(target)", .remove(path: [field.manifestName])))
                }
            }
            let editor = ManifestEditor(file: file, format: format)
            let result = try editor.edit(Array(text.utf8), edits)
            let after = String(decoding: result.bytes, as: UTF8.self)
            #expect(result.refusals == [], "seed \(seed)\n\(text)\n----\n\(after)")
            if !result.refusals.isEmpty { return }
            let second = ManifestReader.read(result.bytes, file: file, format: format)
            #expect(second.diagnostics.filter { $0.severity == .error } == [], "seed \(seed)")
            var isEqual = second.objects.count == 4
            for index in second.objects.indices where isEqual {
                if index != target {
                    isEqual = dump(second.objects[index]) == dump(first.objects[index])
                    continue
                }
                for field in kind.fields where field.isWritable {
                    let edit = edits.first { edit in
                        switch edit.change {
                        case .set(let path, _), .remove(let path): path == [field.manifestName]
                        default: false
                        }
                    }
                    let value = second.objects[index].field(field.name)?.node.value
                    switch edit?.change {
                    case .set(_, let wanted):
                        isEqual =
                            isEqual && value != nil
                            && ValueMeaning.areEqual(
                                value, ValueMeaning.completed(wanted, field.type), field.type)
                    case .remove: isEqual = isEqual && value == nil
                    default:
                        isEqual =
                            isEqual
                            && value?.jsonBytes()
                                == first.objects[index].field(field.name)?.node.value.jsonBytes()
                    }
                }
            }
            #expect(isEqual, "seed \(seed)\n\(text)\n----\n\(after)")
            if !isEqual { return }
            if format != .csv {
                checkLines(text, after, first.objects, target, seed)
            }
            // Again changes nothing.
            #expect(try editor.edit(result.bytes, edits).isChanged == false, "seed \(seed)")
        }
    }

    /// The lines before the object that was edited, and those after it, are the same.
    private func checkLines(
        _ before: String, _ after: String, _ objects: [ManifestObject], _ target: Int, _ seed: UInt64
    ) {
        let old = lines(before)
        let new = lines(after)
        let start = (objects[target].place.position?.line ?? 1) - 1
        #expect(
            old.prefix(start).elementsEqual(new.prefix(start)),
            "seed \(seed): lines above\n\(before)\n----\n\(after)")
        guard target + 1 < objects.count, let next = objects[target + 1].place.position else { return }
        let rest = old.count - next.line
        #expect(
            old.suffix(rest).elementsEqual(new.suffix(rest)),
            "seed \(seed): lines below\n\(before)\n----\n\(after)")
    }

    private func lines(_ text: String) -> [[UInt8]] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    }

    @Test("objects come and go in any file", arguments: ManifestFormat.allCases, Kind.allCases)
    func addAndRemove(format: ManifestFormat, kind: Kind) throws {
        for seed in UInt64(1)...25 {
            var style = StyledText(seed: seed)
            let before = objects(kind, seed: seed, count: 3)
            var new = objects(kind, seed: seed + 500, count: 5)[4]
            new.key = "new"
            guard let text = try? style.text(before, kind, format),
                (try? ManifestWriter.write([new], as: format)) != nil
            else { continue }
            let file = "\(kind.plural).\(format.rawValue)"
            let editor = ManifestEditor(file: file, format: format)
            let first = ManifestReader.read(Array(text.utf8), file: file, format: format)
            let gone = Int(seed % 3)
            let result = try editor.edit(
                Array(text.utf8),
                [ManifestEdit(kind, "k\(gone)", .removeObject), ManifestEdit(kind, "new", .add(new))])
            let after = String(decoding: result.bytes, as: UTF8.self)
            #expect(result.refusals == [], "seed \(seed)\n\(text)\n----\n\(after)")
            let second = ManifestReader.read(result.bytes, file: file, format: format)
            var wanted = first.objects
            wanted.remove(at: gone)
            #expect(
                second.objects.dropLast().map(dump) == wanted.map(dump),
                "seed \(seed)\n\(text)\n----\n\(after)")
            #expect(second.objects.last?.key == "new", "seed \(seed)")
            if !result.refusals.isEmpty { return }
        }
    }
}
