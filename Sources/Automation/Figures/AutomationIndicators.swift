import Japanese
import Storage
import Ward

/// What this module counts for the plan; hours are told grade by grade, and never added up.
enum AutomationIndicators {
    static let all: [Indicator] =
        [
            Indicator(id: "automation.robots", name: "稼働しているロボット", unitName: "台", kind: .activity, rule: .level) {
                day, connection in
                let robots = try live(on: day, connection)
                return reading(robots)
            },
            Indicator(
                id: "automation.unowned", name: "担当のいないロボット", unitName: "台", kind: .activity, rule: .level
            ) { day, connection in
                let people = try EligiblePeople(on: day, connection)
                return reading(
                    try standing(on: day, connection).filter {
                        try !RobotOwners(of: $0, on: day, connection, among: people).isOwned
                    })
            },
            Indicator(
                id: "automation.exceptions", name: "ロボットの例外（業務・技術・不明）", unitName: "件", kind: .activity, rule: .flow
            ) { day, connection in
                let runs = try ended(until: day, connection).filter { $0.counts.exceptions > 0 }
                return IndicatorReading(
                    value: ExactNumber(runs.reduce(0) { $0 + $1.counts.exceptions }),
                    records: runs.map { "automation/runs/\($0.id)" })
            },
            Indicator(
                id: "automation.records", name: "ロボットが登録した件数", unitName: "件", kind: .activity, rule: .flow
            ) { day, connection in
                let runs = try ended(until: day, connection)
                return IndicatorReading(
                    value: ExactNumber(runs.reduce(0) { $0 + $1.counts.done }),
                    records: runs.map { "automation/runs/\($0.id)" })
            },
            Indicator(id: "automation.repair", name: "ロボットの修理にかけた時間", unitName: "分", kind: .activity, rule: .flow) {
                day, connection in
                let start = Quarter(containing: day).start
                let efforts = try Effort.list(
                    """
                    WHERE kind = 'repair' AND voided_why IS NULL AND spent_on >= \(start) AND spent_on <= \(day)
                    ORDER BY id
                    """, on: connection)
                let robots = Set(efforts.map(\.robot)).sorted()
                return IndicatorReading(
                    value: ExactNumber(efforts.reduce(0) { $0 + $1.minutes }),
                    records: robots.map { "automation/robots/\($0)" })
            },
            Indicator(
                id: "automation.upgrades", name: "システム更新で止まると分かったシナリオ", unitName: "件", kind: .activity, rule: .flow
            ) { day, connection in
                let start = Quarter(containing: day).start
                let checks = try UpgradeCheck.list(
                    "WHERE made_on >= \(start) AND made_on <= \(day) ORDER BY id", on: connection)
                return IndicatorReading(
                    value: ExactNumber(checks.reduce(0) { $0 + $1.stopped }),
                    records: checks.map { "automation/upgrades/\($0.id)" })
            },
        ] + Effect.Grade.allCases.map(hours)

    /// Net hours of the quarter so far, of one grade. By section they stand on the page behind each record.
    private static func hours(_ grade: Effect.Grade) -> Indicator {
        Indicator(
            id: "automation.hours.\(grade.rawValue)", name: "自動化の正味の時間（区分\(grade.title)）", unitName: "時間",
            kind: .outcome, rule: .flow
        ) { day, connection in
            let effects = try Robot.list("ORDER BY id", on: connection).map {
                try RobotEffect($0, Quarter(containing: day), until: day, on: connection)
            }.filter { $0.net?.grade == grade && $0.saysAnything }
            return IndicatorReading(
                value: effects.isEmpty ? nil : NetEffect.hours(effects.reduce(0) { $0 + ($1.net?.netMinutes ?? 0) }),
                records: effects.flatMap(\.records), origin: grade == .declared ? .selfDeclared : .measured)
        }
    }

    private static func reading(_ robots: [Robot]) -> IndicatorReading {
        IndicatorReading(value: ExactNumber(robots.count), records: robots.map { "automation/robots/\($0.id)" })
    }

    /// Those that were not retired by the end of a day.
    private static func standing(on day: CivilDate, _ connection: any Connection) throws -> [Robot] {
        try Robot.list(
            """
            WHERE created_at < \(Timestamp(day.adding(days: 1))) AND (retired_on IS NULL OR retired_on > \(day))
            ORDER BY id
            """, on: connection)
    }

    private static func live(on day: CivilDate, _ connection: any Connection) throws -> [Robot] {
        try standing(on: day, connection).filter { robot in
            (robot.state == .live || robot.state == .retired) && robot.liveOn.map { $0 <= day } ?? false
        }
    }

    private static func ended(until day: CivilDate, _ connection: any Connection) throws -> [Run] {
        let start = Quarter(containing: day).start
        return try Run.list(
            """
            WHERE level >= \(Run.submitting) AND state IN \(values: Run.State.counted)
                AND ended_at >= \(Timestamp(start)) AND ended_at < \(Timestamp(day.adding(days: 1))) ORDER BY id
            """, on: connection)
    }
}
