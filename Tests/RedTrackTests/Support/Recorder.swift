import Synchronization

/// Collects what is told from any task.
final class Recorder<Element: Sendable>: Sendable {
    private let storage = Mutex<[Element]>([])

    var values: [Element] { storage.withLock { $0 } }

    func append(_ value: Element) { storage.withLock { $0.append(value) } }
}
