import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Ward

/// The site as a server.
///
///     try await SiteServer(ward: ward, modules: Platform.modules, settings: SiteSettings(port: 8080)).run()
///
/// Runs until SIGTERM or SIGINT and lets requests that are under way finish.
public struct SiteServer: Sendable {
    private let site: RunningSite

    /// Header lines of one request, in bytes and in number.
    static let headerBytesMax = 32 * 1024
    static let headerCountMax = 100
    /// - Throws: ``ServerStartError`` when the routes of the modules contradict each other.
    public init(
        ward: Ward, modules: [any Module], settings: SiteSettings = SiteSettings(), sessions: SessionGate = .live,
        logger: Logger = Logger(label: "namiki"), outside: Outside = .live
    ) throws(ServerStartError) {
        site = try RunningSite(
            ward: ward, modules: modules, settings: settings, sessions: sessions, logger: logger,
            outside: outside)
    }

    private init(site: RunningSite) {
        self.site = site
    }

    /// Every route of a site with these modules, the built-in ones included.
    public static func routes(of modules: [any Module]) -> [Route] {
        RunningSite.routes(of: modules)
    }

    /// The same, which tells what each route read of what was sent.
    func watched(_ watch: @escaping @Sendable (Route, Set<String>) -> Void) -> SiteServer {
        var site = site
        site.watch = watch
        return SiteServer(site: site)
    }

    /// Answers without a network.
    var responder: SiteResponder { SiteResponder(site: site) }

    /// To be run beside other services.
    ///
    /// - Parameter listening: told the port once requests are answered there.
    public func application(
        listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        // The log of the library tells nothing about people, and little that helps.
        var quiet = site.logger
        quiet.logLevel = .warning
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: Self.headerBytesMax, maxHeaderListSize: Self.headerBytesMax,
            maxHeaderFieldCount: Self.headerCountMax)
        let (limits, proxies) = (site.settings.limits.fitting(openFilesMax: OpenFiles.raised()), site.settings.proxies)
        let register = ConnectionRegister(limits: limits)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                GuardedChannel(
                    http: HTTP1Channel(
                        responder: responder,
                        configuration: HTTP1Channel.Configuration(httpDecoderConfiguration: decoder)),
                    limits: limits, proxies: proxies, register: register)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(site.settings.host, port: site.settings.port), backlog: 256),
            services: [BackgroundService(site)],
            onServerRunning: { [site] channel in
                let port = channel.localAddress?.port ?? site.settings.port
                site.logger.info("listening", metadata: ["host": "\(site.settings.host)", "port": "\(port)"])
                await listening(port)
            },
            logger: quiet)
    }

    /// A database that holds demo data says so itself, whatever the settings; the header says what the modules' records call
    /// their work, unless the settings do.
    ///
    /// - Throws: ``ServerStartError`` when it cannot listen there.
    public func run() async throws {
        let (given, modules) = (site.settings, site.modules)
        let settings = try await site.ward.database.read { connection in
            var settings = given
            if try SettingStore.isSample(on: connection) { settings.isSample = true }
            for module in modules where settings.planName == nil {
                settings.planName = try module.siteTitle(on: connection)
            }
            return settings
        }
        do {
            try await SiteServer(site: site.with(settings)).application().runService()
        } catch let error as IOError {
            throw described(error)
        }
    }

    private func described(_ error: IOError) -> any Error {
        switch error.errnoCode {
        case EADDRINUSE: ServerStartError.portTaken(site.settings.port)
        case EACCES: ServerStartError.portNotPermitted(site.settings.port)
        case EADDRNOTAVAIL: ServerStartError.addressUnavailable(site.settings.host)
        default: error
        }
    }
}
