import ArgumentParser
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("What modules declare")
struct DeclaredTests {
    private static let keeper = Role("keeper", "書庫の係")
    private static let council = Body.Kind("council", "審議会")

    private struct ArchiveModule: Module {
        var name: String { "archive" }
        var routes: [Route] { [] }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants([keeper: WardGrants.everybody]) }
        var roles: [Role] { [keeper] }
        var bodyKinds: [Body.Kind] { [council] }
        var help: ModuleHelp? {
            ModuleHelp(purpose: "書庫を開けます。", steps: [.init(keeper, ["鍵を受け取ります。", "書庫を開けます。"])])
        }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
    }

    @Test("A module's role can be given, gets in where the module says, and has its part of the help")
    func roles() async throws {
        let site = try await TestSite(modules: [ArchiveModule()])
        #expect(Declared([ArchiveModule()]).roles == Role.general + [Self.keeper])
        try await site.test { client async throws in
            #expect(try await client.ask("/units", as: Self.keeper).status == .ok)
            #expect(try await client.ask("/people", as: Self.keeper).status == .forbidden)
            let help = try await client.ask("/help", as: Self.keeper)
            #expect(help.text.contains("書庫の係（あなたの役割）"))
            #expect(help.text.contains("鍵を受け取ります。"))
            #expect(try await !client.get("/help", as: nil).text.contains("おくやみ"))
        }
    }

    @Test("A stored role that nobody declares any more is shown under its code and grants nothing")
    func unknownRole() async throws {
        let site = try await TestSite(modules: [ArchiveModule()])
        let ward = site.ward
        let stamp = ward.stamp(by: .commandLine)
        let person = try await PersonStore.create(
            loginName: "yamada", name: "山田", password: "hokuto no kaze 7", by: stamp, ward: ward)
        let former = Role("former", "前の役割")
        let words = try await ward.database.write { connection in
            for role in [former, Self.keeper] {
                _ = try PersonStore.assign(role: role, person: person.id, by: stamp, on: connection)
            }
            return try RoleWords.all(of: person.id, on: nil, Declared([ArchiveModule()]).roles, connection)
        }
        #expect(words.map(\.role) == ["former", "書庫の係"])
        let assignments = try await ward.database.read {
            try PersonStore.assignments(of: person.id, on: stamp.today, on: $0)
        }
        let grants = WardGrants.all.merging(ArchiveModule().grants)
        #expect(!grants.holds(assignments[0].role, .viewOrganisation))
        #expect(grants.holds(assignments[1].role, .viewOrganisation))
        try await site.test { client async throws in
            let page = try await client.ask("/people/\(person.id)", as: .administrator)
            #expect(page.text.contains("former"))
            #expect(page.text.contains("書庫の係"))
        }
    }
}
