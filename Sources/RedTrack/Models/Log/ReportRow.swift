public import Feeds

import struct FoundationEssentials.Decimal

/// A row of a report: what one value of the group measured (API document, "Report").
public struct ReportRow: Sendable, Equatable {
    /// What the row is about.
    public let group: ReportGroup
    /// Which offer, day, country or the like; `nil` when the account does not know it.
    public let value: ScalarText?
    /// The measured numbers in the order of the answer. Unlike in the statistics of lists, `roi` is a fraction here,
    /// not a percentage.
    public let numbers: Statistics
    /// What else the row holds, such as an id beside the title.
    public let otherFields: [Member]

    /// What the example of the API document measures.
    private static let measures: Set<String> = [
        "clicks", "conversions", "cost", "cpa", "cpc", "cpt", "cr", "ctr", "epc", "impressions", "lp_clicks",
        "lp_ctr", "lp_views", "profit", "revenue", "roi", "tr", "transactions", "unique_clicks",
    ]

    /// Reads a row of a report by `group`.
    /// - Throws: ``WireError`` naming the field that is of another type.
    public init(wire node: Node, group: ReportGroup) throws(WireError) {
        guard case .map(let members) = node.value else { throw .mismatch(node, expected: "an object") }
        var value: ScalarText?
        var numbers: [(name: String, value: Decimal)] = []
        var otherFields: [Member] = []
        for member in members {
            do {
                switch (member.name, member.node.value) {
                case (group.rawValue, .null): break
                case (group.rawValue, _): value = try ScalarText(wire: member.node)
                case (let name, .string) where Self.measures.contains(name), (let name, .number):
                    numbers.append((name, try Decimal(wire: member.node)))
                case (_, .null): break
                default: otherFields.append(member)
                }
            } catch {
                throw error.inside(member.name)
            }
        }
        self.group = group
        self.value = value
        self.numbers = Statistics(numbers)
        self.otherFields = otherFields
    }

    /// The row as the API writes it; the group first.
    public var wireValue: Value {
        .map(
            [value.map { Member(group.rawValue, $0.wireValue) }].compactMap { $0 }
                + (numbers.wireValue.members ?? []) + otherFields)
    }
}
