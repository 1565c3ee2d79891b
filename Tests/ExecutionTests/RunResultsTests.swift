import Feeds
import Manifests
import Testing

@testable import Execution

@Suite("What became of the changes of a run")
struct RunResultsTests {
    private static let revision = Revision(.object([("updated_at", .string("2018-05-01T10:00:00Z"))]))

    private static let results: [ChangeResult] = {
        let done = ChangeResult(
            outcome: .done(id: "5a8407acf07a9153abe11564"), revision: revision,
            fingerprints: FieldFingerprints(["title": "0123456789ab"]), duration: .milliseconds(21))
        var timeless = done
        timeless.duration = nil
        var fine = done
        fine.duration = Duration(secondsComponent: 3, attosecondsComponent: 1)
        var warned = done
        warned.warnings = ["the account kept the old value of `url`"]
        var noted = done
        noted.notes = ["it had gone already"]
        noted.outcome = .adopted(id: "7")
        var kept = done
        kept.body = .string("body")
        return [
            done, timeless, fine, warned, noted, kept, .notStarted,
            ChangeResult(outcome: .failed(message: "no"), isUnknown: true),
        ]
    }()

    private func text(_ result: ChangeResult?) -> String { result.map { "\($0)" } ?? "none" }

    @Test("whatever is noted comes out again, and replaces what was there", arguments: results.indices)
    func noted(_ index: Int) {
        let result = Self.results[index]
        for earlier in Self.results {
            var results = RunResults(count: 3)
            #expect(results.outcome(1) == nil)
            results[1] = earlier
            results[1] = result
            #expect(text(results[1]) == text(result))
            #expect(results.outcome(1) == result.outcome)
            #expect(results.revision(1) == result.revision)
            #expect(results.fingerprints(1) == result.fingerprints ?? FieldFingerprints())
            #expect(results.outcome(0) == nil)
            #expect(results.outcome(2) == nil)
            #expect(results.revision(7) == nil)
        }
    }
}
