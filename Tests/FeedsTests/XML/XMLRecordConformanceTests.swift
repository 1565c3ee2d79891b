import Diagnostics
import Feeds
import TestSupport
import Testing

/// The W3C conformance suite, James Clark's part, read as records.
@Suite struct XMLRecordConformanceTests {
    private static func read(_ file: Conformance.File) throws -> Result<Int, FeedError> {
        let bytes = try file.bytes()
        var results: [Result<Int, FeedError>] = []
        for slices in [16 << 10, 5] {
            let options = try XMLRecordOptions("@")
            let reader = XMLRecordReader(from: ChunkSource([bytes]), options: options, sliceBytes: slices)
            var record = Record()
            do throws(FeedError) {
                var values = 0
                while try reader.next(&record) { values += record.nodes.count }
                results.append(.success(values))
            } catch {
                results.append(.failure(error))
            }
        }
        #expect((try? results[0].get()) == (try? results[1].get()), "slices make a difference")
        return results[0]
    }

    @Test(
        "A well-formed document is a record, unless it needs an entity that stands outside of it",
        arguments: ["valid/sa", "valid/not-sa", "valid/ext-sa", "invalid", "invalid/not-sa"].flatMap {
            XMLConformanceTests.files($0)
        })
    func accepts(file: Conformance.File) throws {
        switch try Self.read(file) {
        case .success(let values):
            #expect(values > 1)
            #expect(!file.path.contains("ext-sa"))
        case .failure(let error):
            let needsOutside =
                file.path.contains("ext-sa")
                || XMLConformanceTests.entityOutside.contains(XMLConformanceTests.key(file))
            #expect(needsOutside, "\(error)")
            #expect(error.code == .forbidden)
        }
    }

    @Test(
        "A document that is not well-formed is refused, unless only the fifth edition or a file outside says so",
        arguments: ["not-wf/sa", "not-wf/not-sa", "not-wf/ext-sa"].flatMap { XMLConformanceTests.files($0) })
    func refuses(file: Conformance.File) throws {
        let key = XMLConformanceTests.key(file)
        let isListed =
            XMLConformanceTests.fifthEdition.contains(key) || XMLConformanceTests.faultOutside.contains(key)
        switch try Self.read(file) {
        case .success: #expect(isListed)
        case .failure(let error): #expect(!isListed, "\(error)")
        }
    }
}
