import Foundation
import Japanese
import Site
import Storage
import Ward

/// The addresses of reminders.
enum ReminderRoutes {
    /// Where the site is reached, for the letters.
    static let addressVariable = "NAMIKI_ADDRESS"

    static let all: [Route] = [
        Route(.get, "rounds/:round/reminders", needs: .manageRounds) { request in
            let page = try await page(request)
            guard request.wantsJSON else { return .page(page.page) }
            return .json(["reminders": .array(page.reminders.map(\.json))])
        },
        Route(.get, "rounds/:round/reminders.pdf", needs: .manageRounds, handler: paper),
        Route(.post, "rounds/:round/reminders", needs: .manageRounds, handler: make),
        Route(.post, "rounds/:round/reminders/send", needs: .manageRounds, handler: send),
        Route(.get, "reminders/:reminder", needs: .manageRounds, handler: file),
        Route(.post, "reminders/:reminder/retry", needs: .manageRounds) { request in
            try await settle(request, "未送信に戻しました。") { try ReminderStore.retry($0, by: $1, on: $2) }
        },
        Route(.post, "reminders/:reminder/handed-over", needs: .manageRounds) { request in
            try await settle(request, "手で送ったことを記録しました。") { try ReminderStore.markHandedOver($0, by: $1, on: $2) }
        },
    ]

    static var siteAddress: String? {
        ProcessInfo.processInfo.environment[addressVariable].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func page(_ request: PageRequest) async throws -> ReminderPage {
        let id: ID<Round> = try request.id("round")
        let canSend = (try? MailTransport.configured()) ?? nil != nil
        return try await request.ward.database.read { connection in
            guard let round = try Round.find(id, on: connection) else { throw PageRefusal.notFound }
            let takesAnswers = round.state == .open || round.state == .chasing
            return ReminderPage(
                round: round,
                debtors: takesAnswers ? try Chasing.debtors(RoundBoard(round, on: connection).rows) : [],
                reminders: try ReminderStore.list(round: id, on: connection),
                contacts: try UnitContactStore.all(on: connection),
                office: try SettingStore.officeCalendar(on: connection), today: request.today, canSend: canSend,
                csrfToken: request.csrfToken)
        }
    }

    private static func refused(_ request: PageRequest, _ refusal: any Refusal) async throws -> PageResponse {
        var page = try await page(request)
        page.errors = FormErrors(general: refusal.words)
        return .page(page.page, status: 409)
    }

    private static func make(_ request: PageRequest) async throws -> PageResponse {
        let round = try await page(request).round
        let stamp = try request.stamp
        do {
            let made = try await request.ward.database.write {
                try ReminderStore.make(for: round, address: siteAddress, by: stamp, on: $0)
            }
            return .seeOther(ReminderPage.path(round.id), flash: Flash(.done, "督促を\(made.count)課分そろえました。"))
        } catch let refusal as ChasingRefusal {
            return try await refused(request, refusal)
        }
    }

    private static func send(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        do {
            guard let settings = try SMTPSettings(environment: ProcessInfo.processInfo.environment) else {
                throw MailRefusal.notConfigured
            }
            let outcome = try await ReminderSending.send(
                round: page.round.id, from: settings.sender, through: .smtp(settings), ward: request.ward,
                as: try request.stamp.actor)
            let failed = outcome.failed > 0 ? "\(outcome.failed)通は送れませんでした。表で理由を確かめてください。" : ""
            return .seeOther(
                ReminderPage.path(page.round.id),
                flash: Flash(outcome.failed > 0 ? .warning : .done, "\(outcome.sent)通を送りました。\(failed)"))
        } catch let refusal as MailRefusal {
            return try await refused(request, refusal)
        }
    }

    /// 督促一覧 on paper.
    private static func paper(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        let isSample = try await request.ward.database.read { try SettingStore.isSample(on: $0) }
        let document = PrintDocument(
            "督促一覧　\(page.round.title)", isSample: isSample,
            body: """
                <p>\(page.today.japanese)現在。回答期限は\(page.round.calendar.dueOn.japaneseWithWeekday)、締切日は\(page.round.calendar.closesOn.japaneseWithWeekday)です。</p>
                \(DebtorTable(debtors: page.debtors, contacts: page.contacts).html)
                """)
        let bytes: [UInt8]
        do throws(PrintingError) {
            bytes = try await PDFPrinter.live.pdf(document.html)
        } catch {
            return try await refused(request, error)
        }
        return .bytes(bytes, type: "application/pdf", filename: "tokusoku-\(page.round.quarter.code).pdf")
    }

    private static func reminder(_ request: PageRequest) async throws -> Reminder {
        let id: ID<Reminder> = try request.id("reminder")
        guard let reminder = try await request.ward.database.read({ try ReminderStore.find(id, on: $0) }) else {
            throw PageRefusal.notFound
        }
        return reminder
    }

    /// The mail as a file.
    private static func file(_ request: PageRequest) async throws -> PageResponse {
        let reminder = try await reminder(request)
        let settings = (try? SMTPSettings(environment: ProcessInfo.processInfo.environment)) ?? nil
        guard let message = reminder.message(from: settings?.sender) else { throw PageRefusal.notFound }
        return .bytes(message.bytes, type: "message/rfc822", filename: reminder.fileName)
    }

    /// A person decides how one reminder stands.
    private static func settle(
        _ request: PageRequest, _ done: String,
        _ change: @escaping @Sendable (ID<Reminder>, Stamp, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let reminder = try await reminder(request)
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { try change(reminder.id, stamp, $0) }
        } catch let refusal as ChasingRefusal {
            throw PageRefusal.conflict(refusal.words)
        }
        return .seeOther(ReminderPage.path(reminder.round), flash: Flash(.done, done))
    }
}
