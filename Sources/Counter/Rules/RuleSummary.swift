import Japanese
import LifeEvents
import Site

/// How a rule reads.
struct RuleSummary: Component {
    let procedure: Procedure
    let base: KnowledgeBase

    var html: HTML {
        let sentences = Sentences(base)
        let deadlines: [HTML] = procedure.deadlines.map { rule in
            let note: HTML = rule.note.map { "<br><span class=\"procedure-note\">\($0)</span>" } ?? ""
            return "<li>\(sentences.sentence(rule))\(note)</li>"
        }
        let documents: [HTML] = procedure.documents.map { "<li>\(RuleDiff.document($0))</li>" }
        let variants: [HTML] = procedure.variants.map { "<li>\(sentences.sentence($0))</li>" }
        let examples: [HTML] = procedure.examples.map { example in
            let facts = example.facts.answers.sorted { $0.key < $1.key }.compactMap { code, answer -> String? in
                base.facts[code].map { fact in
                    "\(fact.label)：\(GuideWords(base: base, language: .japanese).answer(answer, to: fact))"
                }
            }.joined(separator: "、")
            let state = example.expected == .yes ? "対象" : example.expected == .no ? "対象ではない" : "まだ決められない"
            let day = example.legalDay.map { "（期限 \($0.japanese)）" } ?? ""
            return "<li>\(facts) → \(state)\(day)</li>"
        }
        return SummaryList([
            ("対象", "\(sentences.sentence(procedure.condition))"), ("期限", "<ul>\(deadlines)</ul>"),
            (
                "担当",
                "\(base.sections[procedure.section]?.name ?? procedure.section)\(procedure.place.map { "　\($0)" } ?? "")"
            ),
            ("窓口での扱い", "\(procedure.mode.japanese)（\(procedure.minutes)分）"),
            ("持ち物", documents.isEmpty ? "なし" : "<ul>\(documents)</ul>"),
            ("手続きできる人", "\(procedure.applicants.joined(separator: "、"))"),
            ("受け取れる額", "\(procedure.yen.map { "\(ExactNumber($0).grouped)円" } ?? "定額ではない")"),
            ("人による違い", variants.isEmpty ? "なし" : "<ul>\(variants)</ul>"), ("注意", "\(procedure.note ?? "なし")"),
            ("根拠の法令", "\(procedure.laws.joined(separator: "、"))"),
            ("適用", "\(procedure.validFrom.japanese)から"),
            ("出典", "\(procedure.source.title)（\(procedure.source.evidence.japanese)）"),
            ("担当課の確認", "\(procedure.source.checkedOn?.japanese ?? "まだ")"), ("例", "<ul>\(examples)</ul>"),
        ]).html
    }
}
