/// Times and paces in words for people: never more digits than matter.
package enum RateText {
    /// `less than a second`, `23 s`, `1 min 3 s`, `12 min`, `2 h 5 min`, `3 days`.
    package static func words(_ duration: Duration) -> String {
        let seconds = Int(min(max(duration, .zero), .seconds(100_000_000)).components.seconds)
        if duration < .seconds(1) { return "less than a second" }
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 600 {
            return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        }
        let minutes = (seconds + 30) / 60
        if minutes < 60 { return "\(minutes) min" }
        if minutes < 48 * 60 {
            return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
        }
        return "\((minutes + 720) / 1_440) days"
    }

    /// `5 requests a second`, `58 requests a minute`, `20 requests an hour`.
    package static func pace(_ perSecond: Double) -> String {
        func rounded(_ number: Double) -> String {
            let tenths = Int((min(number, 1e12) * 10).rounded())
            return number >= 10 || tenths % 10 == 0 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
        if perSecond >= 2 { return "\(rounded(perSecond)) requests a second" }
        if perSecond * 60 >= 2 { return "\(rounded(perSecond * 60)) requests a minute" }
        return "\(rounded(perSecond * 3_600)) requests an hour"
    }
}
