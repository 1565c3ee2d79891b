public import Diagnostics

/// An answer that is not what the API document describes: which field, what was expected, what came.
public struct WireError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path of the field in the answer: `streams[0].offers[1].weight`; empty for the answer as a whole.
    public var path: String
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where in the answer's bytes.
    public var position: SourcePosition

    /// Describes a mismatch.
    public init(path: String, message: String, position: SourcePosition) {
        self.path = path
        self.message = message
        self.position = position
    }

    /// The text form.
    public var description: String {
        let place = "line \(position.line), column \(position.column)"
        return path.isEmpty ? "\(message) (\(place))" : "\(path): \(message) (\(place))"
    }

    /// The same error, seen from the record that holds the field.
    func inside(_ outer: String) -> WireError {
        var error = self
        if path.isEmpty {
            error.path = outer
        } else if path.hasPrefix("[") {
            error.path = outer + path
        } else {
            error.path = outer + "." + path
        }
        return error
    }
}
