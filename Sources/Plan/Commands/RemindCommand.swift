import ArgumentParser
import Foundation
import Japanese
import Site
import Storage
import Ward

/// `namiki remind`: makes today's reminders of the running quarters, as the page does; for a daily timer.
struct RemindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind", abstract: "今日の督促を作り、メールのファイルに書き出すか、送ります。毎日1回実行できます。")

    @Option(help: ArgumentHelp("メールのファイル（.eml）を書き出す先のフォルダー", valueName: "フォルダー"))
    var output: String?

    @Flag(help: "環境変数 NAMIKI_SMTP_URL のサーバーで送ります。")
    var send = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let settings: SMTPSettings?
            do throws(MailRefusal) {
                settings = try SMTPSettings(environment: ProcessInfo.processInfo.environment)
                if send, settings == nil { throw MailRefusal.notConfigured }
            } catch {
                throw CommandInputRefusal(error.words)
            }
            try await store.withWard(.writing, PlanModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let running = try await ward.database.read { connection in
                    try RoundStore.list(on: connection).filter { $0.state == .open || $0.state == .chasing }
                }
                var sent = ReminderSending.Outcome()
                var reminders: [Reminder] = []
                for round in running {
                    do {
                        _ = try await ward.database.write {
                            try ReminderStore.make(
                                for: round, address: PublicAddress.configured(), by: stamp, on: $0)
                        }
                    } catch is ChasingRefusal {
                        // Not a day for reminders.
                        continue
                    }
                    if send, let settings {
                        let outcome = try await ReminderSending.send(
                            round: round.id, from: settings.sender, through: .smtp(settings), ward: ward,
                            as: .commandLine)
                        sent.sent += outcome.sent
                        sent.failed += outcome.failed
                    }
                    let office = try await ward.database.read { try SettingStore.officeCalendar(on: $0) }
                    let occasion = Chasing.occasion(on: stamp.today, of: round, in: office)
                    reminders += try await ward.database.read { try ReminderStore.list(round: round.id, on: $0) }
                        .filter { $0.occasion == occasion }
                }
                if let output { try write(reminders, from: settings?.sender, to: output) }
                format.print(
                    json: [
                        "reminders": .array(reminders.map(\.json)), "sent": JSON(sent.sent),
                        "failed": JSON(sent.failed),
                    ],
                    text: reminders.isEmpty
                        ? "今日の督促はありません。"
                        : reminders.map { "\($0.unitName)　\($0.mail?.text ?? "連絡先なし")　\($0.state.title)" }
                            .joined(separator: "\n"))
                if sent.failed > 0 { throw CommandInputRefusal("\(sent.failed)通を送れませんでした。画面の督促の表で理由を確かめてください。") }
            }
        }
    }

    private func write(_ reminders: [Reminder], from sender: MailAddress?, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for reminder in reminders {
            guard let message = reminder.message(from: sender) else { continue }
            try PrivateFile.write(message.bytes, to: "\(folder)/\(reminder.fileName)")
        }
    }
}
