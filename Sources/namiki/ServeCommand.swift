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

    @Option(
        help: ArgumentHelp(
            "前に置くプロキシのアドレス（繰り返し可）。ここからの X-Forwarded-For だけを利用者のアドレスと認めます。--secure では、省くとこの機械のプロキシを認めます。",
            valueName: "アドレス"))
    var proxy: [String] = []

    @OptionGroup var singleSignOn: SingleSignOnOptions

    func validate() throws {
        for address in proxy where !SiteSettings.isAddress(address) {
            throw ValidationError("--proxy の「\(address)」はIPアドレスではありません。192.0.2.1 や 2001:db8::1 のように書いてください。")
        }
    }

    func run() async throws {
        try await answering {
            let provider = try singleSignOn.provider()
            do {
                try await store.withWard(.migrating, Platform.migrations) { ward in
                    let warning = try await ward.database.read {
                        try KeyRegister.warning(ward.signingKey, on: ward.clock.today, $0)
                    }
                    if let warning { printError(warning) }
                    let settings = SiteSettings(
                        isSecure: secure, proxies: proxy.isEmpty && secure ? ["127.0.0.1", "::1"] : proxy, host: host,
                        port: port, wardName: wardName)
                    try await SiteServer(
                        ward: ward, modules: Platform.modules, settings: settings,
                        outside: .live(singleSignOn: provider)
                    ).run()
                }
            } catch let error as ServerStartError {
                printError(error.words)
                throw ExitCode.failure
            }
        }
    }
}
