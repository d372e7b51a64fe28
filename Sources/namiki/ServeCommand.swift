import ArgumentParser
import Plan
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
            let ward = try await Ward.open(store, migrations: Platform.migrations)
            let (isSample, plan) = try await ward.database.read { connection in
                (try SettingStore.isSample(on: connection), try PlanModule.currentTitle(on: connection))
            }
            let settings = SiteSettings(
                isSample: isSample, isSecure: secure, host: host, port: port, wardName: wardName, planName: plan)
            do {
                let server = try SiteServer(ward: ward, modules: Platform.modules, settings: settings)
                try await Calendar.advancingRounds(of: ward) { try await server.run() }
            } catch let error as ServerStartError {
                printError(error.words)
                throw ExitCode.failure
            }
            try await ward.database.close()
        }
    }
}

/// What happens by the calendar while the site runs.
private enum Calendar {
    static let secondsBetweenLooks = 600

    /// Moves rounds on whose due day has passed, now and then, until the body ends.
    static func advancingRounds(of ward: Ward, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while !Task.isCancelled {
                    _ = try await PlanModule.advance(ward)
                    try await Task.sleep(for: .seconds(secondsBetweenLooks))
                }
            }
            // The clock never ends by itself; the server does, and then the clock is stopped.
            try await group.next()
            group.cancelAll()
        }
    }
}
