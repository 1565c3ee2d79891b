package import Feeds
import Manifests

/// Writes the steps of a cut-over as CSV that no spreadsheet runs.
package enum CutoverCSV {
    /// The whole file.
    package static func bytes(_ steps: [CutoverStep]) throws(FeedError) -> [UInt8] {
        var writer = CSVWriter()
        try writer.write(CutoverStep.columns)
        for step in steps {
            // A NUL is in no table that anybody reads.
            try writer.write(step.cells.map { CSVCell.guarded($0.replacing("\0", with: "\u{FFFD}")) })
        }
        return writer.bytes
    }
}
