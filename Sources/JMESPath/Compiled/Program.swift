/// A compiled expression. Immutable, so that any number of evaluations can share it.
final class Program: Sendable {
    let text: String
    let syntax: Syntax
    let functions: FunctionTable
    let instructions: [Instruction]
    /// Indexes of instructions, in runs.
    let children: [Int32]
    let steps: [PathStep]
    /// The names of all paths, one behind the other.
    let names: [UInt8]
    /// The names of the maps that are built.
    let memberNames: [String]
    let literals: [Operand]
    let slices: [Syntax.Slice]
    let calls: [CompiledCall]
    /// How many steps look a name up.
    let guessCount: Int
    /// The instruction that is the whole expression.
    let root: Int
    /// Set when the whole expression is a path, as most are.
    let wholePath: Slots?

    init(_ parts: ProgramParts, root: Int, of syntax: Syntax, text: String, functions: FunctionTable) {
        self.text = text
        self.syntax = syntax
        self.functions = functions
        instructions = parts.instructions
        children = parts.children
        steps = parts.steps
        names = parts.names
        memberNames = parts.memberNames
        literals = parts.literals
        slices = parts.slices
        calls = parts.calls
        guessCount = parts.guessCount
        self.root = root
        if case .path(let steps) = parts.instructions[root] { wholePath = steps } else { wholePath = nil }
    }
}

/// A program while it is made.
struct ProgramParts {
    var instructions: [Instruction] = []
    var children: [Int32] = []
    var steps: [PathStep] = []
    var names: [UInt8] = []
    var memberNames: [String] = []
    var literals: [Operand] = []
    var slices: [Syntax.Slice] = []
    var calls: [CompiledCall] = []
    var guessCount = 0
}
