extension Syntax.Form {
    /// How deep evaluation recurses, and how much deeper than its input a result may be: the steps of a chain or pipe
    /// that build values count one by one, since each may put its input into a list.
    var depth: Int {
        switch self {
        case .current, .field, .index, .literal: 1
        case .chain(let steps):
            steps.reduce(0) { depth, step in
                switch step.form {
                case .field, .index, .current, .literal: max(depth, step.depth)
                default: depth + step.depth
                }
            }
        case .pipe(let stages): stages.reduce(0) { $0 + $1.depth }
        case .or(let parts), .and(let parts), .list(let parts): 1 + (parts.map(\.depth).max() ?? 0)
        case .not(let inner): 1 + inner.depth
        case .compare(_, let left, let right): 1 + max(left.depth, right.depth)
        case .map(let members): 1 + (members.map(\.value.depth).max() ?? 0)
        case .call(_, let arguments): 1 + (arguments.map(\.value.depth).max() ?? 0)
        case .projection(.filter(let condition), let source, let each):
            1 + max(source.depth, each.depth, condition.depth)
        case .projection(_, let source, let each): 1 + max(source.depth, each.depth)
        }
    }
}
