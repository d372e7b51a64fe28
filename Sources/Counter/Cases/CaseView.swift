import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// All the desk knows of one case, read at once.
struct CaseView: Sendable {
    let deskCase: DeskCase
    let base: KnowledgeBase
    let ledger: FactLedger
    let items: [DeskItem]
    /// What the rules say, also of procedures they cannot judge.
    let result: CaseResult
    let checks: [(check: PriorCheck, answers: [PriorCheck.Answer])]
    let consents: Set<ConsentPurpose>
    let visits: [DeskVisit]
    let calls: [CallStore.Call]
    let events: [DeskLog.Event]
    let others: [DeskCase]
    let matches: [ReportedDeath]
    let settings: DeskSettings
    let model: TimeModel
    let office: OfficeCalendar

    var visit: DeskVisit? { visits.first { $0.state == .booked || $0.state == .visiting } }

    /// By the sum of its items, and stretched by what was learned.
    var minutes: (planned: Int, slot: Int) {
        let planned = base.plannedMinutes(ledger.facts, today: deskCase.openedAt.date, settings: settings)
        return (planned, model.minutes(planned: planned, settings: settings))
    }

    var contradictions: [String] { result.contradictions }
    var applying: [DeskItem] { items.filter { $0.result.state == .yes } }
    var undecided: [DeskItem] { items.filter { $0.result.state == .unknown } }

    /// - Parameter today: what lies before it has been; the day the case was opened when left out.
    static func load(_ id: ID<DeskCase>, today: CivilDate? = nil, on connection: any Connection) throws -> CaseView {
        let deskCase = try DeskCase.known(id, on: connection)
        guard let base = try RuleStore.base(of: deskCase, on: connection) else { throw PageRefusal.notFound }
        return try CaseView(deskCase, base, today: today, on: connection)
    }

    private init(
        _ deskCase: DeskCase, _ base: KnowledgeBase, today: CivilDate?, on connection: any Connection
    ) throws {
        self.deskCase = deskCase
        self.base = base
        ledger = try FactStore.ledger(of: deskCase.id, for: base, on: connection)
        items = try ItemStore.items(of: deskCase, facts: ledger.facts, base: base, today: today, on: connection)
        result = base.evaluate(ledger.facts, today: deskCase.openedAt.date)
        checks = try PriorCheckStore.checks(of: deskCase.id, on: connection).map { check in
            (check, try PriorCheckStore.answers(to: check, for: base, on: connection))
        }
        consents = try CaseStore.consents(of: deskCase.id, on: connection)
        visits = try VisitStore.all(of: deskCase.id, on: connection)
        calls = try CallStore.calls(of: deskCase.id, on: connection)
        events = try DeskLog.events(of: deskCase.id, on: connection)
        others = try CaseStore.others(deskCase.deceased, on: connection).filter { $0.id != deskCase.id }
        matches = try DeathStore.matches(deskCase.deceased, on: connection)
        settings = try DeskSettingsStore.get(on: connection)
        model = try VisitStore.model(on: connection)
        office = try SettingStore.officeCalendar(on: connection)
    }
}

extension CaseView: RouteSubject, Revised {
    static func load(_ request: PageRequest, on connection: any Connection) throws -> CaseView {
        try load(try request.id("case"), today: request.today, on: connection)
    }

    var path: String { deskCase.path }

    /// Of the states of its items: grows whenever one is written or taken back.
    var revision: Int { events.count { $0.kind == DeskLog.item } }
}
