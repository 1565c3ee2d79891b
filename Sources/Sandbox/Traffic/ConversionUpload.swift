import Feeds

/// The body of `POST /conversions`.
enum ConversionUpload {
    struct Element: Sendable {
        let index: Int
        let clickID: String
        /// In millionths.
        let payout: Int
    }

    /// - Throws: ``Refusal`` with 400 that names everything wrong with every element.
    static func elements(_ sent: Value) throws -> [Element] {
        guard let list = sent.list else {
            throw Refusal(400, ["Request body is invalid: it should be a list of {clickid, payout}"])
        }
        var elements: [Element] = []
        var problems: [String] = []
        for (index, node) in list.enumerated() {
            guard case .map = node.value else {
                problems.append("[\(index)]: should be an object with clickid and payout")
                continue
            }
            let clickID = node.value.text("clickid")
            let payout = FixedPoint.millionths(node.value.value("payout"))
            if clickID.isBlank { problems.append("[\(index)]: clickid cannot be blank") }
            if payout == nil {
                problems.append(
                    "[\(index)]: payout value is invalid: it should be a number from 0, below 1000000 and with at "
                        + "most six decimals")
            }
            if let payout { elements.append(Element(index: index, clickID: clickID, payout: payout)) }
        }
        guard problems.isEmpty else { throw Refusal(400, problems) }
        return elements
    }
}
