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
        let missing = Set(base.sections.values.map(\.name) + base.procedures.flatMap(\.phrases))
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
        documents.map(\.name) + applicants + [note, place].compactMap(\.self)
            + deadlines.flatMap { [$0.label, $0.note, $0.advice?.reason].compactMap(\.self) }
    }
}
