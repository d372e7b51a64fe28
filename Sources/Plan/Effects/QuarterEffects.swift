import Japanese
import Storage
import Ward

/// Hours and yen of the ledger of effects in one quarter (効果), by how surely they were found: grades are told apart and never
/// added to each other.
struct QuarterEffects: Sendable {
    /// One subject's effects of one unit and one grade.
    struct Sum: Codable, Hashable, Sendable {
        /// おくやみコーナー
        let subject: String
        /// 時間, 円
        let unit: String
        /// A to D.
        let grade: String
        /// As the grade is called.
        let gradeTitle: String
        /// Exact, in plain decimal form.
        let value: String
        /// Between these it lies; `nil` where nobody can say for one of its rows.
        let low: String?
        let high: String?
        /// Rows of the ledger.
        let count: Int

        /// 12.5時間（10～15時間）
        var printed: String {
            guard let value = ExactNumber(value) else { return "\(value)\(unit)" }
            let (low, high) = (low.flatMap { ExactNumber($0) }, high.flatMap { ExactNumber($0) })
            return QuarterEffects.printed(value, low.flatMap { low in high.map { low...max(low, $0) } }, unit: unit)
        }
    }

    /// 12.5時間（10～15時間）
    static func printed(_ value: ExactNumber, _ interval: ClosedRange<ExactNumber>?, unit: String) -> String {
        let between = interval.map { "（\($0.lowerBound.grouped)～\($0.upperBound.grouped)\(unit)）" } ?? ""
        return "\(value.grouped)\(unit)\(between)"
    }

    /// The standing rows whose period ends in the quarter, not later than a day.
    static func rows(of quarter: Quarter, until day: CivilDate, on connection: any Connection) throws -> [Effect] {
        try EffectLedger.standing(endingFrom: quarter.start, to: min(quarter.end, day), on: connection)
    }

    /// By subject, unit and grade, in this order.
    static func sums(of effects: [Effect]) -> [Sum] {
        struct Key: Hashable {
            let subject: String
            let unit: Effect.Unit
            let grade: Effect.Grade
        }
        let groups = Dictionary(grouping: effects) { Key(subject: $0.subject, unit: $0.unit, grade: $0.grade) }
        return groups.sorted {
            ($0.key.subject, $0.key.unit.rawValue, $0.key.grade.rawValue)
                < ($1.key.subject, $1.key.unit.rawValue, $1.key.grade.rawValue)
        }.map { key, rows in
            let intervals = rows.compactMap(\.interval)
            let isBounded = intervals.count == rows.count
            return Sum(
                subject: key.subject, unit: key.unit.title, grade: key.grade.rawValue, gradeTitle: key.grade.title,
                value: rows.map(\.value).reduce(.zero, +).plain,
                low: isBounded ? intervals.map(\.lowerBound).reduce(.zero, +).plain : nil,
                high: isBounded ? intervals.map(\.upperBound).reduce(.zero, +).plain : nil, count: rows.count)
        }
    }

    /// Printed wherever effects stand together.
    static let remark = "確からしさの区分（A～D）が違う値は、合計していません。"

    /// What initiatives can be measured by: each unit and grade by itself.
    static let indicators: [Indicator] = Effect.Unit.allCases.flatMap { unit in
        Effect.Grade.allCases.map { grade in
            Indicator(
                id: "effects.\(unit.rawValue).\(grade.rawValue)", name: "効果の台帳の\(unit.title)（区分\(grade.title)）",
                unitName: unit.title, kind: .outcome, rule: .flow
            ) { day, connection in
                let rows = try rows(of: Quarter(containing: day), until: day, on: connection)
                    .filter { $0.unit == unit && $0.grade == grade }
                return IndicatorReading(
                    value: rows.isEmpty ? nil : rows.map(\.value).reduce(.zero, +),
                    records: rows.map { "effects/\($0.id)" })
            }
        }
    }
}
