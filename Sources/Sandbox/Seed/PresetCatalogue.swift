import Feeds

/// The preset catalogues as the bytes of their answers, made once.
enum PresetCatalogue {
    static let sources: [UInt8] = Value.array(SourcePreset.all.map(\.value)).jsonBytes()
    static let networks: [UInt8] = Value.array(NetworkPreset.all.map(\.value)).jsonBytes()
}
