/// Draws among given things.
extension SeededGenerator {
    /// One of the elements.
    mutating func draw<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }

    /// One of the elements, each as likely as its weight says; `nil` when no weight is above zero.
    mutating func draw<Element>(_ elements: [Element], by weight: (Element) -> Int) -> Element? {
        let total = elements.reduce(0) { sum, element in
            let (sum, overflow) = sum.addingReportingOverflow(max(0, weight(element)))
            return overflow ? Int.max : sum
        }
        guard total > 0 else { return nil }
        var rest = Int.random(in: 0..<total, using: &self)
        for element in elements {
            rest -= max(0, weight(element))
            if rest < 0 { return element }
        }
        return elements.last
    }

    /// Whether something of this probability happens.
    mutating func draw(from probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}
