internal import Feeds
internal import RedTrack

/// A CSV manifest as it stands in its file: rows and cells with their places, and whose they are.
struct CSVLayout {
    let kind: Kind
    let columns: CSVColumns
    let delimiter: CSVDelimiter
    /// The names of the columns as written.
    var header: [CSVField] = []
    /// What each column of the file is; `nil` for one that is left out.
    var targets: [Int?] = []
    /// The rows, each with the number of its object.
    var rows: [(row: CSVRow, object: Int)] = []

    init(kind: Kind, columns: CSVColumns, delimiter: CSVDelimiter) {
        self.kind = kind
        self.columns = columns
        self.delimiter = delimiter
    }

    /// The place of a column in the file.
    func place(of column: Int) -> Int? { targets.firstIndex(of: column) }

    /// The text of a cell; empty where the file has no such column.
    func text(_ row: Int, _ column: Int) -> String {
        place(of: column).map { rows[row].row.fields[$0].text } ?? ""
    }
}
