import Conversion
import Japanese
import Site
import Storage
import Ward

/// What rehearsals say to the plan: counted from sealed reports and from decisions.
enum RehearsalIndicators {
    static let all: [Indicator] = [
        Indicator(
            id: "standardization.blocking", name: "データ移行の試行で稼働を止めている事項", unitName: "件", kind: .outcome, rule: .level
        ) { day, connection in
            let latest = try RehearsalStore.latest(asOf: day, on: connection)
            return IndicatorReading(
                value: latest.isEmpty ? nil : ExactNumber(latest.reduce(0) { $0 + $1.blocking }),
                records: latest.map(\.reference))
        },
        Indicator(
            id: "standardization.rehearsals", name: "データ移行の試行", unitName: "回", kind: .activity, rule: .flow
        ) { day, connection in
            let start = Quarter(containing: day).start
            let run = try RehearsalStore.list(on: connection).filter { (start...day).contains($0.finishedAt.date) }
            return IndicatorReading(value: ExactNumber(run.count), records: run.map(\.reference))
        },
        Indicator(
            id: "standardization.decisions", name: "データ移行で検出した事項について課が行った判断", unitName: "件", kind: .activity,
            rule: .flow
        ) { day, connection in
            let start = Quarter(containing: day).start
            let places = try DecisionStore.places(from: start, to: day, on: connection)
            return IndicatorReading(value: ExactNumber(places.count), records: places)
        },
    ]
}

/// What waits for a section: findings of its own systems in the newest rehearsal.
enum RehearsalDuties {
    static let source = DutySource { person, ward in
        guard person.may(.decideFindings) else { return [] }
        let today = ward.clock.today
        return try await ward.database.read { connection in
            let scope = try ReviewScope(person, today: today, on: connection)
            // Whoever may decide for the whole ward has no systems of their own.
            guard scope.decidable != nil else { return [] }
            var duties: [Duty] = []
            for record in try RehearsalStore.latest(asOf: today, on: connection) {
                guard let content = try record.content(on: connection) else { continue }
                let own = RehearsalView(content).systems.filter { scope.mayDecide($0.section) }
                let waiting = own.reduce(0) { $0 + $1.blocking }
                guard waiting > 0 else { continue }
                let names = own.map(\.name).joined(separator: "、")
                duties.append(
                    Duty(
                        DutyKind("standardization.decide", "データ移行で検出した事項を判断する"),
                        link: Link("データ移行の試行　第\(record.number)回", record.path),
                        note: "\(names)に、稼働を止めている事項が\(RehearsalTables.number(waiting))件あります。"))
            }
            return duties
        }
    }
}
