import Japanese
import RandomTesting
import Testing

@testable import Ward

@Suite("How failures make the next try wait")
struct SlowdownTests {
    private let start = TestedWard.start
    private let rules: [Slowdown] = [.narrow, .login, .address]

    @Test("The first five failures are free, then the wait doubles up to five minutes")
    func doubling() {
        let delays = (0...20).map { Slowdown.narrow.delaySeconds(failures: $0) }
        #expect(delays == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300, 300])
        #expect(Slowdown.narrow.delaySeconds(failures: .max) == 300)
    }

    @Test("A wait counts down to its end and not beyond")
    func countdown() {
        let count = Slowdown.Count(failures: 8, failedAt: start)
        let left = (0...9).map { Slowdown.narrow.secondsLeft(count, at: start.adding(seconds: $0)) }
        #expect(left == [8, 7, 6, 5, 4, 3, 2, 1, 0, 0])
        #expect(Slowdown.narrow.secondsLeft(nil, at: start) == 0)
        #expect(Slowdown.narrow.secondsLeft(count, at: Timestamp(milliseconds: start.milliseconds + 7001)) == 1)
    }

    @Test("Half of the failures are forgotten after each quarter of an hour")
    func forgetting() {
        let count = Slowdown.Count(failures: 12, failedAt: start)
        let remaining = [0, 899, 900, 1800, 2700, 3600, 1_000_000_000].map {
            Slowdown.narrow.remaining(count, at: start.adding(seconds: $0))
        }
        #expect(remaining == [12, 12, 6, 3, 1, 0, 0])
        #expect(Slowdown.narrow.remaining(count, at: start.adding(seconds: -5)) == 12)
    }

    @Test("Nobody is ever shut out: the wait is bounded, and who waits it out is looked at", arguments: 0..<300)
    func neverForEver(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for rule in rules {
            var now = start
            var count: Slowdown.Count?
            for _ in 0..<60 {
                // Even a clock that jumps back by a day.
                let step = Int.random(in: 0...20, using: &generator) == 0 ? -86_400 : 400
                now = now.adding(seconds: Int.random(in: min(0, step)...max(0, step), using: &generator))
                let left = rule.secondsLeft(count, at: now)
                #expect((0...rule.secondsMax).contains(left), "seed \(seed)")
                if left == 0 {
                    count = rule.afterFailure(count, at: now)
                } else {
                    let later = now.adding(seconds: 2 * rule.secondsMax)
                    #expect(rule.secondsLeft(count, at: later) == 0, "seed \(seed)")
                }
            }
        }
    }

    @Test(
        "Who tries without a pause gets few tries: compared with a second-by-second simulation", arguments: [1, 2, 3])
    func fewTries(hours: Int) {
        for rule in rules {
            var count: Slowdown.Count?
            var looked = 0
            for second in 0..<hours * 3600 {
                let now = start.adding(seconds: second)
                while rule.secondsLeft(count, at: now) == 0 {
                    count = rule.afterFailure(count, at: now)
                    looked += 1
                }
            }
            // The free ones, those while the wait still doubles, then one for each longest wait.
            let doubling = 1 + (0..<20).prefix { 1 << $0 < rule.secondsMax }.count
            #expect(looked <= rule.free + doubling + hours * 3600 / rule.secondsMax)
            #expect(looked > rule.free)
        }
    }

    @Test("A day later everything is forgotten, as the store assumes when it removes it")
    func purge() {
        for rule in rules {
            let worst = Slowdown.Count(failures: 1_000_000_000, failedAt: start)
            let later = start.adding(seconds: SlowdownStore.keptSecondsMax)
            #expect(rule.remaining(worst, at: later) == 0)
        }
    }
}
