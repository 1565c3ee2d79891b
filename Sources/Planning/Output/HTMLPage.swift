import Crypto
import FoundationEssentials

/// The fixed parts of a page, and their fingerprints, by which the page's policy knows them.
package enum HTMLPage {
    /// Names the one script of a plan's page that may run.
    static let scriptHash = hash(script)
    /// Names the one style of a plan's page that may apply.
    static let styleHash = hash(style)
    /// The end of a plan's page.
    static let end = end(script: script)

    /// The beginning of a page, up to its body. Nothing but its own script and style may run.
    /// - Parameters:
    ///   - title: what it is called, as plain text.
    ///   - style: its style.
    ///   - script: its script, which ``end(script:)`` must be given too.
    /// - Returns: the markup.
    package static func head(title: String, style: String, script: String) -> String {
        """
        <!DOCTYPE html>
        <html lang=en>
        <head>
        <meta charset=utf-8>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '\(hash(script))'; style-src '\(hash(style))'; base-uri 'none'; form-action 'none'">
        <meta name=viewport content="width=device-width, initial-scale=1">
        <meta name=color-scheme content="light dark">
        <meta name=referrer content=no-referrer>
        <meta name=generator content=waybill>
        <title>\(MarkupText.escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>

        """
    }

    /// The end of a page.
    /// - Parameter script: its script.
    /// - Returns: the markup.
    package static func end(script: String) -> String {
        """
        <footer class=soft>Written by waybill. The page loads nothing and sends nothing.</footer>
        <script>\(script)</script>
        </body>
        </html>

        """
    }

    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
