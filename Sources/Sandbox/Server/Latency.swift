import NIOCore

/// The delay before an answer, measured by the loop of its connection: the timer of a task is late by half a
/// millisecond, which is much of a short delay.
enum Latency {
    /// Waits until a time.
    /// - Throws: `CancellationError` when the task is cancelled: whoever stops a sandbox does not wait for it.
    static func wait(until deadline: NIODeadline, on loop: any EventLoop) async throws {
        let timer = loop.scheduleTask(deadline: deadline) {}
        try await withTaskCancellationHandler {
            do {
                try await timer.futureResult.get()
            } catch {
                throw CancellationError()
            }
        } onCancel: {
            timer.cancel()
        }
    }
}
