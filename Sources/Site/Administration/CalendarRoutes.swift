import Japanese
import Storage
import Ward

/// 開庁日: see the closed days of a year, add and remove the ward's own.
enum CalendarRoutes {
    /// More would be a mistake: the ward closes on a handful of days beside the law's.
    static let closedDaysMax = 1000

    static let all: [Route] = [
        .page("calendar", needs: .viewOrganisation, CalendarPage.load),
        .action(
            "calendar", needs: .manageCalendar, summary: "閉庁日を加える", fields: [CalendarFields.day],
            page: CalendarPage.load
        ) { form, change in
            let day = try form.values(CalendarFields.day)
            let office = try SettingStore.officeCalendar(on: change.connection)
            if let name = office.closedReason(day) {
                throw form.refusing(CalendarFields.day, "\(day.japanese)は、もともと閉庁日です（\(name)）。")
            }
            if office.extraClosedDays.count >= closedDaysMax {
                throw form.refusing(CalendarFields.day, "臨時の閉庁日は\(closedDaysMax)日まで登録できます。要らない日を消してください。")
            }
            try SettingStore.setClosedDays(
                office.extraClosedDays.union([day]), by: change.stamp, on: change.connection)
            return .done("\(day.japanese)を閉庁日に加えました。", at: path(day))
        },
        .action("calendar/remove", needs: .manageCalendar, summary: "閉庁日を開庁日に戻す", page: CalendarPage.load) {
            form, change in
            guard let day = form.form["day"].flatMap({ CivilDate(iso: $0) }) else { throw PageRefusal.notFound }
            let office = try SettingStore.officeCalendar(on: change.connection)
            try SettingStore.setClosedDays(
                office.extraClosedDays.subtracting([day]), by: change.stamp, on: change.connection)
            return .done("\(day.japanese)を開庁日に戻しました。", at: path(day))
        },
    ]

    private static func path(_ day: CivilDate) -> String {
        "\(CalendarPage.path)?year=\(FiscalYear(containing: day).year)"
    }
}
