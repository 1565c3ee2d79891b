import Planning

extension MigrationHTML {
    /// The style of plans, with what only this page has: figures at the top, two drawings side by side.
    static let style =
        HTMLPage.style + """
            body{max-width:1340px}
            .account i{font-style:normal;opacity:.6}
            .tiles{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 12px;padding:0;list-style:none}
            .tiles li{margin:0;padding:8px 16px 9px;min-width:8.2em;border:1px solid var(--line);border-radius:8px;background:var(--box);color:var(--soft);font-size:.88rem}
            .tiles b{display:block;font-size:1.7rem;line-height:1.15;color:var(--ink);font-variant-numeric:tabular-nums}
            .tiles .cr b{color:var(--add)}.tiles .up b{color:var(--upd)}.tiles .re b{color:var(--rem)}
            .tiles .zero b{opacity:.45}
            .lead{margin:.2em 0;color:var(--soft)}
            h2 .n{color:var(--soft);font-weight:400}
            .f{margin:0 0 .7em;padding:0;list-style:none}
            .f li{margin:.3em 0;padding:.1em 0 .1em 10px;border-left:3px solid var(--upd)}
            .f .er{border-color:var(--rem)}
            .f b{color:var(--upd)}.f .er b{color:var(--rem)}
            .f code{color:var(--soft)}
            .ok{color:var(--add);font-weight:600}.no{color:var(--rem);font-weight:600}
            .duo{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 20px;border-top:1px solid var(--line);margin-top:10px}
            .duo.one{grid-template-columns:minmax(0,1fr)}
            .duo h3{margin:12px 0 0;font-size:.9rem}
            .duo figure{margin-top:4px;max-height:82vh;overflow:auto}
            .src .b.rm .n{text-decoration:none}
            .src :is(.b>circle,.s){display:none}
            .more summary{padding:4px 0;color:var(--accent)}
            .v tbody th{width:auto;min-width:8em}
            .v td.t{font:inherit;font-size:.92rem}
            .i .v{margin-bottom:12px}
            @media (max-width:1080px){.duo{grid-template-columns:minmax(0,1fr)}}
            @media (max-width:640px){.tiles{gap:6px}.tiles li{flex:1 1 28%;min-width:0;padding:6px 10px}.tiles b{font-size:1.35rem}}
            @media print{.duo figure{max-height:none;overflow:visible}.duo{display:block}.more::details-content{content-visibility:visible!important}}

            """
}
