import Japanese
import Site
import Ward

/// An answer as programs read it: with the revision and the names of the fields by which they write it.
extension EntryPage: ProgramView {
    static let program = Route.ProgramSide(
        "回答の内容と、いまの段階",
        answer: [
            "id": .text, "revision": .integer, "round": .text, "initiative": .text, "title": .text, "unit": .text,
            "state": .text, "returnedReason": .orNull(.text), "submittedBy": .orNull(.text),
            "approvedBy": .orNull(.text), "mark": .orNull(.text), "done": .text, "plan": .text, "problem": .text,
            "response": .text, "doneOn": .orNull(.text), "figures": .list(figureShape),
            "evidence": .list(["hash": .text, "title": .text, "type": .text, "bytes": .integer, "path": .text]),
            "findings": .list(["rule": .text, "severity": .text, "field": .text, "message": .text]),
            "steps": .list([
                "at": .integer, "by": .text, "event": .orNull(.text), "state": .text, "note": .text,
            ]),
        ])

    private static let figureShape: AnswerShape = [
        "indicator": .text, "name": .text, "unit": .text, "value": .orNull(.text), "raw": .orNull(.text),
        "origin": .text, "basis": .orNull(.text), "field": .orNull(.text),
    ]

    var json: JSON {
        let answer = entry.answer
        return [
            "id": .string(entry.id.text), "revision": JSON(entry.revision), "round": .string(round.id.text),
            "initiative": .string(initiative.id.text), "title": .string(initiative.heading),
            "unit": .string(unitName), "state": .string(entry.state.rawValue),
            "returnedReason": JSON(entry.returnedReason), "submittedBy": JSON(entry.submittedBy),
            "approvedBy": JSON(entry.approvedBy), "mark": JSON(answer.mark), "done": .string(answer.done),
            "plan": .string(answer.plan), "problem": .string(answer.problem), "response": .string(answer.response),
            "doneOn": JSON(answer.doneOn), "figures": .array(indicators.map(figure)),
            "evidence": .array(
                evidence.map { file in
                    [
                        "hash": .string(file.hash), "title": .string(file.title), "type": .string(file.type),
                        "bytes": JSON(file.size), "path": .string("\(Self.path(entry.id))/evidence/\(file.hash)"),
                    ]
                }),
            "findings": .array(
                findings.map { finding in
                    [
                        "rule": .string(finding.rule.rawValue), "severity": .string(finding.severity.rawValue),
                        "field": .string(finding.field), "message": .string(finding.message),
                    ]
                }),
            "steps": .array(
                history.map { step in
                    [
                        "at": .integer(step.at.milliseconds), "by": .string(step.actor),
                        "event": JSON(step.event?.rawValue),
                        "state": .string(step.state.rawValue), "note": .string(step.note),
                    ]
                }),
        ]
    }

    private func figure(_ indicator: PlanIndicator) -> JSON {
        let quantity = entry.quantity(of: indicator.id)
        let isCounted = entry.counted[indicator.id] != nil
        return [
            "indicator": .string(indicator.id.text), "name": .string(indicator.name),
            "unit": .string(indicator.unitName), "value": JSON(quantity?.value.plain),
            "raw": JSON(entry.answer.values[indicator.id]?.raw),
            "origin": .string(
                (isCounted ? IndicatorReading.Origin.measured : IndicatorReading.Origin.selfDeclared).rawValue),
            "basis": JSON(entry.answer.bases[indicator.id]),
            // What is counted is written by nobody.
            "field": indicator.registryID == nil ? .string(EntryCheck.field(of: indicator.id)) : .null,
        ]
    }
}
