import ArgumentParser
import Site
import Ward

/// `namiki serve`: the site, on this machine's address only unless another is named.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "画面を動かします。")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("待ち受ける番号", valueName: "番号"))
    var port = 8080

    @Option(help: ArgumentHelp("待ち受けるアドレス", valueName: "アドレス"))
    var host = "127.0.0.1"

    @Flag(help: "すべての画面に見本の表示を出します。")
    var sample = false

    @Flag(help: "HTTPS の後ろで動かします（Cookie を HTTPS に限ります）。")
    var secure = false

    func run() async throws {
        let ward = try await Ward.open(store, migrations: Platform.migrations)
        let settings = SiteSettings(isSample: sample, isSecure: secure, host: host, port: port)
        try await SiteServer(ward: ward, modules: Platform.modules, settings: settings).run()
    }
}
