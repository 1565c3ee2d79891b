import Diagnostics
import Feeds
import TestSupport
import Testing

/// The files of JSONTestSuite: `y_` must be accepted, `n_` refused, `i_` is for us to decide.
@Suite struct JSONConformanceTests {
    static let files = Conformance.files("json/test_parsing", suffix: ".json")

    /// Names that stand twice are legal JSON and refused by default; see the suite's own files for both.
    static let duplicates: Set<String> = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    /// What we do where the standard leaves the choice: numbers keep their literal whatever its size; a text must be
    /// UTF-8 and its escapes characters; depth is bounded.
    static let choices: [String: String] = [
        "i_number_double_huge_neg_exp.json": "accepted",
        "i_number_huge_exp.json": "accepted",
        "i_number_neg_int_huge_exp.json": "accepted",
        "i_number_pos_double_huge_exp.json": "accepted",
        "i_number_real_neg_overflow.json": "accepted",
        "i_number_real_pos_overflow.json": "accepted",
        "i_number_real_underflow.json": "accepted",
        "i_number_too_big_neg_int.json": "accepted",
        "i_number_too_big_pos_int.json": "accepted",
        "i_number_very_big_negative_int.json": "accepted",
        "i_object_key_lone_2nd_surrogate.json": "encoding",
        "i_string_1st_surrogate_but_2nd_missing.json": "encoding",
        "i_string_1st_valid_surrogate_2nd_invalid.json": "encoding",
        "i_string_UTF-16LE_with_BOM.json": "encoding",
        "i_string_UTF-8_invalid_sequence.json": "encoding",
        "i_string_UTF8_surrogate_U+D800.json": "encoding",
        "i_string_incomplete_surrogate_and_escape_valid.json": "encoding",
        "i_string_incomplete_surrogate_pair.json": "encoding",
        "i_string_incomplete_surrogates_escape_valid.json": "encoding",
        "i_string_invalid_lonely_surrogate.json": "encoding",
        "i_string_invalid_surrogate.json": "encoding",
        "i_string_invalid_utf-8.json": "encoding",
        "i_string_inverted_surrogates_U+1D11E.json": "encoding",
        "i_string_iso_latin_1.json": "encoding",
        "i_string_lone_second_surrogate.json": "encoding",
        "i_string_lone_utf8_continuation_byte.json": "encoding",
        "i_string_not_in_unicode_range.json": "encoding",
        "i_string_overlong_sequence_2_bytes.json": "encoding",
        "i_string_overlong_sequence_6_bytes.json": "encoding",
        "i_string_overlong_sequence_6_bytes_null.json": "encoding",
        "i_string_truncated-utf-8.json": "encoding",
        "i_string_utf16BE_no_BOM.json": "syntax",
        "i_string_utf16LE_no_BOM.json": "syntax",
        "i_structure_500_nested_arrays.json": "limit",
        "i_structure_UTF-8_BOM_empty_object.json": "accepted",
    ]

    @Test("A y_ file is accepted", arguments: files.filter { $0.name.hasPrefix("y_") })
    func accepts(file: Conformance.File) throws {
        let bytes = try file.bytes()
        if Self.duplicates.contains(file.name) {
            let error = #expect(throws: FeedError.self) { try JSONDocument.parse(bytes) }
            #expect(error?.code == .duplicate)
        }
        let node = try JSONDocument.parse(bytes, duplicates: .kept)
        let again = try JSONDocument.parse(node.value.jsonBytes(), duplicates: .kept)
        #expect(again == node)
        // A reader that shares nothing with ours says the same, places included.
        #expect(ReferenceJSON.parse(bytes)?.dump == node.dump)
    }

    @Test("A file reads alike as a feed, however it is cut", arguments: files)
    func readsAsFeed(file: Conformance.File) throws {
        let bytes = try file.bytes()
        // The suite nests lists a hundred thousand deep: the fault is the same one, later.
        let options = JSONRecordOptions(records: [.whole], framing: .document)
        let whole = RecordOutcome(bytes, options)
        do throws(FeedError) {
            let node = try JSONDocument.parse(bytes)
            #expect(whole.lines == ["#1 \(node.dump)"])
        } catch {
            #expect(whole.lines.contains { $0.contains("\(error.code)@") && $0.contains(error.message) })
        }
        for chunks in RecordOutcome.Chunks.all(seed: 1) {
            #expect(RecordOutcome(bytes, options, chunks: chunks) == whole)
        }
        var lines = JSONRecordOptions(framing: .lines)
        for framing in [JSONRecordOptions.Framing.lines, .sequence, .detected] {
            lines.framing = framing
            #expect(RecordOutcome(bytes, lines, chunks: .size(3)) == RecordOutcome(bytes, lines))
        }
    }

    @Test("An n_ file is refused at a place in it", arguments: files.filter { $0.name.hasPrefix("n_") })
    func refuses(file: Conformance.File) throws {
        let bytes = try file.bytes()
        let error = #expect(throws: FeedError.self) { try JSONDocument.parse(bytes, duplicates: .kept) }
        #expect(ReferenceJSON.parse(bytes) == nil)
        #expect((0...bytes.count).contains(try #require(error).position.offset))
    }

    @Test("An i_ file is treated as listed", arguments: files.filter { $0.name.hasPrefix("i_") })
    func decides(file: Conformance.File) throws {
        let bytes = try file.bytes()
        let choice = try #require(Self.choices[file.name], "not listed: \(file.name)")
        do throws(FeedError) {
            _ = try JSONDocument.parse(bytes)
            #expect(choice == "accepted")
        } catch {
            #expect(choice == error.code.description, "\(error)")
        }
    }
}
