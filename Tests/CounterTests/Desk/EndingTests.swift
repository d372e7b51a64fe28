import Japanese
import LifeEvents
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("How cases end")
struct EndingTests {
    private static func run(_ desk: TestedDesk) async throws -> Purge.Outcome {
        try await desk.ward.database.write {
            try Purge.run(by: desk.stamp("システム"), on: $0)
        }
    }

    @Test(
        "A case that was never finished is ended with its reason and deleted on schedule", arguments: TestDatabases.all)
    func unfinished(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let opened = try await desk.ward.database.write { try desk.book(TestedDesk.opening(1), on: $0) }
            try await desk.ward.database.write { connection in
                try CaseStore.end(opened, because: "ご家族が各窓口で済ませた", by: desk.stamp(), on: connection)
                let ended = try DeskCase.known(opened.id, on: connection)
                #expect(ended.state == .cancelled)
                #expect(ended.endReason == "ご家族が各窓口で済ませた")
                #expect(ended.endedOn == desk.today)
                #expect(try VisitStore.current(of: opened.id, on: connection) == nil)
                #expect(try PriorCheckStore.open(nil, on: connection).isEmpty)
                #expect(throws: DeskRefusal.self) {
                    try CaseStore.end(ended, because: "もう一度", by: desk.stamp(), on: connection)
                }
            }
            desk.move(to: desk.today.adding(days: 367))
            #expect(try await Self.run(desk).cases == 1)
        }
    }

    @Test(
        "A case in which nothing happens ends by itself after the time that cases are kept",
        arguments: TestDatabases.all)
    func forgotten(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let opened = try await desk.ward.database.write {
                try CaseStore.open(TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: $0)
            }
            desk.move(to: desk.today.adding(days: 364))
            #expect(try await Self.run(desk).archived == 0)
            desk.move(to: desk.today.adding(days: 3))
            #expect(try await Self.run(desk).archived == 1)
            let ended = try await desk.ward.database.read { try DeskCase.known(opened.id, on: $0) }
            #expect(ended.endReason.contains("動きがなかった"))
        }
    }

    @Test(
        "No case stays open for the ten years of 遺産分割, and one with a deadline near stays", arguments: TestDatabases.all
    )
    func horizon(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let facts = CaseFacts([
                "know": .known(.day(CivilDate(dayNumber: 20_775))), "heirs": .known(.number(3)),
                "realestate": .known(.truth(false)),
            ])
            let opened = try await desk.ward.database.write { connection in
                let booked = try desk.book(TestedDesk.opening(1, answers: facts), on: connection)
                let visit = try #require(try VisitStore.current(of: booked.id, on: connection))
                try VisitStore.begin(visit, by: desk.stamp(), on: connection)
                try VisitStore.end(visit, by: desk.stamp(), on: connection)
                return booked
            }
            // 相続放棄 (three months) still runs.
            #expect(try await Self.run(desk).archived == 0)
            let view = try await desk.ward.database.read { try CaseView.load(opened.id, on: $0) }
            #expect(view.applying.contains { $0.procedure.id == "E17" })
            desk.move(to: desk.today.adding(days: 400))
            #expect(try await Self.run(desk).archived == 1)
        }
    }

    @Test(
        "死亡届 is done for a death in the register, and its done items are no work of the visit",
        arguments: TestDatabases.all)
    func registered(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let row =
                "見本故人1,ミホンコジン1,\(CivilDate(dayNumber: -9_999)),\(CivilDate(dayNumber: 20_775)),見本町1丁目\n"
            let list = DeathList(
                Array(("氏名,フリガナ,生年月日,死亡日,住所\n" + row).utf8), base: desk.base, today: desk.today)
            let (known, unknown) = try await desk.ward.database.write { connection in
                _ = try DeathStore.take(list, by: desk.stamp(), on: connection)
                func item(_ number: Int) throws -> DeskItem? {
                    let opened = try CaseStore.open(
                        TestedDesk.opening(number), base: desk.base, by: desk.stamp(), on: connection)
                    return try CaseView.load(opened.id, on: connection).items.first { $0.procedure.id == "A01" }
                }
                return (try item(1), try item(2))
            }
            #expect(known?.state == .done)
            #expect(known?.isByItself == true)
            #expect(unknown?.state == nil)
        }
    }

    @Test(
        "A death tomorrow, a birth after it, and answers of days before it open no case", arguments: TestDatabases.all)
    func wrongDays(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            var tomorrow = TestedDesk.opening(1)
            tomorrow.deceased.diedOn = desk.today.adding(days: 1)
            var unborn = TestedDesk.opening(1)
            unborn.deceased.bornOn = desk.today
            let early = CivilDate(dayNumber: 20_774)
            let funeral = TestedDesk.opening(1, answers: CaseFacts(["funeral": .known(.day(early))]))
            let known = TestedDesk.opening(1, answers: CaseFacts(["know": .known(.day(early))]))
            for opening in [tomorrow, unborn, funeral, known] {
                await #expect(throws: DeskRefusal.self) {
                    try await desk.ward.database.write {
                        _ = try CaseStore.open(opening, base: desk.base, by: desk.stamp(), on: $0)
                    }
                }
            }
            let count = try await desk.ward.database.read { try CaseStore.open(on: $0).count }
            #expect(count == 0)
        }
    }
}
