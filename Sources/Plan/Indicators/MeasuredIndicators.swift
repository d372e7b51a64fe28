import Japanese
import Storage
import Ward

/// What this module counts from its own records: how the steering itself goes.
enum MeasuredIndicators {
    static let all: [Indicator] = [handedIn, unanswered, editions] + QuarterEffects.indicators

    /// 直近の四半期に提出された回答
    private static let handedIn = Indicator(
        id: "plan.entries.handed-in", name: "直近の四半期に提出された回答", unitName: "件", kind: .activity, rule: .level
    ) { day, connection in
        try latest(day, connection) { $0.state.isHandedIn }
    }

    /// 直近の四半期の未回答
    private static let unanswered = Indicator(
        id: "plan.entries.unanswered", name: "直近の四半期にまだ提出されていない回答", unitName: "件", kind: .activity, rule: .level
    ) { day, connection in
        try latest(day, connection) { !$0.state.isHandedIn }
    }

    /// 確定版
    private static let editions = Indicator(
        id: "plan.editions", name: "四半期の確定版", unitName: "版", kind: .activity, rule: .cumulative
    ) { day, connection in
        let adHoc = Set(try RoundStore.list(on: connection).filter { $0.limitedTo != nil }.map(\.id.text))
        let seals = try SealStore.all(on: connection).filter {
            $0.kind == RoundContent.kind && $0.sealedAt.date <= day && !adHoc.contains($0.subject)
        }
        return IndicatorReading(
            value: ExactNumber(seals.count),
            records: seals.map { "rounds/\($0.subject)/editions/\($0.edition)" })
    }

    /// Answers of the newest round that was opened by a day; unknown before there is one.
    private static func latest(
        _ day: CivilDate, _ connection: any Connection, counting isCounted: (RoundBoard.Row) -> Bool
    ) throws -> IndicatorReading {
        guard
            let round = try RoundStore.list(on: connection).first(where: {
                $0.state != .planned && $0.limitedTo == nil && $0.calendar.asOf <= day
            })
        else { return IndicatorReading(value: nil, records: []) }
        let rows = try RoundBoard(round, on: connection).rows.filter(isCounted)
        return IndicatorReading(
            value: ExactNumber(rows.count),
            records: rows.map { "entries/\($0.entry)" })
    }
}
