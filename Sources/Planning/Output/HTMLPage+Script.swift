extension HTMLPage {
    /// What a plan's page can do.
    static let script = script(finding: "changes")

    /// What a page can do: search, filter, fold. What is asked for stands behind the `#` of the address, so that it can be
    /// sent to somebody: `#q=bushido&k=offer&a=update&e=1`.
    ///
    /// It only hides and shows what is there, and makes no markup of any text.
    /// - Parameter noun: what the items of the page are called.
    /// - Returns: the script; its items are `details.c`.
    package static func script(finding noun: String) -> String {
        """

        (() => {
          "use strict";
          const get = (id) => document.getElementById(id);
          const tools = get("tools");
          if (!tools) return;
          const items = Array.from(document.querySelectorAll("details.c"));
          const chips = Array.from(tools.querySelectorAll("button[data-f]"));
          const query = get("q"), shown = get("shown"), none = get("none"), clear = get("clear");
          const total = shown.textContent;
          const texts = new Map();
          const text = (item) => {
            let known = texts.get(item);
            if (known === undefined) texts.set(item, known = item.textContent.toLowerCase());
            return known;
          };
          const pressed = (group) =>
            chips.filter((chip) => chip.dataset.f === group && chip.getAttribute("aria-pressed") === "true")
              .map((chip) => chip.dataset.v);
          const apply = () => {
            const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
            const kinds = pressed("k"), actions = pressed("a"), eyes = pressed("e").length > 0;
            let count = 0;
            for (const item of items) {
              const fits = (!kinds.length || kinds.includes(item.dataset.k))
                && (!actions.length || actions.includes(item.dataset.a))
                && (!eyes || "e" in item.dataset)
                && words.every((word) => text(item).includes(word));
              if (item.hidden === fits) item.hidden = !fits;
              if (fits) count += 1;
            }
            const filtered = words.length + kinds.length + actions.length > 0 || eyes;
            shown.textContent = filtered ? `${count} of ${items.length} \(noun)` : total;
            none.hidden = count > 0;
            clear.hidden = !filtered;
            return { q: words.join(" "), k: kinds.join(","), a: actions.join(","), e: eyes ? "1" : "" };
          };
          const keep = () => {
            const state = new URLSearchParams(Object.entries(apply()).filter((entry) => entry[1]));
            try { history.replaceState(null, "", "#" + state); } catch { /* an address that cannot change */ }
          };
          const read = () => {
            const hash = location.hash.slice(1);
            if (/^c[0-9]+$/.test(hash)) {
              const item = get(hash);
              if (item) {
                if (item.hidden) reset();
                item.open = true;
                item.scrollIntoView();
                item.querySelector("summary").focus({ preventScroll: true });
              }
              return;
            }
            const state = new URLSearchParams(hash);
            query.value = state.get("q") || "";
            for (const chip of chips) {
              const wanted = (state.get(chip.dataset.f) || "").split(",");
              chip.setAttribute("aria-pressed", String(wanted.includes(chip.dataset.v)));
            }
            apply();
          };
          const reset = () => {
            query.value = "";
            for (const chip of chips) chip.setAttribute("aria-pressed", "false");
            apply();
          };
          let waiting = 0;
          query.addEventListener("input", () => {
            cancelAnimationFrame(waiting);
            waiting = requestAnimationFrame(keep);
          });
          for (const chip of chips) {
            chip.addEventListener("click", () => {
              chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
              keep();
            });
          }
          const fold = (open) => { for (const item of items) if (!item.hidden) item.open = open; };
          get("open").addEventListener("click", () => fold(true));
          get("close").addEventListener("click", () => fold(false));
          clear.addEventListener("click", () => { reset(); keep(); query.focus(); });
          document.addEventListener("keydown", (event) => {
            if (event.key === "/" && document.activeElement !== query && !event.ctrlKey && !event.metaKey) {
              event.preventDefault();
              query.focus();
            } else if (event.key === "Escape" && document.activeElement === query && query.value) {
              query.value = "";
              keep();
            }
          });
          let folded = [];
          addEventListener("beforeprint", () => {
            folded = items.filter((item) => !item.open && !item.hidden);
            if (folded.length > 500) folded = [];
            for (const item of folded) item.open = true;
          });
          addEventListener("afterprint", () => { for (const item of folded) item.open = false; });
          addEventListener("hashchange", read);
          tools.hidden = false;
          read();
        })();

        """
    }
}
