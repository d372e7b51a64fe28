import ArgumentParser
import Ward

/// `namiki signing-key FILE`: makes the key that reports are signed with.
struct SigningKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signing-key", abstract: "報告に署名する鍵を作ります。",
        discussion:
            "できた鍵の場所を環境変数 \(SigningKey.variable) に書くと、データ移行の試行の報告に署名します。鍵はほかの人に渡さず、.pub のファイル（確かめる人のための公開鍵）だけを渡してください。")

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
