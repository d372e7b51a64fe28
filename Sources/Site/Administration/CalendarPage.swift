import Japanese
import Storage
import Ward

/// 開庁日: on which days of a fiscal year the office is closed beside Saturdays and Sundays, and which of them the ward
/// itself has set.
struct CalendarPage: ProgramView {
    let year: FiscalYear
    let office: OfficeCalendar
    let mayManage: Bool
    let state: PageState

    static let path = "/calendar"

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CalendarPage {
        var reader = FormReader(request.query)
        let asked = reader.value(CalendarFields.year) ?? nil
        return CalendarPage(
            year: asked.map { FiscalYear($0) } ?? FiscalYear(containing: request.today),
            office: try SettingStore.officeCalendar(on: connection),
            mayManage: try request.person.may(.manageCalendar), state: request.state)
    }

    static let program = Route.ProgramSide(
        "区が定めた閉庁日", answer: ["closedDays": .list(.text)])

    var json: JSON { ["closedDays": .array(office.extraClosedDays.sorted().map { JSON($0) })] }

    var page: Page {
        Page("開庁日", trail: [Link("組織", "/units")], section: "/calendar", body: body)
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
        let form = FormView(Self.path, state, submit: "閉庁日に加える", fields: [CalendarFields.day()])
        return Details("臨時の閉庁日を加える", for: [Self.path], state, form.html).html
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
                        "消す", "\(Self.path)/remove", state, fields: [("day", day.description)],
                        context: day.japanese
                    ).html : "―"
                return ["\(day.japanese)（\(day.weekday.japanese)）", "\(name)"] + (mayManage ? [remove] : [])
            })
    }
}
