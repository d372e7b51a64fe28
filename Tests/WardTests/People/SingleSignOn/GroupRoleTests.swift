import Japanese
import Storage
import StorageTesting
import Testing
import WardTesting

@testable import Ward

@Suite("Roles by groups of the identity provider")
struct GroupRoleTests {
    private static func unit(_ office: TestedProvider, _ code: String, _ name: String) async throws -> OfficeUnit {
        try await office.tested.write { try UnitStore.create(code: code, name: name, by: $1, on: $0) }
    }

    private static func roles(_ office: TestedProvider, _ person: Person) async throws -> [RoleAssignment] {
        try await office.tested.read { try PersonStore.roles(of: person.id, on: $0) }
    }

    @Test(
        "Groups give roles in sessions of the provider, and none in those by a password", arguments: TestDatabases.all)
    func inSessions(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let person = try await office.connected()
            let unit = try await Self.unit(office, "01", "企画課")
            _ = try await office.mapping("kikaku", .editor, unit: unit.id)
            office.groups(["kikaku", "unknown"])
            let through = try #require(try await office.session("yamada")).signedIn
            #expect(through.assignments == [.init(role: .editor, unit: unit.id, body: nil)])
            let local = try #require(try await office.tested.resume(try await office.tested.token())).signedIn
            #expect(local.assignments == [])
            // Whom to remind.
            let reminded = try await office.tested.read { connection in
                try PersonStore.people(
                    with: .editor, unit: unit.id, validOn: TestedWard.start.date, on: connection)
            }
            #expect(reminded.map(\.id) == [person.id])
            let unknown = try await office.tested.read {
                try GroupRoles.unknown(issuer: ScriptedProvider.issuer, claim: "groups", on: $0)
            }
            #expect(unknown == [GroupRoles.UnknownGroup(value: "unknown", people: 1)])
            #expect(try await office.failures() == [])
        }
    }

    @Test(
        "Groups are read at each sign-in: what they no longer say ends, and what people gave stays",
        arguments: TestDatabases.all)
    func readAgain(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let person = try await office.connected()
            try await office.tested.write {
                _ = try PersonStore.assign(role: .related, person: person.id, by: $1, on: $0)
                // The same role by a person as by the group.
                _ = try PersonStore.assign(role: .editor, person: person.id, by: $1, on: $0)
            }
            _ = try await office.mapping("kikaku", .editor)
            _ = try await office.mapping("kikaku-chou", .approver)
            office.groups(["kikaku", "kikaku-chou"])
            #expect(try await office.session("yamada")?.signedIn.has(.approver) == true)
            #expect(try await Self.roles(office, person).count == 4)
            // Signing in again changes nothing.
            _ = try await office.session("yamada")
            #expect(try await Self.roles(office, person).count == 4)

            office.tested.clock.move(to: CivilDate(dayNumber: 19_915))
            office.groups(["kikaku"])
            let after = try #require(try await office.session("yamada")).signedIn
            #expect(!after.has(.approver))
            #expect(after.has(.editor))
            #expect(after.has(.related))
            let ended = try #require(try await Self.roles(office, person).first { $0.role == .approver })
            #expect(ended.validTo == CivilDate(dayNumber: 19_914))

            office.groups([])
            let none = try #require(try await office.session("yamada")).signedIn
            #expect(Set(none.assignments.map(\.role)) == [.related, .editor])
            // Given and taken on one day.
            office.groups(["kikaku-chou"])
            #expect(try await office.session("yamada")?.signedIn.has(.approver) == true)
            office.groups([])
            #expect(try await office.session("yamada")?.signedIn.has(.approver) == false)
            #expect(try await office.failures() == [])
        }
    }

    @Test("Groups of a provider that the ward had before give nothing any more", arguments: TestDatabases.all)
    func earlierProvider(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            _ = try await office.connected()
            _ = try await office.mapping("kikaku", .editor)
            office.groups(["kikaku"])
            #expect(try await office.session("yamada")?.signedIn.has(.editor) == true)
            try await office.tested.database.write { connection in
                _ = try connection.execute("UPDATE group_mapping SET issuer = 'https://before.example.jp'")
            }
            #expect(try await office.session("yamada")?.signedIn.assignments == [])
        }
    }

    @Test("Without the claim of groups nobody is let in, whose account it may be", arguments: TestDatabases.all)
    func absent(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let person = try await office.connected()
            _ = try await office.mapping("kikaku", .editor)
            office.groups(["kikaku"])
            _ = try await office.session("yamada")
            office.groups(nil)
            #expect(try await office.signIn("yamada") == .refused(.noGroups(claim: "groups", tooMany: false)))
            office.provider.claims["yamada"] = ["_claim_names": ["groups": "src1"], "_claim_sources": ["src1": [:]]]
            #expect(try await office.signIn("yamada") == .refused(.noGroups(claim: "groups", tooMany: true)))
            #expect(try await office.reasons() == ["groupsMissing", "groupsTooMany"])
            // Nothing is known, and nothing has changed.
            #expect(try await Self.roles(office, person).map(\.role) == [.editor])
            _ = try await office.tested.token()
        }
    }

    @Test("The administrator's and the auditor's role are given by no group", arguments: TestDatabases.all)
    func byPeopleAlone(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            for role in [Role.administrator, .auditor] {
                await #expect(throws: RoleMappingRefusal.roleByPeopleAlone(role)) {
                    _ = try await office.mapping("kikaku", role)
                }
            }
        }
    }

    @Test("A row counts once another administrator has confirmed it", arguments: TestDatabases.all)
    func twoPeople(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let tested = office.tested
            _ = try await office.connected()
            let (first, second) = (
                try await tested.person("first", name: "甲"), try await tested.person("second", name: "乙")
            )
            let asking = tested.ward.stamp(by: Actor(person: first.id, name: first.name))
            let confirming = tested.ward.stamp(by: Actor(person: second.id, name: second.name))
            func ask() async throws -> RoleMapping {
                try await tested.database.write {
                    try RoleMappingStore.ask(
                        issuer: ScriptedProvider.issuer, claim: "groups", value: "kikaku", role: .editor, unit: nil,
                        body: nil, from: nil, to: nil, by: asking, on: $0)
                }
            }
            let row = try await ask()
            #expect(row.state == .waiting)
            await #expect(throws: RoleMappingRefusal.alreadyThere) { _ = try await ask() }
            office.groups(["kikaku"])
            #expect(try await office.session("yamada")?.signedIn.assignments == [])
            await #expect(throws: RoleMappingRefusal.ownRequest) {
                try await tested.database.write { try RoleMappingStore.confirm(row.id, by: asking, on: $0) }
            }
            try await tested.database.write { try RoleMappingStore.confirm(row.id, by: confirming, on: $0) }
            #expect(try await office.session("yamada")?.signedIn.has(.editor) == true)
            await #expect(throws: RoleMappingRefusal.alreadySettled) {
                try await tested.database.write { try RoleMappingStore.decline(row.id, by: asking, on: $0) }
            }
            #expect(try await office.failures() == [])
        }
    }

    @Test("A row that ends takes its roles with it, also in sessions that go on", arguments: TestDatabases.all)
    func ending(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let person = try await office.connected()
            let row = try await office.mapping("kikaku", .editor)
            office.groups(["kikaku"])
            guard case .signedIn(let token) = try await office.signIn("yamada") else { throw TestedWard.NotSignedIn() }
            let role = try #require(try await Self.roles(office, person).first)
            await #expect(throws: PersonError.givenByGroup) {
                try await office.tested.write {
                    try PersonStore.endRole(role.id, lastDay: TestedWard.start.date, by: $1, on: $0)
                }
            }
            try await office.tested.write {
                try RoleMappingStore.end(row.id, lastDay: TestedWard.start.date.adding(days: -1), by: $1, on: $0)
            }
            #expect(try await office.tested.resume(token)?.signedIn.assignments == [])
            #expect(try await office.session("yamada")?.signedIn.assignments == [])
            #expect(try await office.failures() == [])
        }
    }

    @Test(
        "A row for a unit that is merged goes on for its successor, and gives the role there",
        arguments: TestDatabases.all)
    func reorganisation(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let person = try await office.connected()
            let (old, heir) = (
                try await Self.unit(office, "01", "企画課"), try await Self.unit(office, "02", "政策課")
            )
            _ = try await office.mapping("kikaku", .editor, unit: old.id)
            office.groups(["kikaku"])
            _ = try await office.session("yamada")
            let day = CivilDate(dayNumber: 19_935)
            try await office.tested.write {
                _ = try UnitStore.reorganise(old.id, successor: heir.id, on: day, by: $1, on: $0)
            }
            #expect(try await office.failures() == [])
            office.tested.clock.move(to: day)
            let after = try #require(try await office.session("yamada")).signedIn
            #expect(after.assignments == [.init(role: .editor, unit: heir.id, body: nil)])
            #expect(try await Self.roles(office, person).filter { $0.isValid(on: day) }.count == 1)
            #expect(try await office.failures() == [])
        }
    }

    @Test("Who would have what on a day is known beforehand, by groups and by people", arguments: TestDatabases.all)
    func preview(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let april = try #require(CivilDate(year: 2025, month: 4, day: 1))
            let person = try await office.connected()
            try await office.tested.write {
                _ = try PersonStore.assign(
                    role: .related, to: april.adding(days: -1), person: person.id, by: $1, on: $0)
            }
            _ = try await office.mapping("kikaku", .editor, to: april.adding(days: -1))
            _ = try await office.mapping("kikaku", .approver, from: april)
            office.groups(["kikaku"])
            _ = try await office.session("yamada")
            func expected(_ day: CivilDate) async throws -> [GroupRoles.Expected] {
                try await office.tested.read {
                    try GroupRoles.expected(on: day, issuer: ScriptedProvider.issuer, claim: "groups", on: $0)
                }.flatMap { $0.roles }
            }
            #expect(
                try await expected(TestedWard.start.date) == [
                    .init(assignment: .init(role: .related, unit: nil, body: nil), group: nil),
                    .init(assignment: .init(role: .editor, unit: nil, body: nil), group: "kikaku"),
                ])
            #expect(
                try await expected(april) == [
                    .init(assignment: .init(role: .approver, unit: nil, body: nil), group: "kikaku")
                ])
        }
    }
}
