import Foundation

// generate COUNT FOLDER [FORMAT...]: writes FOLDER/offers.FORMAT and prints the checksums that every reader must find.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let count = Int(arguments[arguments.startIndex]), count > 0 else {
    FileHandle.standardError.write(Data("usage: generate COUNT FOLDER [csv] [json] [ndjson] [xml]\n".utf8))
    exit(64)
}
let folder = arguments[arguments.startIndex + 1]
let named = arguments.dropFirst(2).compactMap(OfferFormat.init(rawValue:))
let formats = named.isEmpty ? OfferFormat.allCases : named
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)

var outputs: [(format: OfferFormat, file: FileHandle, text: String)] = []
for format in formats {
    let path = "\(folder)/offers.\(format.rawValue)"
    guard FileManager.default.createFile(atPath: path, contents: nil),
        let file = FileHandle(forWritingAtPath: path)
    else {
        FileHandle.standardError.write(Data("\(path) cannot be written\n".utf8))
        exit(1)
    }
    outputs.append((format, file, format.head))
}

var cents = 0
var titleBytes = 0
var countries = 0
for number in 0..<count {
    let offer = Offer(number: number)
    cents += offer.payoutCents
    titleBytes += offer.title.utf8.count
    countries += offer.countries.count
    for index in outputs.indices {
        outputs[index].format.append(offer, number: number, to: &outputs[index].text)
        guard outputs[index].text.utf8.count > 1 << 20 else { continue }
        try outputs[index].file.write(contentsOf: Data(outputs[index].text.utf8))
        outputs[index].text = ""
    }
}
for output in outputs {
    try output.file.write(contentsOf: Data((output.text + output.format.tail).utf8))
    try output.file.close()
}
print("count=\(count) payout_cents=\(cents) title_bytes=\(titleBytes) countries=\(countries)")
