import Japanese
import Synchronization
import Ward

/// A clock that stands until the test moves it.
public final class MovableClock: Sendable {
    private let moment: Mutex<Timestamp>

    public init(_ start: Timestamp) {
        moment = Mutex(start)
    }

    public var now: Timestamp { moment.withLock { $0 } }

    /// As the ward needs it.
    public var clock: Clock { Clock { self.now } }

    public func move(to moment: Timestamp) {
        self.moment.withLock { $0 = moment }
    }

    public func move(to day: CivilDate, hour: Int = 9, minute: Int = 0) {
        move(to: Timestamp(day, hour: hour, minute: minute))
    }

    public func advance(seconds: Int) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
