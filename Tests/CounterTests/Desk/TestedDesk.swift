import Japanese
import LifeEvents
import Site
import Storage
import StorageTesting
import Ward
import WardTesting

@testable import Counter

/// A ward with ten sections and a desk, whose clock the test moves and whose randomness repeats.
struct TestedDesk: Sendable {
    let ward: Ward
    let base: KnowledgeBase
    private let clock: MovableClock

    /// Tuesday 2026-11-24, 9:00.
    static let start = Timestamp(CivilDate(dayNumber: 20_781), hour: 9)

    /// Units that answer for sections of the rules, by the beginning of their names.
    static let units = [
        "区民課", "国保年金課", "介護保険課", "障害者施策課", "保健センター", "杉並福祉事務所", "地域子育て支援課", "子ども家庭支援課", "課税課", "高齢者施策課",
    ]

    static func use(_ kind: TestDatabase, _ body: (TestedDesk) async throws -> Void) async throws {
        try await kind.use(CounterModule.allMigrations) { database in
            try await body(try await TestedDesk(database))
        }
    }

    private init(_ database: any Database) async throws {
        let clock = MovableClock(TestedDesk.start)
        ward = .tested(database, clock: clock.clock)
        self.clock = clock
        base = try BereavementDesk.base
        let stamp = ward.stamp(by: .commandLine)
        try await database.write { connection in
            for (position, name) in Self.units.enumerated() {
                _ = try UnitStore.create(code: "\(10 + position)", name: name, by: stamp, on: connection)
            }
        }
    }

    func move(to day: CivilDate, hour: Int = 9, minute: Int = 0) {
        clock.move(to: day, hour: hour, minute: minute)
    }

    var today: CivilDate { ward.clock.today }
    func stamp(_ name: String = "見本 窓口") -> Stamp { ward.stamp(by: Actor(person: nil, name: name)) }

    /// A family that told everything at the booking.
    static func opening(_ number: Int, isRestricted: Bool = false, answers: CaseFacts = CaseFacts())
        -> CaseStore.Opening
    {
        CaseStore.Opening(
            event: BereavementDesk.event, source: .phone,
            deceased: Deceased(
                name: "見本故人\(number)", kana: "ミホンコジン\(number)", bornOn: CivilDate(dayNumber: -10_000 + number),
                diedOn: CivilDate(dayNumber: 20_775),
                address: ProtectedAddress("見本町\(number)丁目\(number)番地の秘密", isRestricted: isRestricted)),
            visitor: Visitor(name: "見本遺族\(number)", relation: "子", phone: "090-0000-00\(10 + number)"),
            reminders: .letter, consents: Set(ConsentPurpose.allCases), answers: answers)
    }

    /// Opens a case and books the first free time at the desk.
    func book(_ opening: CaseStore.Opening, on connection: any Connection) throws -> DeskCase {
        let opened = try CaseStore.open(opening, base: base, by: stamp(), on: connection)
        let view = try CaseView.load(opened.id, on: connection)
        let table = try VisitStore.table(settings: view.settings, from: today, on: connection)
        guard let slot = table.free(minutes: view.minutes.slot, wishes: opening.wishes, on: today).first else {
            throw DeskRefusal.slotTaken
        }
        try VisitStore.book(
            slot, for: opened, plannedMinutes: view.minutes.planned, by: stamp(), on: connection)
        try PriorCheckStore.ask(
            try DeskCase.known(opened.id, on: connection), visitOn: slot.day, base: base, by: stamp(), on: connection)
        return try DeskCase.known(opened.id, on: connection)
    }
}
