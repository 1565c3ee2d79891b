extension RecordWindow {
    /// How far from ``start`` the first byte stands that is no white space of JSON, or the end of the bytes at hand;
    /// with `breaks`, a line break is no white space.
    func distance(behindSpaceFrom distance: Int, breaks: Bool) -> Int {
        self.distance(from: distance) { byte in
            byte > 0x20 || !JSONChecker.isSpace(byte) || (breaks && (byte == 0x0A || byte == 0x0D))
        }
    }

    /// How far from ``start`` the first byte stands that is wanted, or the end of the bytes at hand.
    @inline(__always)
    func distance(from distance: Int, where isWanted: (UInt8) -> Bool) -> Int {
        let span = bytes.span
        var index = start &+ distance
        while index < end, !isWanted(span[index]) { index &+= 1 }
        return index &- start
    }
}
