import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Passwords set by somebody else")
struct InitialPasswordTests {
    private static let given = "mikan denwa tokei"

    private static func newcomer(_ tested: TestedWard, by stamp: Stamp? = nil) async throws -> Person {
        try await PersonStore.create(
            loginName: "suzuki", name: "鈴木", password: given, by: stamp ?? tested.stamp, ward: tested.ward, cost: .cheap
        )
    }

    private static func entered(_ tested: TestedWard, _ password: String = given) async throws -> ResumedSession? {
        guard case .signedIn(let token) = try await tested.signIn("suzuki", password) else { return nil }
        return try await tested.resume(token)
    }

    @Test("Who was registered chooses an own password first, and is free then", arguments: TestDatabases.all)
    func first(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await Self.newcomer(tested)
            let session = try #require(try await Self.entered(tested))
            #expect(session.duty == .ownPassword)
            func change(to new: String) async throws -> PasswordChange {
                try await SignIn.changePassword(
                    of: person.id, session: session.session, current: Self.given, new: new, address: "10.0.0.1",
                    ward: tested.ward, cost: .cheap)
            }
            #expect(try await change(to: Self.given) == .unchanged, "the same password is not one's own")
            guard case .changed(let token) = try await change(to: "kaeru no uta ga kikoeru") else {
                Issue.record("the password was not changed")
                return
            }
            #expect(try await tested.resume(token)?.duty == nil)
            #expect(try #require(try await Self.entered(tested, "kaeru no uta ga kikoeru")).duty == nil)
        }
    }

    @Test("A password that an administrator reset is one to be changed, one's own is not", arguments: TestDatabases.all)
    func reset(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let administrator = try await tested.person("kanri", name: "管理")
            let person = try await tested.person("suzuki", name: "鈴木")
            func reset(by someone: Person) async throws {
                try await PersonStore.setPassword(
                    Self.given, of: person.id, by: tested.ward.stamp(by: Actor(person: someone.id, name: someone.name)),
                    ward: tested.ward, cost: .cheap)
            }
            try await reset(by: administrator)
            #expect(try #require(try await Self.entered(tested)).duty == .ownPassword)
            try await reset(by: person)
            #expect(try #require(try await Self.entered(tested)).duty == nil)
        }
    }

    @Test(
        "An initial password ends after seven days, told only to who knows it, and a new one helps",
        arguments: TestDatabases.all)
    func ending(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await Self.newcomer(tested)
            tested.clock.advance(seconds: InitialPassword.days * 86_400 - 1)
            #expect(try await Self.entered(tested)?.duty == .ownPassword)
            tested.clock.advance(seconds: 1)
            #expect(try await tested.signIn("suzuki", Self.given) == .initialPasswordOver)
            #expect(try await tested.signIn("suzuki", "wrong password") == .wrong)
            try await PersonStore.setPassword(
                "umi wo wataru tori", of: person.id, by: tested.stamp, ward: tested.ward, cost: .cheap)
            #expect(try await Self.entered(tested, "umi wo wataru tori")?.duty == .ownPassword)
        }
    }

    @Test("A password of one's own does not end", arguments: TestDatabases.all)
    func lasting(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            tested.clock.advance(seconds: 400 * 86_400)
            _ = try await tested.token()
        }
    }

    @Test("A password that nobody chose is easy to copy, right by the rule, and never the same twice")
    func made() throws {
        let login = try LoginName("yamada")
        let random = RandomSource.seeded(7)
        let passwords = (0..<200).map { _ in InitialPassword.make(for: login, random: random) }
        #expect(Set(passwords).count == passwords.count)
        for password in passwords {
            #expect(password.wholeMatch(of: /([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}/) != nil, "\(password)")
            #expect(PasswordRule.problems(password, loginName: login.text) == [])
        }
    }
}
