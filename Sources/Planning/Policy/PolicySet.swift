package import Diagnostics
import Feeds
import JMESPath
package import Manifests
import Mapping

/// The policies of a project, compiled: what its plans must keep to.
package struct PolicySet: Sendable {
    /// One policy, ready to be held against plans.
    struct Policy: Sendable {
        let declaration: PolicyDeclaration
        let when: Expression?
        let must: Expression
    }

    let policies: [Policy]

    /// How many there are.
    package var count: Int { policies.count }

    /// Compiles policies.
    /// - Throws: every expression that cannot be read, with its place in the project's file.
    package init(_ declarations: [PolicyDeclaration] = []) throws(DiagnosticsError) {
        var diagnostics: [Diagnostic] = []
        var policies: [Policy] = []
        for declaration in declarations {
            let when = declaration.when.flatMap { Self.compiled($0, "when", &diagnostics) }
            guard let must = Self.compiled(declaration.must, "must", &diagnostics) else { continue }
            policies.append(Policy(declaration: declaration, when: when, must: must))
        }
        if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
        self.policies = policies
    }

    private static func compiled(
        _ text: Placed<String>, _ word: String, _ diagnostics: inout [Diagnostic]
    ) -> Expression? {
        do throws(ExpressionError) {
            return try Expression(text.value, functions: .values)
        } catch {
            diagnostics.append(
                Diagnostic(
                    .error, "policy.expression",
                    "`\(word)` is no expression: column \(error.position.column) of it: \(error.message)",
                    at: text.place, length: text.value.unicodeScalars.count,
                    help: error.help ?? "docs/POLICIES.md has examples"))
            return nil
        }
    }
}
