import Japanese
import LifeEvents
import Site

/// おくやみハンドブック: everything families may have to do, from the same rules as their lists.
struct Handbook: Component {
    let base: KnowledgeBase

    /// What nobody confirmed is not printed.
    private var procedures: [Procedure] { base.procedures.filter { !$0.isDraft } }

    var html: HTML {
        let parts: [HTML] = Procedure.Kind.allCases.compactMap { kind in
            let own = procedures.filter { $0.kind == kind }
            guard !own.isEmpty else { return nil }
            return """
                <section>
                <h2>\(kind.japanese)</h2>
                \(own.map(item))</section>

                """
        }
        return "\(table)\(parts)\(offices)"
    }

    /// Everything at one look.
    private var table: HTML {
        let rows = procedures.map { procedure -> [HTML] in
            [
                "<a href=\"#\(procedure.id)\">\(procedure.title.japanese)</a>",
                "\(deadlines(procedure).joined(separator: "、"))",
                "\(base.sections[procedure.section]?.name ?? procedure.section)",
            ]
        }
        return TableView(
            caption: "手続きの一覧（\(rows.count)件）", columns: [.rowHeader("手続き"), .text("期限"), .text("窓口")], rows: rows
        ).html
    }

    private func deadlines(_ procedure: Procedure) -> [String] {
        let sentences = Sentences(base)
        return procedure.deadlines.map { rule in
            // Whether it moves over a holiday stands in the details.
            sentences.sentence(rule).split(separator: "。").first.map(String.init) ?? ""
        }
    }

    private func item(_ procedure: Procedure) -> HTML {
        """
        <article class="procedure" id="\(procedure.id)">
        <h3>\(procedure.title.japanese)</h3>
        \(SummaryList(RuleSummary(procedure: procedure, base: base).rows))</article>

        """
    }

    /// Which office does what, for those who go from door to door.
    private var offices: HTML {
        let bySection = Dictionary(grouping: procedures) { $0.section }
        let rows = bySection.sorted { left, right in
            let (first, second) = (base.sections[left.key], base.sections[right.key])
            return (first?.isWard ?? false ? 0 : 1, left.key) < (second?.isWard ?? false ? 0 : 1, right.key)
        }.map { section, own -> [HTML] in
            ["\(base.sections[section]?.name ?? section)", "\(own.map(\.title.japanese).joined(separator: "、"))"]
        }
        return """
            <section>
            <h2>窓口ごとの手続き</h2>
            \(TableView(
                caption: "窓口ごとの手続き", columns: [.rowHeader("窓口"), .text("手続き")], rows: rows, isCaptionHidden: true))</section>

            """
    }

    /// On paper, with the day it was made and what it rests on.
    func document(ward: String, today: CivilDate, isSample: Bool) -> PrintDocument {
        PrintDocument(
            Self.title(base), isSample: isSample,
            body: "<p>\(ward)　\(today.japanese)現在。担当の課が確かめた手続きだけを載せています。</p>\n\(self)")
    }

    static func title(_ base: KnowledgeBase) -> String { "\(base.guide?.title.japanese ?? base.title)の手引き" }
}
