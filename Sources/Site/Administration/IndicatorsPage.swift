import Japanese
import Storage
import Ward

/// What the platform counts from its own records (指標), each with the way back to them.
struct IndicatorsPage: ProgramView {
    let readings: [(indicator: Indicator, reading: IndicatorReading)]
    let day: CivilDate
    /// Some records are of modules whose pages the reader may not enter.
    let mayReach: @Sendable (_ path: String) -> Bool

    static let link = Link("並木が数える指標", "/indicators")
    static let routes: [Route] = [.page("indicators", needs: .viewOrganisation, load)]
    /// Records listed under a number at most; the count itself is always whole.
    static let recordsShownMax = 200

    static func load(_ request: PageRequest, on connection: any Connection) throws -> IndicatorsPage {
        IndicatorsPage(
            readings: try request.indicators.indicators.map { ($0, try $0.measure(request.today, connection)) },
            day: request.today, mayReach: request.mayReach)
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>\(day.japanese)現在の値です。人が入力した値ではなく、並木の記録から数えています。</p>
                \(TableView(
                    caption: "指標と値",
                    columns: [.rowHeader("指標"), .text("種類"), .text("値の性質"), .number("値"), .text("数えた記録")],
                    rows: readings.map(row), empty: "数える指標は、まだありません。", isCaptionHidden: true))
                """)
    }

    private func row(_ indicator: Indicator, _ reading: IndicatorReading) -> [HTML] {
        let value =
            reading.value.map { "\($0.grouped)\(indicator.unitName)" }
            ?? (reading.isSuppressed ? "少数のため表示しません" : "まだ数えられません")
        let shown = reading.records.prefix(Self.recordsShownMax)
        let rest = reading.records.count - shown.count
        let more: HTML = rest > 0 ? "<p>ほかに\(rest)件あります。</p>" : .empty
        let records: HTML =
            reading.records.isEmpty
            ? "―" : Details("\(reading.records.count)件の記録", "\(RecordLinks(shown, mayReach: mayReach))\(more)").html
        return ["\(indicator.name)", "\(indicator.kind.title)", "\(indicator.rule.title)", "\(value)", records]
    }

    static let program = Route.ProgramSide(
        "並木が数える指標の値",
        answer: [
            "asOf": .text,
            "indicators": .list([
                "id": .text, "name": .text, "unit": .text, "kind": .text, "rule": .text, "value": .orNull(.text),
                "records": .list(.text),
            ]),
        ])

    var json: JSON {
        [
            "asOf": JSON(day),
            "indicators": .array(
                readings.map { indicator, reading in
                    [
                        "id": .string(indicator.id), "name": .string(indicator.name),
                        "unit": .string(indicator.unitName), "kind": .string(indicator.kind.rawValue),
                        "rule": .string(indicator.rule.rawValue), "value": JSON(reading.value?.plain),
                        "records": .array(reading.records.map { .string($0) }),
                    ]
                }),
        ]
    }
}
