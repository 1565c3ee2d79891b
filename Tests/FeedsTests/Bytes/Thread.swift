import Glibc

/// A thread of the test, for a writer that must not wait for its reader on the same one.
struct Thread {
    private let handle: pthread_t

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func start(_ run: @escaping @Sendable () -> Void) -> Thread {
        var handle = pthread_t()
        pthread_create(
            &handle, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(Body(run)).toOpaque())
        return Thread(handle: handle)
    }

    func join() { pthread_join(handle, nil) }
}
