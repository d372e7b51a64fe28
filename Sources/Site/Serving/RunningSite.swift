import Hummingbird
import Logging
import Ward

/// Everything that answers requests, put together once at the start.
struct RunningSite: Sendable {
    let ward: Ward
    let table: RouteTable
    let grants: Grants
    let declared: Declared
    var layout: Layout
    var settings: SiteSettings
    let sessions: SessionGate
    let logger: Logger
    let outside: Outside
    let modules: [any Module]
    let indicators: IndicatorRegistry
    let health: HealthProbe
    let waiting: WaitingCounts
    /// Told which fields a route read of what was sent, by a test.
    var watch: (@Sendable (Route, Set<String>) -> Void)?

    var cookies: Cookies { Cookies(isSecure: settings.isSecure) }

    init(
        ward: Ward, modules: [any Module], settings: SiteSettings, sessions: SessionGate, logger: Logger,
        outside: Outside
    ) throws(ServerStartError) {
        health = HealthProbe(space: outside.space)
        self.ward = health.watching(ward)
        self.settings = settings
        self.sessions = sessions
        self.logger = logger
        self.outside = outside
        self.modules = modules
        do throws(IndicatorRegistryError) {
            indicators = try IndicatorRegistry(modules.flatMap(\.indicators))
        } catch {
            switch error {
            case .duplicate(let id): throw .duplicateIndicator(id: id)
            }
        }
        grants = modules.map(\.grants).reduce(WardGrants.all) { $0.merging($1) }
        declared = Declared(modules)
        waiting = WaitingCounts(FirstPageSources(modules).duties)
        table = try RouteTable(Self.routes(of: modules, health: health))
        layout = Layout(settings: settings, map: SiteMap(modules))
    }

    /// Whether there is a page at an address, for this person.
    func mayReach(_ path: String, _ person: SignedIn?) -> Bool {
        let plain = path.prefix { $0 != "?" && $0 != "#" }
        let segments = plain.split(separator: "/").map(String.init)
        guard case .found(let route, _, _) = table.match(.get, segments) else { return false }
        return route.access.refusal(for: person) == nil
    }

    /// Whether what is sent to an address is asked about first, because it cannot be undone.
    func asksFirst(_ path: String) -> Bool {
        let plain = path.prefix { $0 != "?" && $0 != "#" }
        guard case .found(let route, _, _) = table.match(.post, plain.split(separator: "/").map(String.init)) else {
            return false
        }
        return route.asksFirst
    }

    func with(_ settings: SiteSettings) -> RunningSite {
        var copy = self
        copy.settings = settings
        copy.layout = Layout(settings: copy.settings, map: layout.map)
        return copy
    }

    /// The built-in routes and those of the modules: what a test walks role by role.
    static func routes(of modules: [any Module], health: HealthProbe = HealthProbe()) -> [Route] {
        areas(of: modules, health: health).flatMap(\.routes)
    }

    /// The same, by who brings them.
    static func areas(of modules: [any Module], health: HealthProbe = HealthProbe()) -> [OpenAPIDocument.Area] {
        let own =
            AssetRoutes.all(health: health) + AccountRoutes.all(modules)
            + OpenAPIRoutes.all { OpenAPIDocument(of: modules) } + AdministrationRoutes.all
            + AuditRoutes.all(
                titles: modules.reduce(into: ActionWords.ward) { $0.merge($1.auditTitles) { own, _ in own } },
                subjects: AuditSubject.ward + modules.flatMap(\.auditSubjects))
        return [OpenAPIDocument.Area(name: "ward", title: "共通", purpose: nil, routes: own)]
            + modules.map { module in
                OpenAPIDocument.Area(
                    name: module.name, title: module.area?.title ?? module.name,
                    purpose: module.help?.purpose, routes: module.routes)
            }
    }
}
