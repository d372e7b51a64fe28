import Foundation
import Japanese
import Site
import Storage
import Ward

/// The addresses of reminders.
enum ReminderRoutes {
    static let all: [Route] = [
        .page("rounds/:round/reminders", needs: .manageRounds, ReminderPage.load),
        Route(.get, "rounds/:round/reminders.pdf", needs: .manageRounds, handler: paper),
        .action(
            "rounds/:round/reminders", on: Round.self, needs: .manageRounds, summary: "督促をそろえる", fields: [],
            page: ReminderPage.load
        ) {
            round, _, change in
            let made = try ReminderStore.make(
                for: round, address: PublicAddress.configured(), by: change.stamp, on: change.connection)
            return .done("督促を\(made.count)課分そろえました。", at: ReminderPage.path(round.id))
        },
        .submission(
            "rounds/:round/reminders/send", needs: .manageRounds, summary: "督促を送る", fields: [], page: ReminderPage.load
        ) { request, _ in
            try await send(request)
        },
        Route(.get, "reminders/:reminder", needs: .manageRounds, handler: file),
        .action(
            "reminders/:reminder/retry", on: Reminder.self, needs: .manageRounds, summary: "送れなかった督促を未送信に戻す",
            fields: [], page: ReminderPage.load
        ) {
            reminder, _, change in
            try ReminderStore.retry(reminder.id, by: change.stamp, on: change.connection)
            return .done("未送信に戻しました。")
        },
        .action(
            "reminders/:reminder/handed-over", on: Reminder.self, needs: .manageRounds, summary: "督促を手で送ったことを記録する",
            fields: [], page: ReminderPage.load
        ) {
            reminder, _, change in
            try ReminderStore.markHandedOver(reminder.id, by: change.stamp, on: change.connection)
            return .done("手で送ったことを記録しました。")
        },
    ]

    private static func send(_ request: PageRequest) async throws -> Outcome {
        let round = try await request.ward.database.read { try Round.load(request, on: $0) }
        guard let settings = try SMTPSettings(environment: ProcessInfo.processInfo.environment) else {
            throw MailRefusal.notConfigured
        }
        let outcome = try await ReminderSending.send(
            round: round.id, from: settings.sender, through: .smtp(settings), ward: request.ward,
            as: try request.stamp.actor)
        let words = "\(outcome.sent)通を送りました。"
        let page = ReminderPage.path(round.id)
        return outcome.failed > 0
            ? .warning("\(words)\(outcome.failed)通は送れませんでした。表で理由を確かめてください。", at: page) : .done(words, at: page)
    }

    /// 督促一覧 on paper.
    private static func paper(_ request: PageRequest) async throws -> PageResponse {
        let (round, debtors, contacts, isSample) = try await request.ward.database.read { connection in
            let round = try Round.load(request, on: connection)
            return (
                round, try Chasing.debtors(of: round, on: connection), try UnitContactStore.all(on: connection),
                try SettingStore.isSample(on: connection)
            )
        }
        // An empty list would say that every section has answered.
        guard let debtors else { throw PageRefusal.conflict(ChasingRefusal.closed.words) }
        let document = PrintDocument(
            "督促一覧　\(round.title)", isSample: isSample,
            body: """
                <p>\(request.today.japanese)現在。\(round.dueNote(on: request.today))締切日は\(round.calendar.closesOn.japaneseWithWeekday)です。</p>
                \(DebtorTable(debtors: debtors, contacts: contacts).html)
                """)
        return try await request.pdf(document.html, filename: "tokusoku-\(round.quarter.code).pdf")
    }

    /// The mail as a file.
    private static func file(_ request: PageRequest) async throws -> PageResponse {
        let reminder = try await request.ward.database.read { try Reminder.load(request, on: $0) }
        let settings = (try? SMTPSettings(environment: ProcessInfo.processInfo.environment)) ?? nil
        guard let message = reminder.message(from: settings?.sender) else { throw PageRefusal.notFound }
        return .bytes(message.bytes, type: "message/rfc822", filename: reminder.fileName)
    }
}

extension Reminder: AddressedRecord {
    static let parameter = "reminder"
    var path: String { ReminderPage.path(round) }
}
