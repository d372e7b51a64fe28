import ArgumentParser
import Japanese
import Storage
import Ward

/// `namiki signing-key …`: the keys that sign what is sealed, and their days.
struct SigningKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signing-key", abstract: "確定した版に署名する鍵を作り、公開鍵と有効期間を登録します。",
        discussion: """
            できた鍵の場所を --signing-key または環境変数 \(SigningKey.variable) に書くと、確定版と日締めに署名します。鍵はデータベースと控えの外に置き、\
            ほかの人に渡さず、.pub のファイル（確かめる人のための公開鍵）だけを渡してください。
            """,
        subcommands: [
            SigningKeyCreateCommand.self, SigningKeyRecordCommand.self, SigningKeyEndCommand.self,
            SigningKeyListCommand.self,
        ], defaultSubcommand: SigningKeyCreateCommand.self)
}

/// `namiki signing-key FILE`.
struct SigningKeyCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "署名の鍵を作ります。")

    @Argument(help: ArgumentHelp("鍵のファイル（まだないもの）", valueName: "ファイル"))
    var file: String

    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let key = try SigningKey.create(at: file)
            format.print(
                json: ["key": .string(file), "public": .string(file + ".pub"), "publicKey": .string(key.publicKey)],
                text: "署名の鍵を \(file) に、公開鍵を \(file).pub に作りました。")
        }
    }
}

/// `namiki signing-key record PUB --holder 監査事務局`: before its first signature comes in.
struct SigningKeyRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "公開鍵を、持ち主と有効期間とともに登録します。",
        discussion: "サーバーの鍵は、初めて署名する日に登録されます。ほかの人が持つ鍵（監査事務局など）は、ここで登録します。")

    @Argument(help: ArgumentHelp("公開鍵のファイル（.pub）", valueName: "公開鍵"))
    var file: String

    @Option(help: ArgumentHelp("鍵の持ち主", valueName: "持ち主"))
    var holder: String

    @Option(help: ArgumentHelp("有効な最初の日（書かないときは公開鍵のファイルの from、それもないときは今日）", valueName: "日付"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("有効な最後の日（書かないときは公開鍵のファイルの until）", valueName: "日付"))
    var until: CivilDate?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let keys = try PublicKeyFiles.read([file])
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let (holder, from, until) = (holder, from, until)
                let recorded = try await ward.database.write { connection in
                    try keys.map { key in
                        try KeyRegister.enter(
                            key.publicKey, holder: holder, from: from ?? key.validFrom ?? stamp.today,
                            to: until ?? key.validTo, by: stamp, on: connection)
                    }
                }
                format.print(
                    json: ["keys": .array(recorded.map(\.json))],
                    text: recorded.map { "\($0.holder)の鍵 \($0.fingerprint) を登録しました。" }.joined(separator: "\n"))
            }
        }
    }
}

/// `namiki signing-key end PUB --last-day 2027-03-31 --replaced-by NEW-PUB`.
struct SigningKeyEndCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "公開鍵の最後の日と、代わりの鍵を記録します。")

    @Argument(help: ArgumentHelp("公開鍵のファイル（.pub）", valueName: "公開鍵"))
    var file: String

    @Option(help: ArgumentHelp("有効な最後の日", valueName: "日付"))
    var lastDay: CivilDate

    @Option(help: ArgumentHelp("代わりの鍵の公開鍵のファイル（登録してあるもの）", valueName: "公開鍵"))
    var replacedBy: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let keys = try PublicKeyFiles.read([file])
            let successor = try replacedBy.flatMap { try PublicKeyFiles.read([$0]).first }
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let (stamp, lastDay) = (ward.stamp(by: .commandLine), lastDay)
                let ended = try await ward.database.write { connection in
                    try keys.compactMap { key in
                        try KeyRegister.end(
                            key.publicKey, lastDay: lastDay, replacedBy: successor?.publicKey, by: stamp,
                            on: connection)
                        return try KeyRegister.find(key.publicKey, on: connection)
                    }
                }
                format.print(
                    json: ["keys": .array(ended.map(\.json))],
                    text: ended.map { "鍵 \($0.fingerprint) の最後の日を\(lastDay.japanese)にしました。" }.joined(separator: "\n"))
            }
        }
    }
}

/// `namiki signing-key list`: in the form that `verify --signed-by` reads.
struct SigningKeyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "登録した公開鍵を示します。",
        discussion: "出力は namiki verify --signed-by にそのまま渡せます。確かめる人が、区のシステムの外で保管してください。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, WardMigrations.all) { ward in
                let keys = try await ward.database.read { try KeyRegister.list(on: $0) }
                format.print(
                    json: ["keys": .array(keys.map(\.json))],
                    text: keys.isEmpty
                        ? "# 登録した公開鍵はありません。"
                        : keys.map { key in
                            let successor = key.replacedBy.map { key in
                                keys.first { $0.publicKey == key }.map { "、代わりの鍵 \($0.fingerprint)" } ?? ""
                            }
                            return "# \(key.holder)　\(key.fingerprint)\(successor ?? "")\n\(key.line)"
                        }.joined(separator: "\n"))
            }
        }
    }
}

/// Files of public keys that a person names.
enum PublicKeyFiles {
    static func read(_ paths: [String]) throws -> [TrustedKey] {
        try paths.flatMap { path in
            try TrustedKey.list(String(decoding: FileReading.bytes(of: path, max: TrustedKey.bytesMax), as: UTF8.self))
        }
    }
}

extension RecordedKey {
    fileprivate var json: JSON {
        [
            "publicKey": .string(publicKey), "fingerprint": .string(fingerprint), "holder": .string(holder),
            "from": JSON(validFrom), "until": JSON(validTo), "replacedBy": JSON(replacedBy),
        ]
    }
}
