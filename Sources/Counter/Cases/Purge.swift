import Japanese
import Storage
import Ward

/// Deletes what is past its time and leaves the statistics.
enum Purge {
    struct Outcome: Hashable, Sendable {
        var archived = 0
        var cases = 0
        var deaths = 0
        var guides = 0
    }

    static func run(by stamp: Stamp, on connection: any Connection) throws -> Outcome {
        var outcome = Outcome()
        let settings = try DeskSettingsStore.get(on: connection)
        let kept = LegalPeriod(settings.keepMonths, .months)
        outcome.archived = try archive(
            kept: kept, watched: LegalPeriod(settings.watchMonths, .months), by: stamp, on: connection)
        try DeathFileStore.purge(today: stamp.today, on: connection)
        let cases = try past(settings.keepMonths, today: stamp.today, on: connection)
        for id in cases {
            try SectionOrder.withdrawAll(of: id, by: stamp, on: connection)
            try delete(id, on: connection)
        }
        outcome.cases = cases.count
        let unused = try ReportedDeath.list(
            "WHERE NOT EXISTS (SELECT 1 FROM counter_case WHERE counter_case.death = counter_death.id)", on: connection)
        let deaths = unused.filter { isPast($0.deceased.diedOn, settings.keepMonths, stamp.today) }.map(\.id)
        for id in deaths { try connection.execute("DELETE FROM counter_death WHERE id = \(id)") }
        outcome.deaths = deaths.count
        let month = stamp.today.adding(days: -BookingOrigin.keptDays)
        try connection.execute(
            "UPDATE counter_case SET browser_key = NULL, client_key = NULL WHERE opened_on < \(month)")
        outcome.guides = try GuideStore.purge(today: stamp.today, on: connection)
        if outcome != Outcome() {
            try stamp.note(
                DeskTrail.purgeAction, "desk",
                [
                    "archived": JSON(outcome.archived), "cases": JSON(outcome.cases), "deaths": JSON(outcome.deaths),
                    "guides": JSON(outcome.guides), "caseIDs": .array(cases.map { .string($0.text) }),
                    "deathIDs": .array(deaths.map { .string($0.text) }),
                ], on: connection)
        }
        return outcome
    }

    /// Cases that ended so long ago that they are deleted.
    static func past(_ months: Int, today: CivilDate, on connection: any Connection) throws -> [ID<DeskCase>] {
        try connection.rows("SELECT id, ended_on FROM counter_case WHERE ended_on IS NOT NULL ORDER BY id")
            .filter { isPast(try $0["ended_on"], months, today) }.map { try $0["id"] }
    }

    private static func isPast(_ day: CivilDate, _ months: Int, _ today: CivilDate) -> Bool {
        (LegalPeriod(months, .months)?.lastDay(from: day) ?? day) < today
    }

    /// Ends cases in which nothing is left to watch, and those in which nothing has happened for as long as ended ones are
    /// kept: nobody's data stays for good because nobody pressed a button.
    private static func archive(
        kept: LegalPeriod?, watched: LegalPeriod?, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        var count = 0
        for deskCase in try CaseStore.open(on: connection) {
            let visits = try VisitStore.all(of: deskCase.id, on: connection)
            if deskCase.state == .followUp {
                guard let base = try RuleStore.base(of: deskCase, on: connection) else { continue }
                let facts = try FactStore.ledger(of: deskCase.id, for: base, on: connection).facts
                let began = visits.map(\.day).max() ?? deskCase.openedAt.date
                // A limit ten years ahead (民法904条の3) stands on the family's list; the desk does not wait for it.
                let horizon = watched?.lastDay(from: began) ?? began
                let items = try ItemStore.items(
                    of: deskCase, facts: facts, base: base, today: stamp.today, on: connection)
                let isOpen = items.contains { item in
                    item.result.state == .yes && item.isOpen
                        && item.day.map { stamp.today <= $0 && $0 <= horizon } ?? false
                }
                guard !isOpen else { continue }
                try CaseStore.move(deskCase.id, to: .archived, by: stamp, on: connection)
            } else {
                let last = try DeskLog.events(of: deskCase.id, on: connection).map(\.at.date).max()
                let days = visits.filter { $0.state == .booked }.map(\.day) + [last ?? deskCase.openedAt.date]
                guard let day = days.max(), kept.map({ $0.lastDay(from: day) < stamp.today }) ?? false else { continue }
                if let visit = visits.first(where: { $0.state == .visiting }) {
                    // Begun and never ended: what was done nobody can say any more.
                    try VisitStore.settle(visit.id, as: .missed, on: connection)
                    try CaseStore.move(deskCase.id, to: .followUp, by: stamp, on: connection)
                }
                try CaseStore.end(
                    deskCase, because: "\(kept?.japanese ?? "")の間、動きがなかったため", by: stamp, on: connection)
            }
            count += 1
        }
        return count
    }

    private static func delete(_ id: ID<DeskCase>, on connection: any Connection) throws {
        try connection.execute("UPDATE counter_statistic SET case_id = NULL WHERE case_id = \(id)")
        try connection.execute(
            "DELETE FROM counter_check_answer WHERE check_id IN (SELECT id FROM counter_check WHERE case_id = \(id))")
        let tables: [SQL] = [
            "counter_check", "counter_visit", "counter_fact", "counter_consent", "counter_item", "counter_call",
            "counter_reminder", "counter_event",
        ]
        for table in tables { try connection.execute("DELETE FROM \(table) WHERE case_id = \(id)") }
        try connection.execute("DELETE FROM counter_case WHERE id = \(id)")
    }
}
