import ArgumentParser
import Site
import Storage
import Ward

/// `namiki serve`: the site, on this machine's address only unless another is named.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "画面を動かします。")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("待ち受ける番号", valueName: "番号"))
    var port = 8080

    @Option(help: ArgumentHelp("待ち受けるアドレス", valueName: "アドレス"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("区や市の名前", valueName: "名前"))
    var wardName = "杉並区"

    @Flag(help: "HTTPS の後ろで動かします（Cookie を HTTPS に限ります）。")
    var secure = false

    func run() async throws {
        try await answering {
            do {
                try await store.withWard(.migrating, Platform.migrations) { ward in
                    let warning = try await ward.database.read {
                        try KeyRegister.warning(ward.signingKey, on: ward.clock.today, $0)
                    }
                    if let warning { printError(warning) }
                    let settings = SiteSettings(isSecure: secure, host: host, port: port, wardName: wardName)
                    try await SiteServer(ward: ward, modules: Platform.modules, settings: settings).run()
                }
            } catch let error as ServerStartError {
                printError(error.words)
                throw ExitCode.failure
            }
        }
    }
}
