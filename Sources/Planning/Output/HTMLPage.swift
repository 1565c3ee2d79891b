import Crypto
import FoundationEssentials

/// The fixed parts of a page, and their fingerprints, by which the page's policy knows them.
enum HTMLPage {
    /// Names the one script that may run.
    static let scriptHash = hash(script)
    /// Names the one style that may apply.
    static let styleHash = hash(style)

    /// The end of the page.
    static let end = """
        <footer class=soft>Written by waybill. The page loads nothing and sends nothing.</footer>
        <script>\(script)</script>
        </body>
        </html>

        """

    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
