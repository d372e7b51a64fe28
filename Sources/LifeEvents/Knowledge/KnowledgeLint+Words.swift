extension KnowledgeLint {
    /// Where families are led through the questions, every question and every phrase stands in all three languages.
    var wordFindings: [KnowledgeFinding] {
        guard base.guide != nil else { return [] }
        func tell(_ file: String, _ message: String) -> KnowledgeFinding {
            KnowledgeFinding(rule: .missingWords, file: file, line: nil, message: message)
        }
        let asked = base.questions.flatMap(\.facts).compactMap { base.facts[$0] }
        let questions = asked.filter { $0.ask == nil }.map {
            tell("facts.yaml", "事実「\($0.code)」に、尋ねる文（ask）がありません。日本語、やさしい日本語、英語で書いてください。")
        }
        let choices = asked.flatMap { fact -> [KnowledgeFinding] in
            guard case .choice(let choices) = fact.kind else { return [] }
            return choices.filter { $0.say == nil }.map {
                tell("facts.yaml", "事実「\(fact.code)」の答え「\($0.code)」に、表示する言葉（say）がありません。")
            }
        }
        // Days that nobody is asked about are named in deadlines.
        let days = Set(base.procedures.flatMap(\.anchors)).compactMap { base.facts[$0] }.filter { $0.ask == nil }
        let missing = Set(base.sections.values.map(\.name) + days.map(\.label) + base.procedures.flatMap(\.phrases))
            .subtracting(base.words.keys).sorted()
        return questions + choices
            + missing.map { tell("words.yaml", "「\($0)」の、やさしい日本語と英語がありません。") }
    }
}

extension KnowledgeLint {
    /// Forms that belong to no procedure.
    var formFindings: [KnowledgeFinding] {
        base.forms.flatMap { form in
            form.procedures.filter { base[procedure: $0] == nil }.map {
                KnowledgeFinding(
                    rule: .unknownProcedure, file: "forms/\(form.id).yaml", line: nil, message: "手続き「\($0)」はありません。")
            }
        }
    }
}

extension Procedure {
    /// Everything families read of it that stands in Japanese only.
    fileprivate var phrases: [String] {
        let texts = [note, place] + variants.flatMap { [$0.note, $0.place] }
        return (documents + variants.flatMap { $0.documents ?? [] }).map(\.name) + applicants + texts.compactMap(\.self)
            + allDeadlines.flatMap { [$0.label, $0.note, $0.advice?.reason].compactMap(\.self) }
    }

    /// Also those of its variants.
    fileprivate var allDeadlines: [DeadlineRule] { deadlines + variants.flatMap { $0.deadlines ?? [] } }

    /// The days its deadlines are counted from, by their facts.
    fileprivate var anchors: [String] {
        allDeadlines.flatMap(\.anchors)
    }
}
