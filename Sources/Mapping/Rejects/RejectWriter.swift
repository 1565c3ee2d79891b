internal import Diagnostics
package import Feeds

/// Gives records that were rejected back in the format of their feed, each with the reason: once they are corrected, the
/// same template reads them as they are.
///
/// - CSV: the header and the rows, with two more columns, `waybill_reason` and `waybill_place`. Without a header each row
///   stands behind a comment with the reason.
/// - JSON: the records at the template's first path of records, each with a member `waybill_reject`; texts with the
///   framing `lines` a line each.
/// - XML: the records inside the elements of the template's first path, each behind a comment with the reason.
///
/// The text is UTF-8, whatever the feed was written in.
package struct RejectWriter {
    private var form: any RejectForm
    /// How many records were added.
    package private(set) var count = 0

    /// Starts a file of rejects.
    /// - Parameters:
    ///   - template: the template that rejected the records.
    ///   - dialect: what the feed was taken for, when it is CSV.
    package init(_ template: Template, dialect: CSVDialect? = nil) {
        form =
            switch template.format {
            case .csv(let options): CSVRejects(options, dialect)
            case .json(let options): JSONRejects(options)
            case .xml(let options): XMLRejects(options)
            }
    }

    /// The bytes to add to the file for a record.
    package mutating func add(_ record: Record, _ problems: [MappingProblem], file: String) -> [UInt8] {
        let reason = problems.map(\.message).joined(separator: "; ")
        let place = SourcePlace(file: file, position: problems.first?.position ?? record.position)
        var bytes = count == 0 ? form.head(record) : []
        form.add(record, reason: reason, place: place.description, isFirst: count == 0, to: &bytes)
        count += 1
        return bytes
    }

    /// The bytes to add to the file for a record that could not be read; `nil` when they are not known.
    ///
    /// Only rows of CSV can be lost alone with their bytes known. They are given back as they stand, so that what is no
    /// text is found again until it is corrected.
    package mutating func add(unread record: Record, _ fault: FeedFault) -> [UInt8]? {
        guard !record.source.isEmpty, var rows = form as? CSVRejects else { return nil }
        var bytes = count == 0 ? rows.head(record) : []
        let place = SourcePlace(file: fault.file, position: fault.error.position)
        rows.add(unread: record.source, reason: fault.error.message, place: place.description, to: &bytes)
        count += 1
        return bytes
    }

    /// Whether a text starts as a file of rejects does: such a file is never the whole feed.
    package static func isRejects(_ head: [UInt8]) -> Bool {
        let text = String(decoding: head, as: UTF8.self)
        return text.contains(RejectMark.reason) || text.contains(RejectMark.member)
    }

    /// The bytes that end the file; none when no record was added.
    package func finish() -> [UInt8] { count == 0 ? [] : form.tail }
}

/// How rejects are written in one syntax.
protocol RejectForm {
    /// What stands before the first record.
    mutating func head(_ record: Record) -> [UInt8]
    /// Adds a record.
    func add(_ record: Record, reason: String, place: String, isFirst: Bool, to bytes: inout [UInt8])
    /// What stands behind the last record.
    var tail: [UInt8] { get }
}

/// The names under which rejects say why.
enum RejectMark {
    static let reason = "waybill_reason"
    static let place = "waybill_place"
    static let member = "waybill_reject"
    /// What comments in a table without a header start with, unless the template says something else.
    static let comment = "#waybill_reject"
}
