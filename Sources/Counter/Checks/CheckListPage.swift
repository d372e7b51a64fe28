import Japanese
import Site
import Storage
import Ward

/// What the desk asks sections: those of one's own section, or all for the desk.
struct CheckListPage: PageView {
    static let path = "/desk/checks"
    static let link = Link("おくやみの事前確認", path)

    struct Entry: Sendable {
        let check: PriorCheck
        let number: String
        let section: String
        let mayAnswer: Bool
    }

    let open: [Entry]
    let answered: [Entry]
    let now: Timestamp

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CheckListPage {
        let (person, today, base) = (try request.person, request.today, try BereavementDesk.base)
        let own = try AskedCheck.sections(of: person, base: base, today: today, on: connection)
        let scope = person.may(.runDesk) ? nil : own
        func entries(_ checks: [PriorCheck]) throws -> [Entry] {
            try checks.compactMap { check in
                guard let deskCase = try DeskCase.find(check.caseID, on: connection), deskCase.state.isOpen else {
                    return nil
                }
                return Entry(
                    check: check, number: deskCase.number, section: base.sections[check.section]?.name ?? check.section,
                    mayAnswer: own.contains(check.section))
            }
        }
        return CheckListPage(
            open: try entries(PriorCheckStore.open(scope, on: connection)),
            answered: try entries(PriorCheckStore.answered(scope, since: today.adding(days: -30), on: connection)),
            now: request.ward.clock.now())
    }

    var page: Page {
        Page(
            "おくやみの事前確認",
            body: """
                <p>おくやみコーナーに来庁する前に、担当の課の記録を確かめるお願いです。はい・いいえ・要相談でお答えください。</p>
                \(table("回答を待っているもの", open, empty: "回答を待っているものはありません。"))
                \(open.contains(where: \.mayAnswer) ? "<div class=\"actions\">\(ButtonLink("一覧をCSVで保存する", "/desk/checks.csv"))</div>" : HTML.empty)
                \(Details("回答したもの（最近30日）", table("回答したもの", answered, empty: "ありません。")))
                """)
    }

    private func table(_ title: String, _ entries: [Entry], empty: String) -> HTML {
        let rows = entries.map { entry -> [HTML] in
            let check = entry.check
            let tag: Tag =
                check.state == .answered
                ? Tag("回答済み", .done)
                : check.isOverdue(at: now) ? Tag("期限超過", .danger) : Tag("回答待ち", .waiting)
            let title: HTML =
                entry.mayAnswer ? "<a href=\"\(check.path)\">\(entry.number)</a>" : "\(entry.number)"
            return [
                title, "\(entry.section)", "\(check.facts.count)項目", "\(check.dueOn.japaneseWithWeekday) 正午", "\(tag)",
            ]
        }
        return TableView(
            caption: title, columns: [.rowHeader("番号"), .name("担当"), .text("項目"), .text("期限"), .name("状態")],
            rows: rows, empty: empty
        ).html
    }
}
