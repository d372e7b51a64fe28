import ArgumentParser
import Site
import Storage
import Ward

/// `namiki notify`: how the mails to people stand, as the page shows it. With `--send` it sends what is due, as the server does
/// every minute: both may run at once.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "仕事が届いた人へのお知らせのメールの状況を示します。--send で、送るときが来たものを送ります。")

    @Flag(help: "環境変数 NAMIKI_SMTP_URL のサーバーで送ります。")
    var send = false

    @Option(help: ArgumentHelp("メールに書く区や市の名前", valueName: "名前"))
    var wardName = "杉並区"

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let sending = try send ? configured() : nil
            try await store.withWard(send ? .writing : .reading, Platform.migrations) { ward in
                let outcome = try await sending?.pass(ward) ?? NotificationSending.Outcome()
                let now = ward.clock.now()
                let (counts, undelivered) = try await ward.database.read {
                    (try NotificationStore.counts(on: $0), try NotificationStore.undelivered(at: now, on: $0))
                }
                let states = PersonNotification.State.allCases
                format.print(
                    json: [
                        "sent": JSON(outcome.sent), "failed": JSON(outcome.failed),
                        "counts": .object(
                            Dictionary(uniqueKeysWithValues: states.map { ($0.rawValue, JSON(counts[$0] ?? 0)) })),
                        "undelivered": .array(undelivered.map(\.json)),
                    ],
                    text: (states.map { "\($0.title)　\(counts[$0] ?? 0)件" }
                        + undelivered.map { "\($0.personName)　\($0.title)　\($0.state.title)　\($0.note)" })
                        .joined(separator: "\n"))
                if outcome.failed > 0 {
                    throw CommandInputRefusal("\(outcome.failed)件を送れませんでした。画面の「お知らせのメールの送信状況」で理由を確かめてください。")
                }
            }
        }
    }

    private func configured() throws -> NotificationSending {
        let post: NotificationSending.Post?
        do throws(MailRefusal) {
            post = try .configured()
            if post == nil { throw MailRefusal.notConfigured }
        } catch {
            throw CommandInputRefusal(error.words)
        }
        return NotificationSending(modules: Platform.modules, post: post, wardName: wardName)
    }
}
