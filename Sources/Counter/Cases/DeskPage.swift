import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// おくやみコーナー: what happens today and next, and what waits.
struct DeskPage: PageView {
    static let path = "/desk"
    static let link = Link("おくやみコーナー", path)

    let today: CivilDate
    let nextDay: CivilDate
    /// Of today and the next office day.
    let visits: [(visit: DeskVisit, deskCase: DeskCase)]
    let cases: [(deskCase: DeskCase, visit: DeskVisit?)]
    let overdue: [(check: PriorCheck, deskCase: DeskCase)]
    let calls: Int
    let reminders: Int
    let model: TimeModel
    let settings: DeskSettings
    /// Minutes after midnight.
    let time: Int
    /// Sections of the rules for which no unit answers.
    let unanswered: [String]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DeskPage {
        let (now, today) = (request.ward.clock.now(), request.today)
        let next = try SettingStore.officeCalendar(on: connection).adding(officeDays: 1, to: today)
        let open = try CaseStore.open(on: connection)
        let byID = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0) })
        let current = Dictionary(
            try VisitStore.booked(from: today.adding(days: -366), to: today.adding(days: 366), on: connection).map {
                ($0.caseID, $0)
            }, uniquingKeysWith: { first, _ in first })
        return DeskPage(
            today: today, nextDay: next,
            visits: try (VisitStore.visits(on: today, connection) + VisitStore.visits(on: next, connection)).compactMap
            {
                visit in try (byID[visit.caseID] ?? DeskCase.find(visit.caseID, on: connection)).map { (visit, $0) }
            }, cases: open.filter { $0.state != .followUp }.map { ($0, current[$0.id]) },
            overdue: try PriorCheckStore.open(nil, on: connection).filter { $0.isOverdue(at: now) }
                .compactMap { check in byID[check.caseID].map { (check, $0) } },
            calls: try CallStore.duties(today: today, on: connection).count,
            reminders: try DeskReminderStore.due(today: today, on: connection).count,
            model: try VisitStore.model(on: connection), settings: try DeskSettingsStore.get(on: connection),
            time: now.timeOfDay.hour * 60 + now.timeOfDay.minute, unanswered: try unanswered(today, connection))
    }

    var page: Page {
        Page(
            "おくやみコーナー",
            body: """
                \(actions)\(print)\(setup)\(late)\(bias)\
                \(day("今日（\(today.japaneseWithWeekday)）の来庁", today))\
                \(day("次の開庁日（\(nextDay.japaneseWithWeekday)）の来庁", nextDay))\(table)
                """)
    }

    private var webBookings: Int {
        cases.count { $0.deskCase.source == .web && $0.deskCase.state.isBeforeVisit }
    }

    private var actions: HTML {
        """
        <div class="actions">\(ButtonLink("電話で予約を受ける", "/desk/cases/new", style: .primary))\
        \(ButtonLink("電話をかける（\(calls)件）", "/desk/calls"))\
        \(ButtonLink("ウェブの予約（\(webBookings)件）", WebBookingsPage.path))\
        \(ButtonLink("期限のお知らせ（\(reminders)件）", "/desk/reminders"))\
        \(ButtonLink("事前確認の状況", "/desk/checks"))\
        \(ButtonLink("死亡一覧の取込み", "/desk/deaths"))\
        \(ButtonLink("翌開庁日の印刷", "/desk/days/\(nextDay)/print.pdf"))\
        \(ButtonLink("設定", "/desk/settings"))</div>

        """
    }

    private static func unanswered(_ today: CivilDate, _ connection: any Connection) throws -> [String] {
        let base = try BereavementDesk.base
        let units = try DeskSettingsStore.units(for: base, today: today, on: connection)
        let asked = Set(
            base.facts.values.compactMap { fact -> String? in
                if case .section(let code) = fact.origin { code } else { nil }
            })
        return base.sections.values.filter { $0.isWard && asked.contains($0.code) && units[$0.code] == nil }
            .map(\.name).sorted()
    }

    /// The time at which the next day goes on paper, whatever fails tomorrow.
    private var print: HTML {
        let next = visits.count { $0.visit.day == nextDay && $0.visit.state == .booked }
        guard settings.printAt <= time, next > 0 else { return .empty }
        return """
            \(Notice(.information, "次の開庁日の来庁\(next)件を、印刷しておいてください。", "<p><a href=\"/desk/days/\(nextDay)/print.pdf\">翌開庁日の印刷</a>。システムが使えないときは、この紙で進められます。</p>"))

            """
    }

    private var setup: HTML {
        "\(contact)\(unassigned)"
    }

    private var unassigned: HTML {
        guard !unanswered.isEmpty else { return .empty }
        return """
            \(Notice(
                .warning, "事前確認に答える課が決まっていない担当が\(unanswered.count)あります。",
                "<p>\(unanswered.joined(separator: "、"))</p><p><a href=\"/desk/settings\">設定</a>で、区のどの課が答えるかを決めてください。</p>"))

            """
    }

    private var contact: HTML {
        guard settings.phone == nil || settings.place == nil else { return .empty }
        return """
            \(Notice(.information, "窓口の場所と電話番号が、まだ設定されていません。", "<p><a href=\"/desk/settings\">設定</a>すると、ご家族の画面と印刷に表示します。</p>"))

            """
    }

    private var late: HTML {
        guard !overdue.isEmpty else { return .empty }
        let items: [HTML] = overdue.map { entry in
            let name =
                KnowledgeLibrary.base(entry.deskCase.event)?.sections[entry.check.section]?.name ?? entry.check.section
            return """
                <li><a href="\(entry.deskCase.path)">\(entry.deskCase.number)</a>　\(name)（期限 \(entry.check.dueOn.japanese) 正午）</li>

                """
        }
        return "\(Notice(.warning, "事前確認の回答が届いていません（\(overdue.count)件）。", "<ul>\(items)</ul>"))"
    }

    private var bias: HTML {
        guard model.isBiased else { return .empty }
        let word = model.percent > 100 ? "長く" : "短く"
        return """
            \(Notice(.information, "来庁は、予定より\(abs(model.percent - 100))%\(word)かかっています。", "<p>終わった\(model.visits)件の記録によります。これからの予約の長さに反映しています。</p>"))

            """
    }

    private func day(_ title: String, _ day: CivilDate) -> HTML {
        let rows = visits.filter { $0.visit.day == day }.map { entry -> [HTML] in
            [
                "<a href=\"\(entry.deskCase.path)\">\(TimeOfDay.figures(entry.visit.slot.starts))</a>",
                "\(entry.deskCase.number)", "\(entry.deskCase.visitor.name)様（\(entry.deskCase.visitor.relation)）",
                "\(entry.visit.slot.minutes)分", entry.deskCase.state.tag.html,
                "\(VisitWish.japanese(entry.deskCase.wishes))",
            ]
        }
        return TableView(
            caption: title,
            columns: [.rowHeader("時刻"), .name("番号"), .text("来庁する方"), .text("長さ"), .name("状態"), .text("希望")],
            rows: rows, empty: "予約はありません。"
        ).html
    }

    private var table: HTML {
        let rows = cases.map { entry -> [HTML] in
            [
                "<a href=\"\(entry.deskCase.path)\">\(entry.deskCase.number)</a>", "\(entry.deskCase.deceased.name)",
                "\(entry.deskCase.visitor.name)様", entry.deskCase.state.tag.html,
                "\(entry.visit.map(\.japanese) ?? "未定")", "\(entry.deskCase.source.title)",
            ]
        }
        return TableView(
            caption: "進行中の案件",
            columns: [
                .rowHeader("番号"), .text("亡くなった方"), .text("来庁する方"), .name("状態"), .text("来庁"), .text("受付"),
            ], rows: rows, empty: "進行中の案件はありません。"
        ).html
    }
}
