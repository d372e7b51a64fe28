import ArgumentParser
import Foundation
import Japanese
import Storage
import Ward

/// `namiki head …`: the daily head of the audit trail, to be kept outside the system.
struct HeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head", abstract: "監査証跡の日締めを書き出し、時刻の証明を受けます。",
        discussion: "日締めは、namiki serve が動いていれば毎日作られます。書き出した文面は、印刷するかメールで送り、区のシステムの外で保管してください。",
        subcommands: [
            HeadShowCommand.self, HeadMakeCommand.self, HeadRequestCommand.self, HeadStampCommand.self,
        ], defaultSubcommand: HeadShowCommand.self)
}

/// Which head is meant.
struct HeadChoice: ParsableArguments {
    @Option(help: ArgumentHelp("日締めの日付（書かないときは最も新しいもの）", valueName: "日付"))
    var day: CivilDate?

    func head(on connection: any Connection) throws -> DailyHead {
        let head =
            try day.map { try DailyHeadStore.find(on: $0, on: connection) }
            ?? DailyHeadStore.latest(on: connection)
        guard let head else {
            throw CommandInputRefusal(
                day.map { "\($0.japanese)の日締めはありません。" }
                    ?? "日締めは、まだありません。namiki head make で作るか、namiki serve を動かしてください。")
        }
        return head
    }
}

/// `namiki head [--day DAY] [--output FILE]`: text and signatures.
struct HeadShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "日締めを、署名の付いた文面で示します。")

    @Option(help: ArgumentHelp("書き出すファイル", valueName: "ファイル"))
    var output: String?

    @OptionGroup var choice: HeadChoice
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, WardMigrations.all) { ward in
                let choice = choice
                let signed = try await ward.database.read {
                    try DailyHeadStore.signed(choice.head(on: $0), on: $0)
                }
                let text = HeadFile.text(signed)
                guard let output else { return format.print(json: signed.json, text: text) }
                try PrivateFile.write(Array(text.utf8), to: output)
                format.print(json: signed.json, text: "日締め 第\(signed.head.number)号を \(output) に書きました。")
            }
        }
    }
}

/// `namiki head make`: where no server runs that day.
struct HeadMakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "今日の日締めを作ります（サーバーを動かさない日のために）。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let signed = try await ward.database.write { connection -> SignedHead? in
                    try DailyHeadStore.make(by: stamp, on: connection).map {
                        try DailyHeadStore.signed($0, on: connection)
                    }
                }
                guard let signed else {
                    throw CommandInputRefusal("今日の日締めは、すでにあります。namiki head で示せます。")
                }
                format.print(json: signed.json, text: HeadFile.text(signed))
            }
        }
    }
}

/// `namiki head request --output FILE.tsq`: what is sent to a time stamping authority.
struct HeadRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "時刻認証局に送る要求（RFC 3161）を書き出します。",
        discussion: "できたファイルを、時刻認証局に application/timestamp-query として送り、返事を namiki head stamp で受け入れます。")

    @Option(help: ArgumentHelp("書き出すファイル（.tsq）", valueName: "ファイル"))
    var output: String

    @OptionGroup var choice: HeadChoice
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, WardMigrations.all) { ward in
                let choice = choice
                let head = try await ward.database.read { try choice.head(on: $0) }
                try PrivateFile.write(TimeStampRequest.bytes(for: head), to: output)
                format.print(
                    json: ["day": JSON(head.day), "hash": .string(head.hash), "output": .string(output)],
                    text: "\(head.day.japanese)の日締めの要求を \(output) に書きました。")
            }
        }
    }
}

/// `namiki head stamp REPLY --authority CA.pem`: takes in what the authority answered.
struct HeadStampCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamp", abstract: "時刻認証局の返事を調べて受け入れます。")

    @Argument(help: ArgumentHelp("時刻認証局の返事（.tsr）", valueName: "返事"))
    var reply: String

    @Option(help: ArgumentHelp("信頼する認証局の証明書（PEM）", valueName: "証明書"))
    var authority: String

    @OptionGroup var choice: HeadChoice
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let bytes = try FileReading.bytes(of: reply, max: TimeStampReply.bytesMax)
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let choice = choice
                let head = try await ward.database.read { try choice.head(on: $0) }
                try TimeStampAuthority(certificates: authority).prove(bytes, of: head.hash)
                let stamp = ward.stamp(by: .commandLine)
                let kept = try await ward.database.write {
                    try TimeStampStore.keep(bytes, of: head, by: stamp, on: $0)
                }
                format.print(
                    json: ["day": JSON(head.day), "stampedAt": .integer(kept.stampedAt.milliseconds)],
                    text: "\(head.day.japanese)の日締めに、\(kept.stampedAt.japanese)の時刻の証明を付けました。")
            }
        }
    }
}
