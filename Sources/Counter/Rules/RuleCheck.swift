import Japanese
import LifeEvents

/// What is wrong with a changed rule, before anybody sees it.
struct RuleCheck {
    let procedure: Procedure?
    /// What must be mended.
    let problems: [KnowledgeFinding]
    /// What may stay and should be known.
    let remarks: [KnowledgeFinding]

    init(_ text: String, of id: String, base: KnowledgeBase, today: CivilDate, office: OfficeCalendar) {
        let (read, form) = Procedure.read(text)
        guard let read else {
            (procedure, problems, remarks) = (nil, form, [])
            return
        }
        procedure = read
        guard read.id == id else {
            let finding = KnowledgeFinding(
                rule: .duplicate, file: KnowledgeBase.path(of: id), line: nil,
                message: "id は「\(id)」のままにしてください（「\(read.id)」になっています）。")
            (problems, remarks) = (form + [finding], [])
            return
        }
        let all = KnowledgeLint(base.replacing([read]), today: today, office: office).findings
        let own = all.filter { $0.file == KnowledgeBase.path(of: id) }
        let mild: Set<KnowledgeFinding.Rule> = [.missingWords, .staleCheck]
        problems = form + own.filter { !mild.contains($0.rule) }
        remarks =
            own.filter { mild.contains($0.rule) }
            + all.filter { finding in
                finding.rule == .missingWords
                    && (read.documents.map(\.name) + read.applicants + [read.note, read.place].compactMap(\.self))
                        .contains { finding.message.contains("「\($0)」") }
            }
    }

    /// The text with what its examples expect worked out anew, for somebody who looked at them and agrees.
    static func renewingExamples(_ text: String, base: KnowledgeBase, office: OfficeCalendar) -> String? {
        guard var changed = RuleText(text), let procedure = Procedure.read(text).procedure else {
            return nil
        }
        let base = base.replacing([procedure])
        for (place, example) in procedure.examples.enumerated() {
            guard let result = base.evaluate(example.facts, today: procedure.validFrom, office: office)[procedure.id]
            else { continue }
            changed.setExample(
                place, state: ProcedureState.code(result.state),
                legal: example.legalDay == nil ? nil : result.deadline?.day?.description)
        }
        return changed.text
    }
}
