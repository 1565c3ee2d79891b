/// The functions that an expression may call.
public struct FunctionTable: Sendable {
    private var functions: [String: Function]

    /// A table of functions; of several with one name the last counts.
    public init(_ functions: [Function] = []) {
        self.functions = Dictionary(functions.map { ($0.name, $0) }) { _, last in last }
    }

    /// The functions of the JMESPath specification.
    public static let standard = FunctionTable(
        StandardNumbers.functions + StandardStrings.functions + StandardLists.functions
            + StandardObjects.functions + StandardTypes.functions)

    /// The functions of the specification, and those that reading feeds needs besides.
    public static let extended = standard.adding(
        TextFunctions.functions + PatternFunctions.functions + ArithmeticFunctions.functions
            + DecimalFunctions.functions + DateFunctions.functions + ChoiceFunctions.functions
            + CollectionFunctions.functions)

    /// This table and more functions, which replace those of the same name.
    public func adding(_ more: [Function]) -> FunctionTable {
        var table = self
        for function in more { table.functions[function.name] = function }
        return table
    }

    /// The function with a name.
    public subscript(name: String) -> Function? { functions[name] }

    /// All functions, ordered by name.
    public var all: [Function] { functions.values.sorted { $0.name < $1.name } }
}
