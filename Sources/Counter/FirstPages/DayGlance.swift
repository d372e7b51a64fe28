import Japanese
import Site
import Storage
import Ward

/// The day at the desk: how many come, who is next, and what waits beside them.
enum DayGlance {
    static let source = GlanceSource(needs: .runDesk) { _, ward in
        let today = ward.clock.today
        let time = ward.clock.now().timeOfDay
        return try await ward.database.read { connection in
            let visits = try VisitStore.visits(on: today, connection)
            let calls = try CallStore.duties(today: today, on: connection).count
            let reminders = try DeskReminderStore.due(today: today, on: connection).count
            return glance(visits, minute: time.hour * 60 + time.minute, calls: calls, reminders: reminders)
        }
    }

    /// - Parameter minute: after midnight.
    static func glance(_ visits: [DeskVisit], minute: Int, calls: Int, reminders: Int) -> Glance {
        let booked = visits.filter { $0.state == .booked }
        let next = booked.first { $0.slot.starts >= minute }
        return Glance(
            "今日の来庁",
            """
            \(Figures([
                .init("今日の来庁", "\(visits.count)件", note: "これから \(booked.count)件"),
                .init("次の来庁", next.map { TimeOfDay.figures($0.slot.starts) } ?? "なし"),
                .init("電話をかける方", "\(calls)人"), .init("期限のお知らせ", "\(reminders)件"),
            ]))
            <p><a href="\(DeskPage.path)">今日と次の開庁日の来庁を見る</a></p>
            """)
    }
}
