import Japanese
import LifeEvents
import Site

/// How a rule reads.
struct RuleSummary: Component {
    let procedure: Procedure
    let base: KnowledgeBase

    /// As everybody reads it; what was not written down is left out.
    var rows: [(String, HTML)] {
        let sentences = Sentences(base)
        func list(_ lines: [String]) -> HTML? {
            let items: [HTML] = lines.map { "<li>\($0)</li>" }
            return items.isEmpty ? nil : "<ul>\(items)</ul>"
        }
        let deadlines: [HTML] = procedure.deadlines.map { rule in
            let note: HTML? = rule.note.map { "<br><span class=\"procedure-note\">\($0)</span>" }
            return "<li>\(sentences.sentence(rule))\(note)</li>"
        }
        let office = base.sections[procedure.section]?.name ?? procedure.section
        let who = procedure.applicants.joined(separator: "、")
        let rows: [(String, HTML?)] = [
            ("対象", "\(sentences.sentence(procedure.condition))"), ("期限", "<ul>\(deadlines)</ul>"),
            ("窓口", "\(office)\(procedure.place.map { "（\($0)）" } ?? "")<br>\(procedure.mode.japanese)"),
            ("持ち物", list(procedure.documents.map(RuleDiff.document))), ("手続きできる人", who.isEmpty ? nil : "\(who)"),
            ("受け取れる額", procedure.yen.map { "\(ExactNumber($0).grouped)円" }),
            ("人による違い", list(procedure.variants.map(sentences.sentence))), ("注意", procedure.note.map { "\($0)" }),
            ("根拠の法令", "\(procedure.laws.joined(separator: "、"))"),
        ]
        return rows.compactMap { title, content in content.map { (title, $0) } }
    }

    /// With what the ward's staff know of it.
    var html: HTML {
        let words = GuideWords(base: base, language: .japanese)
        let examples: [HTML] = procedure.examples.map { example in
            let facts = example.facts.answers.sorted { $0.key < $1.key }.compactMap { code, answer in
                base.facts[code].map { "\($0.label)：\(words.answer(answer, to: $0))" }
            }.joined(separator: "、")
            let state = example.expected == .yes ? "対象" : example.expected == .no ? "対象ではない" : "まだ決められない"
            return "<li>\(facts) → \(state)\(example.legalDay.map { "（期限 \($0.japanese)）" } ?? "")</li>"
        }
        return SummaryList(
            rows + [
                ("窓口でかかる時間", "\(procedure.minutes)分"), ("適用", "\(procedure.validFrom.japanese)から"),
                ("出典", "\(procedure.source.title)（\(procedure.source.evidence.japanese)）"),
                ("担当課の確認", "\(procedure.source.checkedOn?.japanese ?? "まだ")"), ("例", "<ul>\(examples)</ul>"),
            ]
        ).html
    }
}
