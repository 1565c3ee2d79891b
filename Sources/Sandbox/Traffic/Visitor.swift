/// Somebody who clicks: what filters look at and what clicks and reports show of them.
struct Visitor: Sendable {
    var country = ""
    var region = ""
    var city = ""
    var language = ""
    var system = ""
    var systemVersion = ""
    var browser = ""
    var browserVersion = ""
    /// A title of the device index.
    var device = ""
    var brand = ""
    var model = ""
    var connection = ""
    var provider = ""
    var address = ""
    var agent = ""
    var referrer = ""
    var referrerDomain = ""
    var proxy = ""
    /// The source's id of the click.
    var reference = ""
    /// `sub1` to `sub10`.
    var subs = Array(repeating: "", count: 10)
}
