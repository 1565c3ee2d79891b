/// How files with saved plans start: they may lie among manifests, and are none.
package enum SavedPlanMark {
    /// The word that they begin with.
    package static let format = "waybill-plan"

    /// Whether a file starts as those with plans do; what else is in it is not looked at.
    package static func stands(atStartOf bytes: some Sequence<UInt8>) -> Bool {
        let plain = bytes.prefix(256).filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let rest = plain.starts(with: [0xEF, 0xBB, 0xBF]) ? plain.dropFirst(3) : plain[...]
        return rest.starts(with: "{\"format\":\"\(format)".utf8)
    }
}
