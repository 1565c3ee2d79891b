/// What finds items of a page: a field to search, buttons that filter, buttons that fold. The page's script shows it:
/// without scripts there is nothing to press.
package struct HTMLTools {
    /// A button that shows the items of one sort.
    package struct Chip {
        let group: String
        let value: String
        let label: String
        let count: Int

        /// A button.
        /// - Parameters:
        ///   - group: which property of an item it looks at: the script knows `k`, `a` and `e`.
        ///   - value: what that has to be.
        ///   - label: what is written on it; markup.
        ///   - count: how many items there are; without any there is no button.
        package init(_ group: String, _ value: String, _ label: String, _ count: Int) {
            (self.group, self.value, self.label, self.count) = (group, value, label, count)
        }
    }

    private let noun: String
    private let chips: [[Chip]]
    private let more: String

    /// Tools of a page.
    /// - Parameters:
    ///   - noun: what the items are called.
    ///   - chips: the buttons that filter, in groups.
    ///   - more: what else stands at the end; markup.
    package init(finding noun: String, chips: [[Chip]], more: String = "") {
        self.noun = noun
        self.chips = chips.map { $0.filter { $0.count > 0 } }.filter { !$0.isEmpty }
        self.more = more
    }

    /// The markup.
    package var text: String {
        """
        <nav id=tools aria-label="Find \(noun)" hidden>
        <input id=q type=search placeholder="Search \(noun) ( / )" aria-label="Search \(noun)" autocomplete=off spellcheck=false>
        <div class=chips>
        \(chips.map { $0.map(markup).joined() }.joined(separator: "<span class=bar></span>\n"))\
        </div>
        <div class=acts><button type=button id=open>Unfold all</button><button type=button id=close>Fold all</button><button type=button id=clear hidden>Clear</button>
        \(more)</div>
        </nav>

        """
    }

    private func markup(_ chip: Chip) -> String {
        "<button type=button data-f=\(chip.group) data-v=\(chip.value) aria-pressed=false>\(chip.label) <b>\(chip.count)</b></button>\n"
    }
}
