import Feeds
import Foundation
import Mapping

// map TEMPLATE FILE >OBJECTS: maps a feed of JSON and writes the objects as NDJSON.

/// What is written, in large pieces.
struct Output {
    private var bytes: [UInt8] = []

    mutating func add(_ object: MappedObject) {
        object.appendJSON(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 1 << 18 { flush() }
    }

    mutating func flush() {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = write(1, rest.baseAddress, rest.count)
                if count <= 0 { exit(1) }
                rest = rest.dropFirst(count)
            }
        }
        bytes.removeAll(keepingCapacity: true)
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var baseAddress: UnsafeRawPointer? { UnsafeRawBufferPointer(rebasing: self).baseAddress }
}

func run(template path: String, feed: String) throws {
    let tree = try JSONDocument.parse([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    let template = try Template(tree, file: path)
    var parts = FeedInput(paths: [feed]).parts()
    guard case .json(let options) = template.format, let source = try parts.next()?.source else { return }
    var mapper = try Mapper(template, parameters: [:])
    var reader = JSONRecordReader(from: source, options: options)
    var record = Record()
    var objects: [MappedObject] = []
    var output = Output()
    while try reader.next(&record) {
        _ = mapper.map(record, into: &objects)
        for object in objects { output.add(object) }
        objects.removeAll(keepingCapacity: true)
    }
    mapper.finish(into: &objects)
    for object in objects { output.add(object) }
    output.flush()
    let summary = mapper.summary
    FileHandle.standardError.write(
        Data("records=\(summary.records) mapped=\(summary.mapped) lost=\(summary.lost.count)\n".utf8))
}

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: map TEMPLATE FILE\n".utf8))
    exit(64)
}
do {
    try run(template: CommandLine.arguments[1], feed: CommandLine.arguments[2])
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(65)
}
