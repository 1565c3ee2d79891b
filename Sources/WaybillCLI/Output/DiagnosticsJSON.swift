import Diagnostics
import Feeds

/// Findings for programs, format `waybill-diagnostics/1`.
enum DiagnosticsJSON {
    static func text(_ diagnostics: [Diagnostic]) -> String {
        Value.object([
            ("format", .string("waybill-diagnostics/1")),
            ("errors", .number("\(diagnostics.count { $0.severity == .error })")),
            ("warnings", .number("\(diagnostics.count { $0.severity == .warning })")),
            ("diagnostics", .array(diagnostics.map(value))),
        ]).jsonText(pretty: true)
    }

    private static func value(_ diagnostic: Diagnostic) -> Value {
        let position = diagnostic.place?.position
        return .object([
            ("id", .string(diagnostic.id)),
            ("severity", .string(diagnostic.severity.rawValue)),
            ("message", .string(diagnostic.message)),
            ("help", diagnostic.help.map(Value.string) ?? .null),
            ("file", (diagnostic.place?.file).map(Value.string) ?? .null),
            ("line", position.map { .number("\($0.line)") } ?? .null),
            ("column", position.map { .number("\($0.column)") } ?? .null),
            ("offset", position.map { .number("\($0.offset)") } ?? .null),
        ])
    }
}
