import SiteTesting
import Ward

@testable import Site

enum RealPeople {
    static let password = "つきよのかえるがうたう47"

    /// A site with its real sessions and one administrator, `kanri`.
    /// - Parameter asksSecondFactor: as a new installation does.
    static func site(
        modules: [any Module] = [SampleModule()], settings: SiteSettings = SiteSettings(),
        asksSecondFactor: Bool = false, log: TestLog = TestLog()
    ) async throws -> TestSite {
        let site = try await TestSite(modules: modules, settings: settings, sessions: .live, log: log)
        let stamp = site.ward.stamp(by: .commandLine)
        let person = try await PersonStore.create(
            loginName: "kanri", name: "管理 太郎", password: password, isInitial: false, by: stamp, ward: site.ward,
            cost: .cheap)
        try await site.ward.database.write { connection in
            try SettingStore.askSecondFactor(asksSecondFactor, by: stamp, on: connection)
            _ = try PersonStore.assign(role: .administrator, person: person.id, by: stamp, on: connection)
        }
        return site
    }
}
