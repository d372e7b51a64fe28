import Japanese
import Ward

extension InitiativeHistory {
    /// An indicator held against its line on the newest as-of date.
    struct LineReading: Hashable, Sendable {
        let figure: Figure
        let asOf: CivilDate
        /// The value that is compared: as given, or for a flow the sum of the year's four quarters.
        let compared: ExactNumber
        /// Quarters that the value was added up from; one unless the indicator is a flow.
        let records: [QuarterRecord]
        let path: IndicatorPath
        /// The line's value, rounded for showing.
        let line: ExactNumber
        let isBehind: Bool
    }

    /// The indicators of the newest quarter that can be judged: with a value, and a line that has begun.
    var lineReadings: [LineReading] {
        guard let newest else { return [] }
        return newest.figures.compactMap { figure in
            var anchors = targets[figure.indicator] ?? []
            if let year = figure.baselineYear, let value = figure.baselineValue {
                anchors.insert(IndicatorPath.Anchor(year, value), at: 0)
            }
            guard let path = IndicatorPath(anchors), let (compared, records) = comparable(figure, in: newest),
                let line = path.value(on: newest.asOf),
                let isBehind = path.isBehind(compared, on: newest.asOf, direction: figure.direction)
            else { return nil }
            return LineReading(
                figure: figure, asOf: newest.asOf, compared: compared, records: records, path: path, line: line,
                isBehind: isBehind)
        }
    }

    /// What may be held against values of whole years. The flow of one quarter may not: only the four together, on the
    /// last day of the year; one unknown quarter makes the year unknown.
    private func comparable(
        _ figure: Figure, in newest: QuarterRecord
    ) -> (value: ExactNumber, records: [QuarterRecord])? {
        guard figure.rule == .flow else { return (figure.value.value, [newest]) }
        guard newest.asOf == newest.quarter.fiscalYear.end else { return nil }
        let year = quarters.filter { $0.quarter.fiscalYear == newest.quarter.fiscalYear }
        let periods = year.map { record in
            Aggregation.PeriodValue(
                period: record.quarter.japanese,
                value: record.figures.first { $0.indicator == figure.indicator }?.value)
        }
        guard periods.count == 4, let sum = try? Aggregation.aggregate(periods, rule: .flow),
            sum.unknownPeriods.isEmpty
        else { return nil }
        return (sum.value.value, year)
    }
}

extension SignalRule {
    static func behindLine(in history: InitiativeHistory) -> [Signal] {
        guard let record = history.newest, record.mark?.canonical != .stopped else { return [] }
        return history.lineReadings.filter(\.isBehind).map { reading in
            let figure = reading.figure
            let side = figure.direction == .up ? "下回っています" : "上回っています"
            return Signal(
                .behindLine, of: history, inputs: reading.inputs,
                sentence:
                    "指標「\(figure.name)」の\(reading.printed)が、\(reading.asOf.japanese)に届いているはずの直線の値\(reading.line.grouped)\(figure.unitName)を\(side)。目標に届く見込みか確かめてください。"
            )
        }
    }
}

extension InitiativeHistory.LineReading {
    /// With its qualifier: 約1,200件. A sum of four quarters is printed as such.
    var printed: String {
        let unit = figure.value.unit == nil ? figure.unitName : ""
        return records.count > 1
            ? "年度の合計\(compared.grouped)\(figure.unitName)" : figure.value.japanese + unit
    }

    var inputs: [Signal.Input] {
        let indicator = Signal.Input.Reference.indicator(figure.indicator)
        let values = records.compactMap { record -> Signal.Input? in
            record.figures.first { $0.indicator == figure.indicator }.map {
                Signal.Input("\(record.quarter.japanese)の値", $0.value.japanese, .entry(record.source))
            }
        }
        let anchors = path.anchors.map { anchor in
            let isBaseline = anchor.year == figure.baselineYear && anchor.value == figure.baselineValue
            return Signal.Input(
                "\(anchor.year.japanese)の\(isBaseline ? "基準値" : "目標値")", anchor.value.grouped + figure.unitName,
                indicator)
        }
        return values + anchors + [
            .init("直線の値（\(asOf.japanese)）", line.grouped + figure.unitName, indicator),
            .init("目指す向き", figure.direction == .up ? "増やす" : "減らす", indicator),
        ]
    }
}
