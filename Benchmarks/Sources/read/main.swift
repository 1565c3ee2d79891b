import Feeds
import Foundation

// read MODE FILE: reads a feed of offers and prints what it found. FILE may be packed with gzip, or be `-`.
//   csv json xml                   every field of every record as a typed value
//   csv-count json-count xml-count records only
//   json-decoder                   with Foundation's JSONDecoder

func total(_ reader: inout some RecordReader, _ syntax: FeedSyntax, countsOnly: Bool) throws -> Totals {
    var totals = Totals()
    var record = Record()
    var offers = OfferReader(syntax)
    while try reader.next(&record) {
        if countsOnly { totals.count += 1 } else { totals.add(offers.offer(record)) }
    }
    return totals
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: read MODE FILE\n".utf8))
    exit(64)
}
let mode = arguments[1]
let path = arguments[2]
do {
    if mode == "json-decoder" {
        print(try FoundationReader.totals(of: path))
        exit(0)
    }
    var input = FeedInput(paths: [path])
    let countsOnly = mode.hasSuffix("-count")
    guard let syntax = FeedSyntax(rawValue: countsOnly ? String(mode.dropLast(6)) : mode) else {
        FileHandle.standardError.write(Data("\(mode) is no mode\n".utf8))
        exit(64)
    }
    if syntax == .xml { input.search = .none }
    var parts = input.parts()
    guard let source = try parts.next()?.source else { exit(1) }
    switch syntax {
    case .csv:
        var reader = CSVRecordReader(from: source)
        print(try total(&reader, syntax, countsOnly: countsOnly))
    case .json:
        var reader = JSONRecordReader(from: source)
        print(try total(&reader, syntax, countsOnly: countsOnly))
    case .xml:
        var reader = XMLRecordReader(from: source)
        print(try total(&reader, syntax, countsOnly: countsOnly))
    }
} catch {
    FileHandle.standardError.write(Data("\(path): \(error)\n".utf8))
    exit(65)
}
