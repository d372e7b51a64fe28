import Japanese
import Ward

/// 開庁日: on which days of a fiscal year the office is closed beside Saturdays and Sundays, and which of them the ward
/// itself has set.
struct CalendarPage {
    let year: FiscalYear
    let office: OfficeCalendar
    let mayManage: Bool
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    static let path = "/calendar"

    var page: Page {
        Page("開庁日", trail: [Link("組織", "/units")], section: "/units", body: body)
    }

    private var body: HTML {
        """
        <p>土曜日、日曜日、国民の祝日と、12月29日から1月3日までは閉庁日です。期限は、開庁日で数えます。</p>
        <p class="actions">\(ButtonLink("\(year.previous.japanese)", path(year.previous)))\(ButtonLink("\(year.next.japanese)", path(year.next)))</p>
        \(form)
        \(table)
        """
    }

    private func path(_ year: FiscalYear) -> String { "\(Self.path)?year=\(year.year)" }

    private var form: HTML {
        guard mayManage else { return .empty }
        let form = FormView(
            action: Self.path, csrfToken: csrfToken, submit: "閉庁日に加える", errors: errors,
            sent: errors.isEmpty ? nil : sent,
            fields: [.date("day", "臨時の閉庁日", hint: "開庁記念日や、設備の点検で閉める日など。これから始める照会の日程から使います。")])
        return Details("臨時の閉庁日を加える", isOpen: !errors.isEmpty, form.html).html
    }

    /// Closed weekdays in their order.
    private var table: TableView {
        let days = sequence(first: year.start) { $0 < year.end ? $0.adding(days: 1) : nil }
            .filter { $0.weekday != .saturday && $0.weekday != .sunday }
            .compactMap { day in office.closedReason(day).map { (day, $0) } }
        return TableView(
            caption: "\(year.japanese)の閉庁日（土曜日と日曜日を除く、\(days.count)日）",
            columns: [.rowHeader("日"), .text("理由")] + (mayManage ? [.text("操作")] : []),
            rows: days.map { day, name in
                let isOwn = office.extraClosedDays.contains(day) && Holidays.name(on: day) == nil
                let remove: HTML =
                    isOwn
                    ? ButtonForm(
                        "消す", action: "\(Self.path)/remove", csrfToken: csrfToken, fields: [("day", day.description)],
                        context: day.japanese
                    ).html : "―"
                return ["\(day.japanese)（\(day.weekday.japanese)）", "\(name)"] + (mayManage ? [remove] : [])
            })
    }
}
