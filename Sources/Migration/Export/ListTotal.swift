internal import Diagnostics
internal import Feeds
internal import FoundationEssentials

/// Whether all pages of a list are there. What stands on a page that nobody saved would be lost without a word.
struct ListTotal {
    /// The member under which an answer holds its records.
    let envelope: String
    /// Where an answer says how many records the whole list has, as names with dots between them.
    let path: String

    /// What is wrong with a list: its files hold fewer records together than one of them says that there are.
    ///
    /// Files that are no answers with such a number say nothing of the whole, and what is wrong with them the reader
    /// tells.
    func fault(of name: String, _ files: [String]) -> Diagnostic? {
        var (count, total, place) = (0, 0, nil as SourcePlace?)
        for file in files {
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)),
                let tree = try? JSONDocument.parse(Array(data))
            else { return nil }
            count += (tree.value.list ?? tree.value[envelope]?.value.list)?.count ?? 0
            let found = path.split(separator: ".").reduce(tree as Node?) { $0?.value[String($1)] }
            guard let found, let number = (found.value.number ?? found.value.string).flatMap({ Int($0) }),
                number > total
            else { continue }
            (total, place) = (number, SourcePlace(file: file, position: found.position))
        }
        guard count < total else { return nil }
        return Diagnostic(
            .error, "migration.incomplete-list",
            "\(name) has \(total) records, of which the export has \(count)", at: place,
            help: "save the other pages too, as \(name)-1.json, \(name)-2.json ...")
    }
}
