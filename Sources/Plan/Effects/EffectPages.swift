import Japanese
import Site
import Storage
import Ward

/// The ledger of effects, quarter by quarter.
struct EffectListPage: ProgramView {
    /// Newest first.
    let quarters: [(quarter: Quarter, effects: [Effect])]

    static let link = Link("効果の台帳", "/effects")
    static let routes: [Route] = [
        .page("effects", needs: .readPlan, load), .page("effects/:effect", needs: .readPlan, EffectPage.load),
    ]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EffectListPage {
        let effects = try EffectLedger.standing(on: connection)
        let groups = Dictionary(grouping: effects) { Quarter(containing: $0.to) }
        return EffectListPage(
            quarters: groups.sorted { $1.key < $0.key }.map { ($0.key, $0.value) })
    }

    var page: Page {
        let parts: [HTML] = quarters.map { quarter, effects in
            let sums = QuarterEffects.sums(of: effects)
            return """
                <h2>\(quarter.japanese)</h2>
                \(TableView(
                    caption: "\(quarter.japanese)の効果（区分ごと）",
                    columns: [.rowHeader("何の効果か"), .text("確からしさの区分"), .number("値（幅）")],
                    rows: sums.map { ["\($0.subject)", "\($0.gradeTitle)", "\($0.printed)"] }, isCaptionHidden: true))
                \(Details("記録（\(effects.count)件）", list(effects)))
                """
        }
        let ledger: HTML = parts.isEmpty ? "<p>効果の記録は、まだありません。</p>" : "\(parts)"
        return Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>仕事の変え方で減った時間と費用を、四半期ごとにまとめました。かかった手間と費用は差し引いています。\(QuarterEffects.remark)</p>
                \(ledger)
                """)
    }

    private func list(_ effects: [Effect]) -> HTML {
        TableView(
            caption: "記録", columns: [.rowHeader("期間"), .text("何の効果か"), .text("区分"), .number("値")],
            rows: effects.map { effect in
                [
                    "<a href=\"\(effect.path)\">\(effect.from.japanese)～\(effect.to.japanese)</a>", "\(effect.subject)",
                    "\(effect.grade.rawValue)", "\(effect.printed)",
                ]
            }, isCaptionHidden: true
        ).html
    }

    static let program = Route.ProgramSide(
        "効果の台帳",
        answer: [
            "effects": .list([
                "id": .text, "subject": .text, "unit": .text, "from": .text, "to": .text, "value": .text,
                "grade": .text,
            ])
        ])

    var json: JSON {
        [
            "effects": .array(
                quarters.flatMap(\.effects).map { effect in
                    [
                        "id": .string(effect.id.text), "subject": .string(effect.subject),
                        "unit": .string(effect.unit.rawValue), "from": JSON(effect.from), "to": JSON(effect.to),
                        "value": .string(effect.value.plain), "grade": .string(effect.grade.rawValue),
                    ]
                })
        ]
    }
}

/// One row of the ledger: how it was found, and what it was counted from.
struct EffectPage: PageView {
    let effect: Effect
    let mayReach: @Sendable (_ path: String) -> Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EffectPage {
        EffectPage(effect: try Effect.load(request, on: connection), mayReach: request.mayReach)
    }

    var page: Page {
        Page(
            "\(effect.subject)（\(effect.from.japanese)～\(effect.to.japanese)）", trail: [EffectListPage.link],
            section: EffectListPage.link.path,
            body: """
                \(SummaryList([
                    ("値", "\(effect.printed)"), ("確からしさの区分", "\(effect.grade.title)"),
                    ("求め方", Prose(effect.method).html),
                ]))
                <h2>数えた記録（\(effect.records.count)件）</h2>
                \(RecordLinks(effect.records, mayReach: mayReach))
                """)
    }
}

extension Effect: AddressedRecord {
    public static let parameter = "effect"
    public var path: String { "/effects/\(id)" }

    /// 12.5時間（10～15時間）
    var printed: String { QuarterEffects.printed(value, interval, unit: unit.title) }
}
