package import Feeds

/// The form in files and in `PUT /_sandbox/faults`:
/// `{"seed": 7, "rules": [{"method": "POST", "path": "/offers", "after": 2, "times": 1, "fault": "status",
/// "status": 429, "retry_after": 1}]}`.
extension FaultSchedule {
    /// What is wrong with a schedule: every fault of it, each with the number of its rule.
    package struct ReadingError: Error, Sendable, CustomStringConvertible {
        /// One sentence each.
        package let problems: [String]
        package var description: String { problems.joined(separator: "\n") }
    }

    /// Reads a schedule.
    /// - Throws: ``ReadingError`` with everything that is wrong.
    package init(_ value: Value) throws(ReadingError) {
        var reader = FaultReader()
        let schedule = reader.schedule(value)
        guard reader.problems.isEmpty else { throw ReadingError(problems: reader.problems) }
        self = schedule
    }

    /// The schedule in the form that ``init(_:)`` reads.
    package var value: Value {
        .object([("seed", .number(String(seed))), ("rules", .array(rules.map(\.value)))])
    }
}

extension FaultRule {
    /// The rule in the form that a schedule is read from.
    var value: Value {
        var members: [(String, Value)] = []
        if let method { members.append(("method", .string(method))) }
        members.append(("path", .string(path)))
        if after != 0 { members.append(("after", .number(String(after)))) }
        if let times { members.append(("times", .number(String(times)))) }
        if let probability { members.append(("probability", .number(String(probability)))) }
        members.append(("fault", .string(effect.name)))
        for (name, number) in effect.numbers { members.append((name, .number(String(number)))) }
        return .object(members)
    }
}

extension FaultEffect {
    /// The faults without a number, by name.
    static let plain: [String: FaultEffect] = Dictionary(
        [
            .dropBefore, .dropDuring, .dropAfterCommit, .truncatedBody, .html, .nullList, .envelopedList,
            .ignorePage, .insertRows, .removeRows, .shuffleRows, .frozenUpdatedAt, .zeroStatus,
            .filledFilters,
            .forbidden, .cnameRefused, .vanish, .looseReferences,
        ].map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The name in schedules.
    var name: String {
        switch self {
        case .latency: "latency"
        case .status: "status"
        case .statusAfterCommit: "status_after_commit"
        case .dropBefore: "drop_before"
        case .dropDuring: "drop_during"
        case .dropAfterCommit: "drop_after_commit"
        case .truncatedBody: "truncated_body"
        case .html: "html"
        case .nullList: "null_list"
        case .envelopedList: "enveloped_list"
        case .capPer: "cap_per"
        case .ignorePage: "ignore_page"
        case .insertRows: "insert_rows"
        case .removeRows: "remove_rows"
        case .shuffleRows: "shuffle_rows"
        case .frozenUpdatedAt: "frozen_updated_at"
        case .zeroStatus: "zero_status"
        case .filledFilters: "filled_filters"
        case .notFoundAfterCreate: "not_found_after_create"
        case .forbidden: "forbidden"
        case .cnameRefused: "cname_refused"
        case .vanish: "vanish"
        case .looseReferences: "loose_references"
        }
    }

    /// The numbers in schedules, by name.
    var numbers: [(String, Int)] {
        switch self {
        case .latency(let milliseconds): [("ms", milliseconds)]
        case .status(let status, let retryAfter):
            [("status", status)] + (retryAfter.map { [("retry_after", $0)] } ?? [])
        case .statusAfterCommit(let status): [("status", status)]
        case .capPer(let per): [("per", per)]
        case .notFoundAfterCreate(let updates): [("updates", updates)]
        default: []
        }
    }
}
