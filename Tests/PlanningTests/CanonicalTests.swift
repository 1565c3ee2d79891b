import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct CanonicalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let type: FieldType
        let left: String
        let right: String
        let same: Bool
        var testDescription: String { "\(left) \(same ? "=" : "/=") \(right)" }

        init(_ type: FieldType, _ left: String, _ right: String, same: Bool) {
            self.type = type
            self.left = left
            self.right = right
            self.same = same
        }
    }

    private static let share = FieldType.records(
        [FieldDescription("id", .reference(.offer)), FieldDescription("weight", .integer(minimum: 1))],
        ordered: false)
    private static let filter = FieldType.record([
        FieldDescription("iso", .texts(ordered: false)), FieldDescription("active", .boolean),
        FieldDescription("exclude", .boolean),
    ])

    static let cases: [Case] = [
        Case(.decimal(positive: false), "3", "3.0", same: true),
        Case(.decimal(positive: false), "3", "3e0", same: true),
        Case(.decimal(positive: false), "3", "0.3E1", same: true),
        Case(.decimal(positive: false), "-0", "null", same: true),
        Case(.decimal(positive: false), "0.1", "0.10000000000000000001", same: false),
        Case(
            .decimal(positive: false), "12345678901234567890123456789", "12345678901234567890123456788",
            same: false),
        Case(.decimal(positive: false), "1e400", "10e399", same: true),
        Case(.text, "\"\"", "null", same: true),
        Case(.text, "\"\\u00e9\"", "\"e\\u0301\"", same: false),
        Case(.text, "\" \"", "\"\"", same: false),
        Case(.text, "\"A\"", "\"a\"", same: false),
        Case(.boolean, "false", "null", same: true),
        Case(.boolean, "true", "false", same: false),
        Case(.texts(ordered: false), "[]", "null", same: true),
        Case(.texts(ordered: false), "[\"a\",\"b\"]", "[\"b\",\"a\",\"a\"]", same: true),
        Case(.texts(ordered: true), "[\"a\",\"b\"]", "[\"b\",\"a\"]", same: false),
        Case(.texts(ordered: true), "[\"a\",\"a\"]", "[\"a\"]", same: false),
        Case(.texts(ordered: false), "[\"ab\"]", "[\"a\",\"b\"]", same: false),
        Case(filter, "{\"iso\":[],\"active\":false,\"exclude\":false}", "{}", same: true),
        Case(filter, "{}", "null", same: true),
        Case(filter, "{\"iso\":[\"US\"]}", "{\"iso\":[\"US\"],\"active\":true}", same: false),
        Case(filter, "{\"exclude\":true}", "{}", same: false),
        Case(filter, "{\"iso\":[\"US\"],\"later\":1}", "{\"iso\":[\"US\"]}", same: true),
        Case(
            share, "[{\"id\":\"a\",\"weight\":1},{\"id\":\"b\",\"weight\":2}]",
            "[{\"weight\":2,\"id\":\"b\"},{\"id\":\"a\",\"weight\":1.0}]", same: true),
        Case(
            share, "[{\"id\":\"a\",\"weight\":1},{\"id\":\"a\",\"weight\":1}]",
            "[{\"id\":\"a\",\"weight\":1}]", same: false),
        Case(.reference(.domain), "\"\"", "null", same: true),
        Case(.choice([]), "0", "null", same: true),
        // Raw fields have no type that is known.
        Case(.text, "[{\"b\":1,\"a\":[]}]", "[{\"b\":1.0}]", same: true),
        Case(.text, "[1,2]", "[2,1]", same: false),
    ]

    @Test(arguments: cases) func `values are compared by what they mean`(_ test: Case) throws {
        let left = Canonical(Draft(wire: try Fixture.value(test.left), type: test.type), type: test.type)
        let right = Canonical(Draft(wire: try Fixture.value(test.right), type: test.type), type: test.type)
        #expect((left == right) == test.same)
        #expect((Fingerprint.of(left) == Fingerprint.of(right)) == test.same)
    }

    @Test func `a fingerprint stays what it is`() {
        // Lock files hold these: a change of the canonical text would make every field look edited.
        #expect(Fingerprint.of(Canonical.text(ExactText("abc"))).count == 12)
        #expect(Canonical.text(ExactText("abc")).text == "t3:abc")
        #expect(Canonical.absent.text == "-")
    }
}
