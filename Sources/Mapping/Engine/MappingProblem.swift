package import Diagnostics

/// Why a record of a feed became nothing.
package struct MappingProblem: Sendable, Hashable {
    /// What is wrong, in one sentence without a full stop; names the kind and the field.
    package let message: String
    /// What to do next.
    package let help: String?
    /// The word that ends the id of the finding: `value` of `mapping.value`.
    package let word: String
    /// Where the feed is wrong.
    package let position: SourcePosition
    /// What the template says there.
    package let template: SourcePlace

    /// The same as a finding in a feed.
    package func diagnostic(file: String) -> Diagnostic {
        let rule = "see \(template)"
        return Diagnostic(
            .error, "mapping.\(word)", message, at: SourcePlace(file: file, position: position),
            help: help.map { "\($0); \(rule)" } ?? rule)
    }
}

/// What became of a record.
package enum MappingOutcome: Sendable, Hashable {
    /// So many objects were made, none when no condition held.
    case made(Int)
    /// It was left out, for a reason that the template gives.
    case skipped(String)
    /// It is wrong, and nothing was made of it.
    case rejected([MappingProblem])
}

/// A record as it was mapped, for somebody who looks at it.
package struct MappingPreview: Sendable {
    /// What became of the record.
    package let outcome: MappingOutcome
    /// Its objects as it alone says them, in the order of the template.
    package let objects: [MappedObject]
}
