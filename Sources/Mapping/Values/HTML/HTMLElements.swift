/// The elements of HTML, the old ones included: what else stands in angle brackets is text.
enum HTMLElements {
    /// What an element means for the text around it.
    enum Effect: UInt32, Sendable {
        /// It changes how text looks; words may go on across its tags.
        case inline
        /// A line ends at its tags.
        case block
        /// What it holds is no text.
        case script, style
    }

    /// What the element of a name means; `nil` when there is none. Names with a prefix, as office programs write them,
    /// are taken for elements.
    static func effect(of name: Span<UInt8>) -> Effect? {
        for index in 0..<name.count where name[index] == UInt8(ascii: ":") { return .inline }
        return table.value(ofAnyCase: name).flatMap { Effect(rawValue: $0) }
    }

    private static let table = ByteTable(
        rows(
            """
            a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink button canvas circle cite code
            col colgroup data datalist defs del dfn ellipse em embed font g i iframe img input ins kbd label line link
            map mark meta meter nobr noembed noframes noscript object output param path picture polygon polyline progress
            q rb rect rp rt rtc ruby s samp slot small source span strike strong sub sup svg symbol template text time
            track tspan tt u use var video wbr
            """, .inline)
            + rows(
                """
                address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
                figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li
                listing main marquee menu nav ol optgroup option p plaintext pre search section select summary table
                tbody td textarea tfoot th thead title tr ul xmp
                """, .block)
            + rows("script", .script) + rows("style", .style))

    private static func rows(_ names: String, _ effect: Effect) -> [(text: [UInt8], value: UInt32)] {
        names.split(whereSeparator: \.isWhitespace).map { (Array($0.utf8), effect.rawValue) }
    }
}
