import Conversion
import Japanese
import Site
import Ward

/// Tables that the report and the pages share.
enum RehearsalTables {
    /// Where a list of findings is shown; `nil` in documents that stand alone.
    typealias Linking = (_ system: String, _ reason: Reason) -> String

    static func number(_ value: Int) -> String { ExactNumber(value).grouped }

    static func tag(_ severity: Reason.Severity) -> Tag {
        switch severity {
        case .block: Tag(severity.japanese, .danger)
        case .stop: Tag(severity.japanese, .warning)
        case .warn: Tag(severity.japanese, .waiting)
        case .fix: Tag(severity.japanese, .done)
        case .info: Tag(severity.japanese, .neutral)
        }
    }

    static func blockers(_ systems: [SystemReport], link: Linking?) -> HTML {
        let all = systems.flatMap { system in system.blockers.map { (system, $0) } }
            .sorted { $0.1.reason.severity > $1.1.reason.severity }
        let rows = all.map { system, blocker -> [HTML] in
            let code: HTML = "<code>\(blocker.reason.code)</code>"
            let shown: HTML =
                blocker.isListed
                ? link.map { "<a href=\"\($0(system.id, blocker.reason))\">\(code)</a>" } ?? code : code
            return [
                "\(system.name)", "\(tag(blocker.reason.severity))", shown, "\(number(blocker.count))",
                "\(blocker.detail)", "\(system.section)",
            ]
        }
        return TableView(
            caption: "稼働を止めているもの",
            columns: [.rowHeader("システム"), .name("扱い"), .text("種類"), .number("件数"), .text("内容"), .text("担当")],
            rows: rows,
            empty: "稼働を止めているものはありません。", isCaptionHidden: true
        ).html
    }

    /// - Parameter severities: those that are meant.
    static func findings(
        _ systems: [SystemReport], _ severities: [Reason.Severity] = Reason.Severity.allCases, link: Linking?
    ) -> HTML {
        let all = systems.flatMap { system in system.findings.map { (system, $0.reason, $0.count) } }
            .filter { severities.contains($0.1.severity) }
            .sorted { left, right in left.1.severity > right.1.severity }
        let rows = all.map { system, reason, count -> [HTML] in
            let code: HTML = "<code>\(reason.code)</code>"
            let shown: HTML = link.map { "<a href=\"\($0(system.id, reason))\">\(code)</a>" } ?? code
            return [
                "\(system.name)", "\(tag(reason.severity))", shown, "\(reason.japanese)", "\(number(count.total))",
                reason.severity.needsPerson ? "\(number(count.open))" : "―", "\(number(count.decided))",
                "\(number(count.lapsed))",
            ]
        }
        return TableView(
            caption: "検出した事項",
            columns: [
                .rowHeader("システム"), .name("扱い"), .text("種類"), .text("内容"), .number("件数"), .number("未決"),
                .number("判断済み"), .number("失効"),
            ], rows: rows, empty: "検出した事項はありません。", isCaptionHidden: true
        ).html
    }

    static func conservation(_ system: SystemReport) -> HTML {
        let tables = system.groups.map { group -> HTML in
            let rows = group.fields.map { field -> [HTML] in
                let parts = [Outcome.carried, .converted, .merged, .rejected, .discarded].map { field.count($0) }
                let reasons = field.reasons.map { "\($0.reason.code) \(number($0.count))" }.joined(separator: "、")
                return ["\(field.name)", "\(number(field.present))"] + parts.map { "\(number($0))" }
                    + ["\(field.isConserved ? Tag("合う", .done) : Tag("合わない", .danger))", "\(reasons)"]
            }
            let written = group.targets.map { "「\($0.group)」へ\(number($0.records))件" }.joined(separator: "、")
            return """
                <h3>\(system.name)　\(group.name)</h3>
                <p>読んだレコード \(number(group.records))件（うち壊れたもの \(number(group.broken))件、対象にしないもの \(number(group.excluded))件）。書き出し \(written.isEmpty ? "なし" : written)。</p>
                \(TableView(
                    caption: "\(system.name)　\(group.name)の収支",
                    columns: [
                        .rowHeader("項目"), .number("値のある数"), .number("そのまま"), .number("変換"), .number("統合"),
                        .number("差し止め"), .number("移さない"), .text("等式"), .text("種類ごとの件数"),
                    ], rows: rows, narrow: .scrolling, isCaptionHidden: true))
                """
        }
        return "\(tables)"
    }

    static func amounts(_ systems: [SystemReport]) -> HTML {
        let rows = systems.flatMap { system in
            system.amounts.map { amount -> [HTML] in
                [
                    "\(system.name)　\(amount.item)", "\(number(amount.source))",
                    "\(number(amount.keptOut))", "\(number(amount.decided))",
                    "\(number(amount.written ?? 0))", "\(number(amount.unreadable))",
                    "\(amount.agrees ? (amount.unreadable > 0 ? Tag("合う（読めない値あり）", .warning) : Tag("合う", .done)) : Tag("合わない", .danger))",
                ]
            }
        }
        return TableView(
            caption: "合計額（円）",
            columns: [
                .rowHeader("項目"), .number("移行元（読めた額）"), .number("差し止めなど"), .number("判断による額"), .number("移行先"),
                .number("読めない値（件）"), .text("照合"),
            ], rows: rows, empty: "金額の項目はありません。", narrow: .scrolling, isCaptionHidden: true
        ).html
    }

    static func characters(_ systems: [SystemReport]) -> HTML {
        let rows = systems.map { system -> [HTML] in
            ["\(system.name)"] + CharacterLedger.Verdict.allCases.map { "\(number(system.characters($0)))" }
        }
        return TableView(
            caption: "文字の行き先（ASCIIを除く延べ字数）",
            columns: [.rowHeader("システム")] + CharacterLedger.Verdict.allCases.map { .number($0.japanese) }, rows: rows,
            narrow: .scrolling, isCaptionHidden: true
        ).html
    }

    static func accuracy(_ accuracy: JSON) -> HTML {
        func share(_ line: JSON, _ key: String) -> String {
            guard let value = line[key]?.integer else { return "―" }
            let tenths = value % 10
            return "\(value / 10).\(tenths)%"
        }
        func cells(_ name: String, _ line: JSON) -> [HTML] {
            [
                "\(name)", "\(number(line["planted"]?.integer ?? 0))", "\(number(line["found"]?.integer ?? 0))",
                "\(share(line, "recallPermille"))", "\(number(line["unplanted"]?.integer ?? 0))",
                "\(share(line, "precisionPermille"))",
            ]
        }
        var rows = (accuracy["classes"]?.array ?? []).map { line in
            cells("\(line["class"]?.string ?? "")（\(line["severity"]?.string ?? "")）", line)
        }
        rows.append(cells("差し止めと稼働不可", accuracy["stopAndBlock"] ?? .null))
        rows.append(cells("要確認", accuracy["warn"] ?? .null))
        rows.append(cells("要確認以上の全体", accuracy["all"] ?? .null))
        return """
            <p>仕込んだ誤りと、見つけたものとを比べた値です。合成データによる値であり、実際のデータでの精度を示すものではありません。\
            紛らわしいが正しいデータ\(number(accuracy["decoys"]?.integer ?? 0))件のうち、誤って挙げたものは\
            \(number(accuracy["decoysNamed"]?.integer ?? 0))件です。</p>
            \(TableView(
                caption: "分類ごとの精度",
                columns: [
                    .rowHeader("分類"), .number("仕込んだ数"), .number("見つけた数"), .number("再現率"), .number("仕込んでいない検出"),
                    .number("適合率"),
                ], rows: rows, narrow: .scrolling, isCaptionHidden: true, totalRows: 3))
            """
    }
}
