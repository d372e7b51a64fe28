import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Net hours, as a person computes them on paper")
struct NetEffectTests {
    /// Five records by hand: 280, 300, 320, 290, 310 seconds. Mean 300 s; squares of the deviations 400+0+400+100+100 = 1,000; s² = 250;
    /// error of the mean √(250/5) = 7.0711 s; t(4) = 2.776; half of the interval 19.63 s.
    private static let hand = [280, 300, 320, 290, 310]

    @Test("The mean of samples and its interval are those of the textbook")
    func mean() throws {
        let mean = try #require(SampleMean(Self.hand))
        #expect(mean.words == "5分0秒")
        #expect(mean.halfMilliseconds == 19_630)
        #expect(mean.interval(of: 1) == 280...320)
        #expect(mean.seconds(of: 100) == 30_000)
        #expect(mean.interval(of: 100) == 28_037...31_963)
    }

    @Test("Too few samples give a mean without an interval, none give nothing")
    func few() throws {
        #expect(SampleMean([]) == nil)
        #expect(try #require(SampleMean([60, 120])).interval(of: 10) == nil)
    }

    @Test("Everything that people spent is taken off, and what is worse than by hand is negative")
    func sheet() throws {
        // 820 records × 300 s = 246,000 s = 4,100 min. Building 2,400 min over 36 months, 3 months: 200 min.
        // Licence 908,000 yen × 3/12 = 227,000 yen; 3,000 yen an hour: 75.667 h = 4,540 min.
        let mean = try #require(SampleMean(Self.hand))
        let good = NetEffect(
            .init(
                records: 820, baseline: mean, method: .stopwatch, source: .http, checkingMinutes: 300,
                exceptionMinutes: 84, repairMinutes: 60, buildMinutes: 2_400, buildMonths: 36, licenceYen: nil,
                hourYen: 3_000, monthsAtWork: 3, monthsBuilding: 3))
        #expect(good.grossMinutes == 4_100)
        #expect(good.buildMinutes == 200)
        #expect(good.netMinutes == 4_100 - 300 - 84 - 60 - 200)
        #expect(good.grade == .beforeAndAfter)
        // 820 × 19.630 s = 16,096.6 s → 16,097 s; 229,903…262,097 s; 3,831…4,369 min; less 644.
        #expect(good.interval == 3_187...3_725)
        let bad = NetEffect(
            .init(
                records: 820, baseline: mean, method: .stopwatch, source: .csv, checkingMinutes: 1_500,
                buildMinutes: 2_400, buildMonths: 36, licenceYen: 908_000, hourYen: 3_000, monthsAtWork: 3,
                monthsBuilding: 3))
        #expect(bad.licenceMinutes == 4_540)
        #expect(bad.netMinutes == 4_100 - 1_500 - 200 - 4_540)
        #expect(bad.netMinutes < 0)
        #expect(bad.method.contains("ライセンス料の按分（時間に換算）4540分"))
    }

    @Test("The grade is that of the weakest part, and what is not known is said")
    func grades() throws {
        let mean = try #require(SampleMean(Self.hand))
        func grade(_ method: Baseline.Method, _ source: RunSource, build: Int? = 0) -> Effect.Grade {
            NetEffect(
                .init(
                    records: 1, baseline: mean, method: method, source: source, buildMinutes: build, monthsAtWork: 3,
                    monthsBuilding: 3)
            ).grade
        }
        #expect(grade(.drawn, .engine) == .randomised)
        #expect(grade(.drawn, .http) == .beforeAndAfter)
        #expect(grade(.stopwatch, .engine) == .beforeAndAfter)
        #expect(grade(.log, .engine) == .estimated)
        #expect(grade(.stopwatch, .declared) == .declared)
        #expect(grade(.stopwatch, .engine, build: nil) == .estimated)
        let few = NetEffect(
            .init(
                records: 10, baseline: try #require(SampleMean([60])), method: .stopwatch, source: .engine,
                buildMinutes: 0, monthsAtWork: 3, monthsBuilding: 3))
        #expect(few.grade == .estimated)
        #expect(few.interval == nil)
        #expect(few.remarks.count == 1)
    }

    @Test("Advice follows the arithmetic: stop what costs more than by hand, replace what repair eats, keep the rest")
    func advice() throws {
        let mean = try #require(SampleMean(Self.hand))
        func quarter(_ records: Int, checking: Int = 0, repair: Int = 0, build: Int = 0) -> NetEffect {
            NetEffect(
                .init(
                    records: records, baseline: mean, method: .stopwatch, source: .http, checkingMinutes: checking,
                    repairMinutes: repair, buildMinutes: build * 12, buildMonths: 36, monthsAtWork: 3,
                    monthsBuilding: 3))
        }
        #expect(RetirementAdvice([quarter(100)]).verdict == .unknown)
        #expect(RetirementAdvice([quarter(100), quarter(100)]).verdict == .keep)
        #expect(RetirementAdvice([quarter(100, checking: 600), quarter(100, checking: 600)]).verdict == .stop)
        #expect(RetirementAdvice([quarter(100, repair: 200), quarter(100, repair: 200)]).verdict == .replace)
        // Building is spent: a robot that is only slow to pay back goes on.
        #expect(RetirementAdvice([quarter(100, build: 900), quarter(100, build: 900)]).verdict == .keep)
        #expect(
            RetirementAdvice([quarter(100, checking: 600), quarter(100, checking: 600)]).reasons[0].contains("−3時間20分"))
    }

    @Test(
        "A quarter is settled once; a later correction is a new row that names the one before",
        arguments: TestDatabases.all)
    func settled(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            let quarter = Quarter(containing: SampleRobots.day("2026-05-01"))
            sample.clock.move(to: SampleRobots.day("2026-05-31"), hour: 18)
            try await sample.write { robot, stamp, connection in
                let baseline = try Baseline.begin(
                    .stopwatch, unitName: "件", source: nil, from: SampleRobots.day("2026-04-01"), of: robot, by: stamp,
                    on: connection)
                try baseline.add(Self.hand, by: stamp, on: connection)
                try ReportedRun(
                    reference: "1",
                    facts: .init(
                        startedAt: stamp.at.adding(seconds: -3_600), endedAt: stamp.at, done: 120, business: 2)
                ).enter(for: robot, source: .http, by: stamp, on: connection)
            }
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    _ = try EffectSettling.settle(quarter, by: stamp, on: connection)
                }
            }
            sample.clock.move(to: SampleRobots.day("2026-07-02"))
            let first = try await sample.write { _, stamp, connection in
                try EffectSettling.settle(quarter, by: stamp, on: connection)
            }
            // 120 × 300 s = 600 min; building 3,600 min over 36 months, three of them: 300 min. 300 min = 5 h.
            #expect(first.map(\.value) == [5])
            #expect(first.first?.grade == .beforeAndAfter)
            #expect(first.first?.records.count == 1)
            let again = try await sample.write { _, stamp, connection in
                try EffectSettling.settle(quarter, by: stamp, on: connection)
            }
            #expect(again.isEmpty)
            let corrected = try await sample.write { robot, stamp, connection in
                try Effort.write(
                    .repair, minutes: 60, on: SampleRobots.day("2026-06-10"), "画面の変更", of: robot.id, by: stamp,
                    connection)
                return try EffectSettling.settle(quarter, by: stamp, on: connection)
            }
            #expect(corrected.map(\.value) == [4])
            #expect(corrected.first?.replaces == first.first?.id)
            let standing = try await database.read { try EffectLedger.standing("automation", on: $0) }
            #expect(standing.map(\.value) == [4])
        }
    }

    @Test("The stopwatch counts from start to stop, for one baseline of a person at a time")
    func stopwatch() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let person = sample.main
            let baseline = try await sample.write { robot, stamp, connection in
                let baseline = try Baseline.begin(
                    .stopwatch, unitName: "件", source: nil, from: stamp.today, of: robot, by: stamp, on: connection)
                try Stopwatch.start(baseline, of: person, by: stamp, on: connection)
                return baseline
            }
            await #expect(throws: BaselineRefusal.runsElsewhere) {
                try await sample.write { _, stamp, connection in
                    try Stopwatch.start(baseline, of: person, by: stamp, on: connection)
                }
            }
            sample.clock.advance(seconds: 95)
            let seconds = try await sample.write { _, stamp, connection in
                try Stopwatch.stop(baseline, of: person, by: stamp, on: connection)
            }
            #expect(seconds == 95)
            await #expect(throws: BaselineRefusal.notRunning) {
                try await sample.write { _, stamp, connection in
                    try Stopwatch.stop(baseline, of: person, by: stamp, on: connection)
                }
            }
            #expect(BaselineFields.read("320\n5：20\n ６５ ") == [320, 320, 65])
            #expect(BaselineFields.read("5:75") == nil)
            #expect(BaselineFields.read("速い") == nil)
        }
    }
}
