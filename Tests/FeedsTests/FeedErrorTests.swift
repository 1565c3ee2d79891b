import Diagnostics
import Feeds
import Testing

@Suite struct FeedErrorTests {
    @Test func `An error becomes a finding in a file`() {
        let error = FeedError(
            .ragged, "too long", at: SourcePosition(line: 3, column: 4, offset: 20), help: "cut")
        let finding = error.diagnostic(file: "a.csv")
        #expect(finding.id == "feed.ragged")
        #expect(finding.description == "a.csv:3:4: error: too long (cut)")
        #expect("\(error)" == "3:4: error: too long (cut)")
    }

    @Test(arguments: [(-1, 1), (0, 1), (5, 5), (100_000, ReaderLimits.greatestDepth)])
    func `A depth limit stays within what recursion can bear`(asked: Int, given: Int) {
        var limits = ReaderLimits(depth: asked)
        #expect(limits.depth == given)
        limits.depth = asked
        #expect(limits.depth == given)
    }
}
