import Japanese
import Storage
import Ward

/// 開庁日: see the closed days of a year, add and remove the ward's own.
enum CalendarRoutes {
    /// More would be a mistake: the ward closes on a handful of days beside the law's.
    static let closedDaysMax = 1000

    static let all: [Route] = [
        Route(.get, "calendar", needs: .viewOrganisation) { request in
            let page = try await page(request)
            guard request.wantsJSON else { return .page(page.page) }
            return .json(["closedDays": .array(page.office.extraClosedDays.sorted().map { JSON($0) })])
        },
        Route(.post, "calendar", needs: .manageCalendar, handler: add),
        Route(.post, "calendar/remove", needs: .manageCalendar, handler: remove),
    ]

    private static func page(_ request: PageRequest) async throws -> CalendarPage {
        var reader = FormReader(request.query)
        let asked = reader.integer("year", "年度", in: 1955...2049, isRequired: false)
        let office = try await request.ward.database.read { try SettingStore.officeCalendar(on: $0) }
        return CalendarPage(
            year: asked.map { FiscalYear($0) } ?? FiscalYear(containing: request.today), office: office,
            mayManage: try request.person.may(.manageCalendar), csrfToken: request.csrfToken)
    }

    private static func add(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let day = reader.date("day", "臨時の閉庁日")
        var page = try await page(request)
        if let day, let name = page.office.closedReason(day) {
            reader.errors.add("day", "\(day.japanese)は、もともと閉庁日です（\(name)）。")
        }
        if page.office.extraClosedDays.count >= closedDaysMax {
            reader.errors.add("day", "臨時の閉庁日は\(closedDaysMax)日まで登録できます。要らない日を消してください。")
        }
        guard let day, reader.errors.isEmpty else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        try await change(request) { $0.insert(day) }
        return .seeOther(
            "\(CalendarPage.path)?year=\(FiscalYear(containing: day).year)",
            flash: Flash(.done, "\(day.japanese)を閉庁日に加えました。"))
    }

    private static func remove(_ request: PageRequest) async throws -> PageResponse {
        guard let day = request.form["day"].flatMap({ CivilDate(iso: $0) }) else { throw PageRefusal.notFound }
        try await change(request) { $0.remove(day) }
        return .seeOther(
            "\(CalendarPage.path)?year=\(FiscalYear(containing: day).year)",
            flash: Flash(.done, "\(day.japanese)を開庁日に戻しました。"))
    }

    private static func change(
        _ request: PageRequest, _ change: @escaping @Sendable (inout Set<CivilDate>) -> Void
    ) async throws {
        let stamp = try request.stamp
        try await request.ward.database.write { connection in
            var days = try SettingStore.officeCalendar(on: connection).extraClosedDays
            change(&days)
            try SettingStore.setClosedDays(days, by: stamp, on: connection)
        }
    }
}
