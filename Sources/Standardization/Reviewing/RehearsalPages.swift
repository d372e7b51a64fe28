import Conversion
import Foundation
import Japanese
import Site
import Storage
import Ward

/// All rehearsals, the newest first.
struct RehearsalListPage: ProgramView {
    let records: [RehearsalRecord]
    let mayRun: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RehearsalListPage {
        RehearsalListPage(
            records: try RehearsalStore.list(on: connection), mayRun: try request.person.may(.runRehearsals),
            state: request.state)
    }

    static let program = Route.ProgramSide(
        "データ移行の試行の一覧",
        answer: [
            "rehearsals": .list([
                "id": .text, "number": .integer, "workbench": .text, "gate": .text, "blocking": .integer,
            ])
        ])

    var json: JSON {
        [
            "rehearsals": .array(
                records.map {
                    [
                        "id": .string($0.id.text), "number": JSON($0.number), "workbench": .string($0.workbench),
                        "gate": .string($0.isGateOpen ? "open" : "closed"), "blocking": JSON($0.blocking),
                    ]
                })
        ]
    }

    var page: Page {
        let rows = records.map { record -> [HTML] in
            [
                "<a href=\"\(record.path)\">第\(record.number)回</a>", "\(record.workbench)",
                "\(record.finishedAt.japanese)",
                record.isGateOpen ? "\(Tag("止めるものなし", .done))" : "\(Tag("稼働できません", .danger))",
                "\(RehearsalTables.number(record.blocking))",
            ]
        }
        let buttons: [HTML] =
            mayRun
            ? records.newestOfEach.map { ButtonForm("「\($0.workbench)」をもう一度試行する", "\($0.path)/again", state).html }
            : []
        return Page(
            "データ移行の試行",
            body: """
                <p>旧システムのデータを移行先の形に変換し、すべての値の行き先を確かめた記録です。試行は何度でも行えます。前の試行の結果は変わりません。</p>
                \(TableView(
                    caption: "試行の一覧",
                    columns: [.rowHeader("回"), .text("対象"), .text("終えた日時"), .text("稼働の判定"), .number("稼働を止めている件数（全体）")], rows: rows,
                    empty: "まだ試行がありません。最初の試行は、情報システムの担当が namiki standardize rehearse で行います。", isCaptionHidden: true))
                \(buttons)
                """)
    }
}

/// One rehearsal: what blocks the gate first.
struct RehearsalPage: ProgramView {
    let review: Review

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RehearsalPage {
        RehearsalPage(review: try Review.load(request, on: connection))
    }

    static let program = Route.ProgramSide("試行の結果", answer: .anyObject)

    var json: JSON { get throws { try review.json } }

    var page: Page {
        let systems = review.systems
        let blocking = systems.map { system in (system, system.blocking) }
        let isOpen = blocking.allSatisfy { $0.1 == 0 }
        let verdict: HTML =
            systems.isEmpty
            ? "\(Notice(.information, "あなたの課が担当するシステムは、この試行にありません。", "<p>稼働できるかどうかは、担当の課と情報システムの担当が確かめます。</p>"))"
            : isOpen
                ? "\(Notice(.information, "稼働を止めるものはありません。", "<p>要確認の事項が残っていないかを、下の表で確かめてください。</p>"))"
                : "\(Notice(.warning, "まだ稼働できません。", "<p>下の表のシステム名を選ぶと、1件ずつ確かめられます。「差し止め」の事項は、担当の課が判断できます。「稼働不可」の事項は、元のデータか項目の対応を直さないとなくなりません。</p>"))"
        return Page(
            "第\(review.record.number)回　\(review.record.workbench)", trail: [Review.listLink],
            body: """
                \(verdict)\(limited)\(review.hasFiles ? .empty : review.missing)
                <h2>稼働を止めているもの</h2>
                \(blockers(systems))
                <h2>システム</h2>
                \(BarChart(
                    title: "システムごとの、稼働を止めている件数", unit: "件",
                    bars: blocking.map { .init($0.0.name, ChartValue(ExactNumber($0.1), text: "\(RehearsalTables.number($0.1))件")) }))
                \(systemTable(blocking))
                \(LinkList([.init("検出した事項をすべて見る", "\(review.record.path)/findings", note: "システム、担当の課、扱いで絞り込めます。")]))
                \(accuracy)
                <h2>報告</h2>
                \(LinkList([
                    .init("確定した報告を開く", "\(review.record.path)/report"), .init("報告のPDFを開く", "\(review.record.path)/report.pdf"),
                ]))
                \(SummaryList([
                    ("始めた日時", "\(review.record.startedAt.japanese)"), ("終えた日時", "\(review.record.finishedAt.japanese)"),
                    ("署名", "\(signed)"),
                    ("改ざんの確認に使う値（SHA-256）", "<code>\(review.record.contentHash)</code>"),
                ]))
                """)
    }

    /// Who vouched for the report, by the file that stands beside it.
    private var signed: String {
        let url = review.run.appendingPathComponent(RehearsalProof.signatureName)
        guard let data = try? Data(contentsOf: url) else { return "なし" }
        guard let found = (try? JSON(parsing: Array(data))).flatMap(ContentSignature.init), found.isValid,
            found.contentHash == review.record.contentHash
        else { return "正しくありません。情報システムの担当に知らせてください。" }
        return "あり（鍵の指紋 \(found.fingerprint)）"
    }

    /// A row for each reason, with the systems it concerns.
    private func blockers(_ systems: [SystemReport]) -> HTML {
        var places: [Reason: [(system: SystemReport, count: Int)]] = [:]
        var gaps: [[HTML]] = []
        for system in systems {
            for blocker in system.blockers {
                if blocker.isListed {
                    places[blocker.reason, default: []].append((system, blocker.count))
                } else {
                    gaps.append([
                        "<code>\(blocker.reason.code)</code>", "\(RehearsalTables.tag(blocker.reason.severity))",
                        "\(blocker.detail)", "\(RehearsalTables.number(blocker.count))", "\(system.name)",
                    ])
                }
            }
        }
        let reasons = places.keys.sorted { left, right in
            left.severity != right.severity ? left.severity > right.severity : left.code < right.code
        }
        let rows = reasons.map { reason -> [HTML] in
            let found = places[reason] ?? []
            let links: [HTML] = found.map {
                "<li><a href=\"\(review.path($0.system.id, reason))\">\($0.system.name)</a>　\(RehearsalTables.number($0.count))件</li>"
            }
            return [
                "<code>\(reason.code)</code>", "\(RehearsalTables.tag(reason.severity))", "\(reason.japanese)",
                "\(RehearsalTables.number(found.reduce(0) { $0 + $1.count }))",
                "<ul class=\"plain-list\">\(links)</ul>",
            ]
        }
        return TableView(
            caption: "稼働を止めているもの",
            columns: [.rowHeader("種類"), .name("扱い"), .text("内容"), .number("件数"), .text("システム（選ぶと1件ずつ確かめられます）")],
            rows: gaps + rows, empty: "稼働を止めているものはありません。", isCaptionHidden: true
        ).html
    }

    /// A section is told that it sees its part only.
    private var limited: HTML {
        let (shown, all) = (review.systems.count, review.view.systems.count)
        return shown == all ? .empty : "<p>\(all)システムのうち、あなたの課が担当する\(shown)システムを示しています。</p>\n"
    }

    private var accuracy: HTML {
        guard review.scope.readable == nil, let accuracy = review.view.content["accuracy"], accuracy != .null else {
            return .empty
        }
        return "<h2>検出の精度（合成データによる値）</h2>\n\(Details("分類ごとの精度を見る", RehearsalTables.accuracy(accuracy)))"
    }

    private func systemTable(_ blocking: [(SystemReport, Int)]) -> HTML {
        let rows = blocking.map { system, count -> [HTML] in
            [
                "<a href=\"\(review.path(system.id))\">\(system.name)</a>", "\(system.section)",
                "\(RehearsalTables.number(system.records))",
                "\(system.isConserved ? Tag("合う", .done) : Tag("合わない", .danger))", "\(RehearsalTables.number(count))",
                "<a href=\"\(review.record.path)/characters/\(system.id)\">外字などを見る<span class=\"visually-hidden\">（\(system.name)）</span></a>",
            ]
        }
        return TableView(
            caption: "システム",
            columns: [
                .rowHeader("システム"), .text("担当"), .number("読んだレコード"), .text("収支"), .number("稼働を止めている件数"), .text("文字"),
            ], rows: rows, isCaptionHidden: true
        ).html
    }
}

/// One system: its ledger.
struct SystemReviewPage: ProgramView {
    let review: Review
    let system: SystemReport

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SystemReviewPage {
        let review = try Review.load(request, on: connection)
        return SystemReviewPage(review: review, system: try review.system(request))
    }

    static let program = Route.ProgramSide("試行の、一つのシステムの結果", answer: .anyObject)

    var json: JSON { get throws { try JSON(encoding: system) } }

    /// Rules that some record does not satisfy.
    private var rules: HTML {
        let rows = system.rules.enumerated().map { position, rule -> [HTML] in
            return [
                "<a href=\"\(review.path(system.id, rule.reason))?rule=\(position)\">\(rule.name)</a>",
                "\(RehearsalTables.tag(rule.reason.severity))",
                "<code>\(rule.reason.code)</code>", "\(rule.group)", "\(RehearsalTables.number(rule.count.total))",
                "\(RehearsalTables.number(rule.count.waiting))",
            ]
        }
        return TableView(
            caption: "規則ごとの件数",
            columns: [
                .rowHeader("規則（選ぶと1件ずつ確かめられます）"), .name("扱い"), .text("種類"), .text("移行先"), .number("件数"), .number("未決"),
            ], rows: rows, empty: "規則に合わないレコードはありません。", isCaptionHidden: true
        ).html
    }

    var page: Page {
        Page(
            "\(system.name)の収支", trail: review.trail,
            body: """
                <p>\(system.section.isEmpty ? "担当の課は決まっていません。" : "担当は\(system.section)です。")</p>
                <h2>稼働を止めているもの</h2>
                \(RehearsalTables.blockers([system], link: review.path))
                <h2>検出した事項</h2>
                \(RehearsalTables.findings([system], link: review.path))
                <h2>規則ごとの件数</h2>
                \(rules)
                <h2>合計額</h2>
                \(RehearsalTables.amounts([system]))
                <h2>収支</h2>
                <p>項目ごとに、値のある数は、そのまま・変換・統合・差し止め・移さないのどれか1つに必ず入ります。</p>
                \(RehearsalTables.conservation(system))
                """)
    }
}
