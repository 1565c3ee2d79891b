extension HTMLPage {
    /// How the page looks: on a phone, on a wide screen, light, dark, and on paper.
    package static let style = """

        :root{color-scheme:light dark;\(DrawingStyle.light)}
        @media (prefers-color-scheme:dark){:root{\(DrawingStyle.dark)}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-padding-top:9rem}
        body{margin:0 auto;max-width:1180px;padding:0 16px 48px;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
        bdi{unicode-bidi:isolate}
        a{color:var(--accent)}
        h1{font-size:1.45rem;line-height:1.25;margin:.2em 0 .7em;letter-spacing:-.01em}
        h2{font-size:1.05rem;margin:1.8em 0 .5em}
        code,td,.v th{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
        header{padding-top:26px}
        .brand{margin:0;font-weight:700;font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--accent)}
        .account{margin:0;color:var(--soft);font-size:.9rem}
        .soft,footer{color:var(--soft)}
        footer{margin-top:3em;font-size:.85rem}
        .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        ul{margin:0;padding-left:1.2em}
        li{margin:.15em 0}
        .counts{border-collapse:collapse;font-variant-numeric:tabular-nums}
        .counts th,.counts td{padding:3px 16px 3px 0;text-align:right;font:inherit;font-size:.93rem}
        .counts thead th{color:var(--soft);font-size:.82rem}
        .counts tbody th{text-align:left;font-weight:600}
        .counts tbody tr{border-top:1px solid var(--line)}
        .counts .zero{color:var(--soft);opacity:.55}
        .counts .cr{color:var(--add);font-weight:700}
        .counts .up{color:var(--upd);font-weight:700}
        .counts .re{color:var(--rem);font-weight:700}
        .refused,.eyes,.omitted{border:1px solid;border-left-width:5px;border-radius:8px;padding:12px 16px;margin:20px 0}
        .refused h2,.eyes h2{margin:0 0 .4em}
        .refused{border-color:var(--rem);background:var(--rem-bg)}
        .refused h2{color:var(--rem)}
        .eyes,.omitted{border-color:var(--upd);background:var(--upd-bg)}
        .eyes h2{color:var(--upd)}
        #tools{z-index:2;background:var(--paper);padding:10px 0;border-bottom:1px solid var(--line);margin-top:18px}
        #q{width:100%;font:inherit;font-size:16px;padding:8px 12px;color:var(--ink);background:var(--box);border:1px solid var(--line);border-radius:8px}
        @media (min-width:641px) and (min-height:620px){#tools{position:sticky;top:0}}
        .chips,.acts{display:flex;flex-wrap:wrap;gap:6px 6px;margin-top:8px;align-items:center}
        .bar{width:1px;align-self:stretch;background:var(--line);margin:2px 4px}
        button{font:inherit;font-size:.86rem;padding:4px 11px;min-height:30px;color:var(--ink);background:var(--box);border:1px solid var(--line);border-radius:16px;cursor:pointer}
        button b{color:var(--soft);font-weight:600}
        button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--paper)}
        button[aria-pressed=true] b{color:inherit}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        [hidden]{display:none!important}
        .c{border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;margin:6px 0;content-visibility:auto;contain-intrinsic-size:auto 42px;scroll-margin-top:9rem}
        .c.cr{border-left-color:var(--add)}
        .c.up{border-left-color:var(--upd)}
        .c.re{border-left-color:var(--rem)}
        .c:target{outline:2px solid var(--accent)}
        summary{padding:8px 12px;cursor:pointer}
        summary .a{display:inline-block;min-width:3.6em;font-size:.8rem;font-weight:700}
        .cr .a{color:var(--add)}.up .a{color:var(--upd)}.re .a{color:var(--rem)}
        summary .k{color:var(--soft);font-size:.86rem}
        summary .n{font-weight:600}
        summary .w{display:inline-block;font-size:.82rem;padding:0 8px;border-radius:10px;color:var(--upd);background:var(--upd-bg)}
        .i{padding:0 12px 12px}
        .facts{margin:.1em 0 .6em;color:var(--soft);font-size:.88rem}
        .facts i{font-style:normal;opacity:.6;padding:0 .25em}
        .v{border-collapse:collapse;width:100%}
        .v th,.v td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-top:1px solid var(--line);font-weight:400}
        .v thead th{border:0;color:var(--soft);font:inherit;font-size:.8rem}
        .v tbody th{width:34%}
        .v small{color:var(--soft);font-family:system-ui,sans-serif}
        .v .none{color:var(--soft);opacity:.6}
        .v .ad .w,.v .ch .w{color:var(--add)}
        .v .rm .o,.v .ch .o{color:var(--rem)}
        .view{display:flex;gap:12px;align-items:center;border:0;margin:0 0 0 auto;padding:0;font-size:.86rem;color:var(--soft)}
        .view label{display:inline-flex;gap:5px;align-items:center;min-height:30px;cursor:pointer}
        body:has(#vb:checked) .tree :is(.ad,.w,.x,.g,.b>circle,.s){display:none}
        body:has(#va:checked) .tree :is(.rm,.o,.x,.g,.b>circle,.s){display:none}
        body:has(:is(#va,#vb):checked) .tree .b rect{fill:var(--box);stroke:var(--line);stroke-dasharray:none}
        body:has(:is(#va,#vb):checked) .tree :is(.n,.b.rm .n,.b.ad .n){fill:var(--ink);text-decoration:none}
        body:has(:is(#va,#vb):checked) .tree :is(.t,.o,.w){fill:var(--soft);text-decoration:none;font-weight:400}
        body:has(:is(#va,#vb):checked) .tree .l{stroke:var(--link);stroke-dasharray:none}
        figure{margin:12px 0 0;overflow-x:auto;padding-bottom:6px}
        figure svg{display:block}
        \(DrawingStyle.rules)@media (max-width:640px){
        body{padding:0 12px 40px;font-size:15px}
        h1{font-size:1.25rem}
        .counts{width:100%}
        .counts th,.counts td{padding-right:8px}
        .chips{flex-wrap:nowrap;overflow-x:auto;padding-bottom:2px}
        .view{margin:0;width:100%}
        .chips button{white-space:nowrap;flex:none}
        .bar{flex:none}
        .v thead{display:none}
        .v tr{display:block;border-top:1px solid var(--line);padding:4px 0}
        .v tbody th,.v td{display:block;width:auto;border:0;padding:1px 0}
        .v tbody th{color:var(--soft)}
        .v td.none{display:none}
        .v .rm .o::before,.v .ch .o::before{content:"\\2212\\a0"}
        .v .ad .w::before,.v .ch .w::before{content:"+\\a0"}
        }
        @media print{
        body{max-width:none;padding:0;font-size:10.5pt}
        #tools,footer{display:none}
        .c{content-visibility:visible;break-inside:avoid-page;border-color:#bbb}
        details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
        figure{overflow:visible}
        figure svg{max-width:100%;height:auto}
        a{color:inherit;text-decoration:none}
        }

        """
}
