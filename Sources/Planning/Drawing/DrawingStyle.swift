/// How drawings look, as CSS. The colours come from variables, which a page and a file set each for itself.
enum DrawingStyle {
    /// What pages need for the drawings in them.
    static let rules = """
        .tree{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
        .tree .h{font-size:10.5px;letter-spacing:.06em;text-transform:uppercase;fill:var(--soft)}
        .tree .l{fill:none;stroke:var(--link);stroke-linecap:round}
        .tree .l.ad{stroke:var(--add)}
        .tree .l.rm{stroke:var(--rem);stroke-dasharray:2 5}
        .tree .j{fill:var(--link)}
        .tree .b rect{fill:var(--box);stroke:var(--line)}
        .tree .b.ad rect{fill:var(--add-bg);stroke:var(--add)}
        .tree .b.rm rect{fill:var(--rem-bg);stroke:var(--rem);stroke-dasharray:5 3}
        .tree .b.ch rect{fill:var(--upd-bg);stroke:var(--upd)}
        .tree .b.out rect{fill:none;stroke-dasharray:4 3}
        .tree .b circle{fill:var(--upd)}
        .tree .b.ad circle{fill:var(--add)}
        .tree .b.rm circle{fill:var(--rem)}
        .tree .s{font-size:12px;font-weight:700;text-anchor:middle;fill:var(--paper)}
        .tree .k{font-size:10px;letter-spacing:.05em;text-transform:uppercase;fill:var(--soft)}
        .tree .n{font-size:13px;font-weight:600;fill:var(--ink)}
        .tree .t{font-size:11.5px;fill:var(--soft)}
        .tree .ad.n,.tree .ad.t,.tree .w{fill:var(--add)}
        .tree .rm.n,.tree .rm.t,.tree .o{fill:var(--rem)}
        .tree .b.rm .n,.tree .rm.n,.tree .rm.t{text-decoration:line-through}
        .tree .w{font-weight:600}
        .tree .x{fill:var(--soft)}

        """

    /// The colours on a light ground.
    static let light =
        "--paper:#fff;--ink:#1c2128;--soft:#57606a;--line:#d0d7de;--link:#c3ccd6;--box:#f6f8fa;--add:#116329;--add-bg:#e6f7ea;--rem:#b3202b;--rem-bg:#ffefee;--upd:#8a5a00;--upd-bg:#fff7dd;--accent:#0b5bd3"

    /// The colours on a dark ground.
    static let dark =
        "--paper:#0f1419;--ink:#e6edf3;--soft:#9aa7b4;--line:#39434e;--link:#4a5663;--box:#19212a;--add:#56d37a;--add-bg:#12301e;--rem:#ff8b84;--rem-bg:#3a1a1c;--upd:#e5b83e;--upd-bg:#332a0e;--accent:#79b3ff"

    /// What a file of its own needs.
    static let file = """
        svg{\(light)}
        @media (prefers-color-scheme:dark){svg{\(dark)}}
        .page{fill:var(--paper)}

        """ + rules
}
