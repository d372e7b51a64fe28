import NIOCore

/// A moment by which something must have come or gone; each byte that is worth something puts it off a little, so that the
/// slowest client that is served still has a speed. Used on one event loop.
final class TransferDeadline {
    private let bytesPerSecondMin: Int
    private var due = NIODeadline.distantFuture
    private var scheduled: Scheduled<Void>?

    init(bytesPerSecondMin: Int) {
        self.bytesPerSecondMin = bytesPerSecondMin
    }

    func begin(_ time: Duration, on loop: NIOIsolatedEventLoop, passed: @escaping () -> Void) {
        end()
        due = NIODeadline.now() + TimeAmount(time)
        wait(on: loop, passed: passed)
    }

    func count(_ bytes: Int) {
        due = due + .nanoseconds(Int64(bytes) * 1_000_000_000 / Int64(bytesPerSecondMin))
    }

    func end() {
        scheduled?.cancel()
        scheduled = nil
    }

    private func wait(on loop: NIOIsolatedEventLoop, passed: @escaping () -> Void) {
        scheduled = loop.scheduleTask(deadline: due) { [unowned self] in
            if due <= .now() {
                passed()
            } else {
                wait(on: loop, passed: passed)
            }
        }
    }
}
