import Feeds

/// A list of a saved plan whose elements are made one by one, when they are written.
struct SavedList {
    private let parts: [(count: Int, element: (Int) -> Value)]

    /// The saved forms of some elements.
    init<Element>(_ elements: [Element], _ saved: @escaping (Element) -> Value) {
        parts = [(elements.count, { saved(elements[$0]) })]
    }

    private init(_ parts: [(count: Int, element: (Int) -> Value)]) { self.parts = parts }

    /// One list behind the other.
    static func + (left: SavedList, right: SavedList) -> SavedList { SavedList(left.parts + right.parts) }

    /// How many elements there are.
    var count: Int { parts.reduce(0) { $0 + $1.count } }

    /// Hands over one element after the other.
    /// - Throws: what `body` throws.
    func forEach<Failure: Error>(_ body: (Value) throws(Failure) -> Void) throws(Failure) {
        for part in parts {
            for index in 0..<part.count { try body(part.element(index)) }
        }
    }
}
