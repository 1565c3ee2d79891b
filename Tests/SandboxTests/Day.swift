import Foundation

/// Days as the API writes them.
enum Day {
    /// The day so many days from today, in UTC.
    static func text(_ offset: Int) -> String {
        let date = Date(timeIntervalSinceNow: Double(offset) * 86_400)
        return String(date.formatted(.iso8601).prefix(10))
    }
}
