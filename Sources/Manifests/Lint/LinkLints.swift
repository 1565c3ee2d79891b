internal import Diagnostics
internal import Feeds
internal import Mapping
internal import RedTrack

/// Looks at every link of an object, and at the macros in it.
struct LinkLints {
    private let known: KnownMacros
    private let tokens: SourceTokens
    private let feedKeys: [String]
    /// What the files say of the links of networks, by the keys of the networks.
    private let templates: [String: String]

    /// Takes from all objects what single links are held against.
    init(_ manifest: Manifest, knownMacros: [String], feedKeys: [String]) {
        known = KnownMacros(besides: knownMacros)
        tokens = SourceTokens(manifest)
        self.feedKeys = feedKeys
        var templates: [String: String] = [:]
        if !feedKeys.isEmpty {
            for network in manifest.objects where network.kind == .network {
                templates[network.key] = network.field("offer_url")?.node.value.string
            }
        }
        self.templates = templates
    }

    func check(_ object: ManifestObject, _ report: inout LintReport) {
        for field in object.fields {
            switch (object.kind, field.description.name) {
            case (.offer, "url"), (.landing, "url"): link(field, of: object, &report)
            case (.network, "offer_url"): link(field, of: object, &report)
            case (.network, "postback_url"): networkPostback(field, of: object, &report)
            case (.offer, "postback_url"), (.source, "postback_url"):
                postback(field.node, field, of: object, &report)
            case (.campaign, "postbacks"):
                for element in field.node.value.list ?? [] {
                    if let url = element.value["url"] { postback(url, field, of: object, &report) }
                }
            case (.domain, "url"): security(field.node, field, of: object, &report)
            case (.source, let name) where name == "ref_id" || name == "cost_id" || name.hasPrefix("sub"):
                guard let text = field.node.value.string else { continue }
                encoding(MacroScan(text), field.node, field, of: object, &report)
            default: continue
            }
        }
    }

    // MARK: Links to offers and landing pages

    private func link(_ field: ManifestField, of object: ManifestObject, _ report: inout LintReport) {
        guard let text = field.node.value.string, !text.isEmpty else { return }
        let scan = MacroScan(text)
        security(field.node, field, of: object, &report)
        encoding(scan, field.node, field, of: object, &report)
        braces(scan, field.node, field, of: object, &report)
        var meansClickID = scan.encoded.contains { $0.meant == "{clickid}" }
        for macro in scan.macros {
            if isPlaceholder(macro, text, field, of: object, &report) { continue }
            if macro.style == .braces, known.links.contains(macro.name) { continue }
            if let name = tokens.name(of: macro.text) {
                report.add(
                    .wrongMacro,
                    "\(macro.text) is a macro of a source, and RedTrack does not replace it here",
                    in: object, at: field.node, of: field, help: "write {\(name)}, in which RedTrack keeps it"
                )
            } else if macro.style == .foreign {
                report.add(
                    .wrongMacro,
                    "\(macro.text) looks like a macro of an ad platform: RedTrack does not replace it here",
                    in: object, at: field.node, of: field,
                    help: "write it into a `subN` of the source, and {subN} here")
            } else {
                let meant = known.closest(to: macro.name)
                if meant == "clickid" { meansClickID = true }
                report.add(
                    .unknownMacro, "RedTrack knows no macro \(macro.text)", in: object, at: field.node,
                    of: field,
                    help: meant.map { "did you mean {\($0)}?" }
                        ?? "if it is one, write `lints: {unknown-macro: {known: [\(macro.name)]}}` in waybill.yaml"
                )
            }
        }
        guard object.kind != .landing, !scan.has("clickid"), !meansClickID,
            !isCompleted(object, text)
        else { return }
        report.add(
            .missingClickID, "`\(field.description.manifestName)` has no {clickid}", in: object,
            at: field.node,
            of: field, help: "write it into the parameter in which the network takes your click id")
    }

    /// Whether a plan adds what the network's template says, or may add what only the account knows.
    private func isCompleted(_ object: ManifestObject, _ link: String) -> Bool {
        guard object.kind == .offer, feedKeys.contains(where: { object.key.utf8.starts(with: $0.utf8) }),
            let network = object.field("program_id")?.node.value.string
        else { return false }
        guard let template = templates[network] else { return true }
        return NetworkLink(template)?.applied(to: link).map { MacroScan($0).has("clickid") } ?? false
    }

    // MARK: Postbacks

    /// RedTrack reports to a source, or to anybody else: its macros are due.
    private func postback(
        _ node: Node, _ field: ManifestField, of object: ManifestObject, _ report: inout LintReport
    ) {
        guard let text = node.value.string, !text.isEmpty else { return }
        let scan = MacroScan(text)
        security(node, field, of: object, &report)
        encoding(scan, node, field, of: object, &report)
        braces(scan, node, field, of: object, &report)
        for macro in scan.macros {
            if isPlaceholder(macro, text, field, of: object, &report) { continue }
            if object.kind == .source, macro.text == "{clickid}" {
                report.add(
                    .wrongMacro, "{clickid} is the click id of RedTrack, which the source does not know",
                    in: object, at: node, of: field, help: "write {ref_id}: the source's own click id")
            } else if macro.style == .braces, known.links.contains(macro.name) {
                continue
            } else if let name = token(macro, of: object) {
                report.add(
                    .wrongMacro,
                    "\(macro.text) is the source's own macro: only the source replaces it, and this link is RedTrack's",
                    in: object, at: node, of: field, help: "write {\(name)}, in which RedTrack keeps it")
            } else if macro.style == .foreign {
                report.add(
                    .wrongMacro,
                    "\(macro.text) looks like a macro of an ad platform: RedTrack does not replace it here",
                    in: object, at: node, of: field,
                    help: "write {ref_id} for the source's click id, or a {subN}")
            } else if let meant = known.closest(to: macro.name), meant != macro.name {
                report.add(
                    .unknownMacro, "RedTrack knows no macro \(macro.text)", in: object, at: node, of: field,
                    help: "did you mean {\(meant)}?")
            }
        }
    }

    /// What RedTrack calls the value of a source's macro.
    private func token(_ macro: MacroScan.Macro, of object: ManifestObject) -> String? {
        switch object.kind {
        case .source: tokens.name(of: macro.text, in: object.key)
        case .campaign:
            object.field("source_id")?.node.value.string.flatMap { tokens.name(of: macro.text, in: $0) }
        default: nil
        }
    }

    /// The network calls RedTrack: its own macros are due, on the right of RedTrack's names.
    private func networkPostback(
        _ field: ManifestField, of network: ManifestObject, _ report: inout LintReport
    ) {
        guard let text = field.node.value.string, !text.isEmpty else { return }
        let scan = MacroScan(text)
        encoding(scan, field.node, field, of: network, &report)
        if !text.utf8.contains(text: "clickid=") {
            report.add(
                .postbackClickID, "the network's postback has no `clickid=`", in: network, at: field.node,
                of: field,
                help: "write clickid= and the network's macro for the value that it got")
        }
        if scan.has("ref_id") {
            report.add(
                .wrongMacro, "{ref_id} is a macro of RedTrack, and the network calls this link", in: network,
                at: field.node, of: field, help: "write the network's own macro")
        }
        guard scan.has("clickid"), let link = network.field("offer_url")?.node.value.string,
            MacroScan(link).has("clickid"), !link.utf8.contains(text: "clickid={clickid}")
        else { return }
        report.add(
            .wrongMacro, "{clickid} is a macro of RedTrack, and the network calls this link", in: network,
            at: field.node, of: field,
            help: "write the network's own macro for the parameter that carries {clickid} in `offer_url`")
    }

    // MARK: Any link

    private func security(
        _ node: Node, _ field: ManifestField, of object: ManifestObject, _ report: inout LintReport
    ) {
        guard let text = node.value.string, text.utf8.count > 7,
            text.utf8.prefix(7).elementsEqual("http://".utf8) || text.prefix(7).lowercased() == "http://"
        else { return }
        let host = text.dropFirst(7).prefix { !"/?#:".contains($0) }.lowercased()
        if host == "localhost" || host.hasPrefix("127.") || host == "[" { return }
        report.add(
            .insecureURL, "the link starts with http://", in: object, at: node, of: field,
            help: "write https:// if the other side serves it")
    }

    private func encoding(
        _ scan: MacroScan, _ node: Node, _ field: ManifestField, of object: ManifestObject,
        _ report: inout LintReport
    ) {
        for macro in scan.encoded {
            report.add(
                .encodedMacro, "the braces of \(macro.text) are encoded: nobody replaces it", in: object,
                at: node,
                of: field, help: "write \(macro.meant)")
        }
    }

    private func braces(
        _ scan: MacroScan, _ node: Node, _ field: ManifestField, of object: ManifestObject,
        _ report: inout LintReport
    ) {
        guard let first = scan.broken.first else { return }
        report.add(
            .brokenMacro, "a brace has no other half: \(first)", in: object, at: node, of: field,
            help: "write macros as {NAME}")
    }

    private func isPlaceholder(
        _ macro: MacroScan.Macro, _ text: String, _ field: ManifestField, of object: ManifestObject,
        _ report: inout LintReport
    ) -> Bool {
        guard KnownMacros.placeholders.contains(macro.name) else { return false }
        if object.kind == .network, macro.text == NetworkLink.placeholder { return true }
        report.add(
            .placeholder, "\(macro.text) is to be replaced by hand", in: object, at: field.node, of: field,
            help: "write what it stands for, or remove it")
        return true
    }
}

extension String.UTF8View {
    /// Whether a short text stands in this one.
    func contains(text: String) -> Bool {
        let (bytes, wanted) = (Array(self), Array(text.utf8))
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { start in
            wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
        }
    }
}
