import Japanese
import Synchronization

/// A clock that stands until the test moves it.
final class MovableClock: Sendable {
    private let moment: Mutex<Timestamp>

    init(_ start: Timestamp) {
        moment = Mutex(start)
    }

    var now: Timestamp { moment.withLock { $0 } }

    func advance(seconds: Int) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

/// A day of a test, which must exist.
func day(_ iso: String) -> CivilDate {
    CivilDate(iso: iso)!
}
