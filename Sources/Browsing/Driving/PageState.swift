import Foundation
import Scenarios
import Synchronization

/// What is known of the page from events, and who waits for the next one.
final class PageState: Sendable {
    struct Values {
        /// Grows with everything that may make a condition true.
        var changes = 0
        /// Grows with each new document of the main frame.
        var documents = 0
        var mainFrame = ""
        /// The robot's own world in the main frame; `nil` while a document is replaced.
        var world: Int?
        /// Content is there; later changes are told one by one.
        var isReady = false
        var isLoaded = false
        /// What must stop the step, first come first.
        var trouble: RunOutcome?
        var download: Download?
        /// Files that are not asked for.
        var isDownloadExpected = false
        /// A question of the page that the scenario expects, and its answer is yes.
        var expectedDialog: String?
        /// In a trial nothing may be sent but what a harmless step sends.
        var mayNotSend = false
    }

    struct Download {
        var id: String
        var name: String
        /// `inProgress`, `completed`, `canceled`
        var state: String
    }

    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Held {
        var values = Values()
        var waiters: [Waiter] = []
        var nextWaiter = 0
    }

    private let held = Mutex(Held())

    /// - Parameter mainFrame: the page's outermost frame, which stays the same whatever it shows.
    init(mainFrame: String) {
        held.withLock { $0.values.mainFrame = mainFrame }
    }

    var values: Values { held.withLock { $0.values } }

    /// Changes what is known and wakes everybody who waits.
    func change(_ change: (inout Values) -> Void) {
        let waiters = held.withLock { held in
            change(&held.values)
            held.values.changes += 1
            defer { held.waiters = [] }
            return held.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: true) }
    }

    /// Sets something nobody waits for.
    func set(_ change: (inout Values) -> Void) {
        held.withLock { change(&$0.values) }
    }

    func stop(_ outcome: RunOutcome) {
        change { if $0.trouble == nil { $0.trouble = outcome } }
    }

    /// Waits until something changed after a count that was seen.
    /// - Returns: false when nothing did within the time.
    func changed(after seen: Int, within duration: Duration) async -> Bool {
        let timer = Mutex<Task<Void, Never>?>(nil)
        let answer = await withCheckedContinuation { continuation in
            let id = held.withLock { held -> Int? in
                guard held.values.changes == seen else { return nil }
                held.nextWaiter += 1
                held.waiters.append(Waiter(id: held.nextWaiter, continuation: continuation))
                return held.nextWaiter
            }
            guard let id else { return continuation.resume(returning: true) }
            timer.withLock {
                $0 = Task { [self] in
                    guard (try? await Task.sleep(for: duration)) != nil else { return }
                    giveUp(id)
                }
            }
        }
        timer.withLock { $0?.cancel() }
        return answer
    }

    private func giveUp(_ id: Int) {
        let waiter = held.withLock { held -> Waiter? in
            guard let index = held.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return held.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: false)
    }
}
