import Site
import Storage
import Tabular
import Ward

/// The addresses of prior checks. A section reaches those it is asked, and nothing else of a case.
enum CheckRoutes {
    static let all: [Route] = [
        .page("desk/checks", needs: .readChecks, CheckListPage.load),
        Route(.get, "desk/checks.csv", needs: .answerChecks) { request in
            let rows = try await request.ward.database.read { try table(request, on: $0) }
            return .bytes(
                CSVWriter.bytes(rows: rows), type: "text/csv; charset=utf-8",
                filename: "jizen-kakunin-\(request.today).csv")
        },
        .page("desk/checks/:check", needs: .answerChecks, CheckPage.load),
        .action(
            "desk/checks/:check", on: AskedCheck.self, needs: .answerChecks, summary: "事前確認に回答する", page: CheckPage.load
        ) {
            asked, form, change in
            let answers = asked.fields.compactMap { $0.read(&form) }
            let note = try form.values(CheckPage.note)
            // Somebody of the same section may have answered meanwhile.
            guard try form.seenRevision() == asked.check.revision else {
                throw DeskRefusal.alreadyAnswered(by: asked.check.answeredBy ?? "")
            }
            try asked.answer(answers, note: note, by: change.stamp, on: change.connection)
            return .done("\(asked.deskCase.number)に回答しました。")
        },
    ]

    /// The open checks of one's sections, a fact to a line, for work lists and for robots.
    private static func table(_ request: PageRequest, on connection: any Connection) throws -> [[String]] {
        let base = try BereavementDesk.base
        let own = try AskedCheck.sections(of: request.person, base: base, today: request.today, on: connection)
        let head = ["番号", "氏名", "フリガナ", "生年月日", "亡くなった日", "住所", "担当", "項目の記号", "項目", "期限"]
        return try [head]
            + PriorCheckStore.open(own, on: connection).flatMap { check -> [[String]] in
                guard let deskCase = try DeskCase.find(check.caseID, on: connection), deskCase.state.isOpen else {
                    return []
                }
                let deceased = deskCase.deceased
                return check.facts.compactMap { base.facts[$0] }.map { fact in
                    [
                        deskCase.number, deceased.name, deceased.kana, "\(deceased.bornOn)", "\(deceased.diedOn)",
                        deceased.address.shown, base.sections[check.section]?.name ?? check.section, fact.code,
                        fact.label, "\(check.dueOn)",
                    ]
                }
            }
    }
}
