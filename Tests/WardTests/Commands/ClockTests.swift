import Japanese
import Testing
import WardTesting

@testable import Ward

@Suite("The clock of a command")
struct ClockTests {
    @Test(
        "NAMIKI_NOW sets the moment at which the clock starts",
        arguments: [
            ("2024-07-03T09:00:00+09:00", "2024-07-03T09:00:00+09:00"), ("2024-07-03", "2024-07-03T09:00:00+09:00"),
            ("2024-02-29T23:59:59+09:00", "2024-02-29T23:59:59+09:00"),
            ("1969-12-31T00:00:01+09:00", "1969-12-31T00:00:01+09:00"),
        ])
    func reading(_ text: String, _ moment: String) throws {
        let start = try #require(Clock.moment(reading: text))
        #expect(start.description == moment)
        // The machine's clock goes on between the two readings, never back.
        #expect(try Clock.ofCommand(environment: ["NAMIKI_NOW": text]).now() >= start)
    }

    @Test("Without the variable the machine's clock is used")
    func system() throws {
        for environment in [[:], ["NAMIKI_NOW": ""]] {
            let now = try Clock.ofCommand(environment: environment).now()
            #expect(now >= Timestamp(day("2024-01-01")))
        }
    }

    @Test(
        "What is no moment is refused with the two forms that are read",
        arguments: [
            "きょう", "2024-07-03T09:00:00Z", "2024-07-03T09:00:00", "2024-02-30", "2024-07-03T24:00:00+09:00",
            "2024-07-03T09:60:00+09:00", "2024-07-03T0９:00:00+09:00", "2024-07-03 09:00:00+09:00", "2024-7-3",
            "20240703", "2024-07-03T+9:00:00+09:00",
        ])
    func refused(_ text: String) {
        #expect(throws: ClockRefusal(text: text)) { try Clock.ofCommand(environment: ["NAMIKI_NOW": text]) }
        #expect(ClockRefusal(text: text).words.contains("2024-07-03T09:00:00+09:00 か 2024-07-03"))
    }

    @Test("A clock that was set runs as fast as the one beside it")
    func running() {
        let beside = MovableClock(Timestamp(day("2030-01-01")))
        let clock = Clock.running(from: Timestamp(day("2024-07-03")), beside: Clock { beside.now })
        #expect(clock.now() == Timestamp(day("2024-07-03")))
        beside.advance(seconds: 90)
        #expect(clock.now() == Timestamp(day("2024-07-03")).adding(seconds: 90))
    }
}
