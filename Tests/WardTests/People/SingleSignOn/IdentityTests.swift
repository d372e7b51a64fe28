import Storage
import StorageTesting
import Testing
import WardTesting

@testable import Ward

@Suite("Accounts of the identity provider and people")
struct IdentityTests {
    @Test(
        "An account that is nobody's is refused, shown to administrators and let in once two of them connected it",
        arguments: TestDatabases.all)
    func unknown(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let tested = office.tested
            let person = try await tested.person()
            let (first, second) = (
                try await tested.person("first", name: "甲"), try await tested.person("second", name: "乙")
            )
            let refused = SingleSignOnRefusal.unconnected(account: "u-7@city.example.jp")
            #expect(try await office.signIn("u-7") == .refused(refused))
            #expect(try await office.signIn("u-7") == .refused(refused))
            let newcomers = try await tested.read { try PersonIdentityStore.newcomers(on: $0) }
            #expect(newcomers.map(\.subject) == ["u-7"])
            #expect(newcomers.map(\.account) == ["u-7@city.example.jp"])
            #expect(try await office.reasons() == ["unconnected", "unconnected"])
            // Nobody's account was made.
            #expect(try await tested.read { try PersonStore.list(on: $0) }.count == 3)

            let matter = PersonRequest.Matter.identity(issuer: ScriptedProvider.issuer, subject: "u-7")
            let asking = tested.ward.stamp(by: Actor(person: first.id, name: first.name))
            await #expect(throws: SingleSignOnRefusal.secondPersonNeeded) {
                try await tested.database.write {
                    _ = try PersonIdentityStore.connect(
                        issuer: ScriptedProvider.issuer, subject: "u-7", to: person.id, by: asking, on: $0)
                }
            }
            let request = try await tested.database.write {
                try PersonRequestStore.ask(matter, for: person.id, by: asking, on: $0)
            }
            #expect(request.matter == matter)
            await #expect(throws: PersonRequestRefusal.ownRequest) {
                try await tested.database.write { try PersonRequestStore.confirm(request.id, by: asking, on: $0) }
            }
            #expect(try await office.signIn("u-7") == .refused(refused))
            let confirming = tested.ward.stamp(by: Actor(person: second.id, name: second.name))
            try await tested.database.write { try PersonRequestStore.confirm(request.id, by: confirming, on: $0) }
            #expect(try await office.session("u-7")?.signedIn.person == person.id)
            #expect(try await tested.read { try PersonIdentityStore.newcomers(on: $0) } == [])
            #expect(try await office.failures() == [])
        }
    }

    @Test("The mail address says nothing: who is given it later is another account", arguments: TestDatabases.all)
    func sameAddress(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            office.provider.claims["successor"] = [
                "preferred_username": "yamada@city.example.jp", "email": "yamada@city.example.jp",
                "email_verified": true,
            ]
            #expect(
                try await office.signIn("successor") == .refused(.unconnected(account: "yamada@city.example.jp")))
        }
    }

    @Test("Somebody who left is refused, also with a living account of the provider", arguments: TestDatabases.all)
    func left(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let person = try await office.connected()
            try await office.tested.write { try PersonStore.deactivate(person.id, by: $1, on: $0) }
            #expect(try await office.signIn("yamada") == .refused(.personLeft))
            let rows = try await office.tested.read { try Audit.list(on: $0) }
            #expect(rows.first { $0.action == "ward.signIn.refused" }?.subject == "person/\(person.id)")
        }
    }

    @Test(
        "A person connects their own account from their own session, having shown anew who they are",
        arguments: TestDatabases.all)
    func oneself(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let tested = office.tested
            let person = try await tested.person()
            let (mine, other) = (try await tested.token(), try await tested.token())
            let session = try #require(try await tested.resume(mine)).session
            let elsewhere = try #require(try await tested.resume(other)).session
            func back(_ claims: [String: JSON] = [:]) async throws -> SingleSignOn.Outcome {
                office.provider.claims["u-1"] = claims
                let begun = try await office.begin(.connect, session: session)
                #expect(begun.address.contains("prompt=login"))
                let query = try office.provider.signIn("u-1", at: begun.address)
                // In another session of the same browser, it is worth nothing.
                #expect(
                    try await office.finish(query, cookie: begun.flow.cookie, session: elsewhere, person: person.id)
                        == .refused(.otherBrowser))
                return try await office.finish(query, cookie: begun.flow.cookie, session: session, person: person.id)
            }
            let longAgo = JSON.integer(TestedWard.start.milliseconds / 1000 - 3600)
            #expect(try await back(["auth_time": longAgo]) == .refused(.token(.authenticatedAt)))
            #expect(try await back() == .connected(account: "u-1@city.example.jp"))
            #expect(try await office.session("u-1")?.signedIn.person == person.id)
            #expect(try await back() == .refused(.hasAnother))
            #expect(try await office.failures() == [])
        }
    }

    @Test(
        "A cookie that somebody wrote connects no account: who sits at an open session does not know the password",
        arguments: TestDatabases.all)
    func writtenCookie(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let person = try await office.tested.person()
            let token = try await office.tested.token()
            let session = try #require(try await office.tested.resume(token)).session
            let begun = try await office.begin(.connect, session: session, isAllowed: false)
            let query = try office.provider.signIn("u-1", at: begun.address)
            let outcome = try await office.finish(
                query, cookie: begun.flow.cookie, session: session, person: person.id)
            #expect(outcome == .refused(.otherBrowser))
            let joined = try await office.tested.read {
                try PersonIdentityStore.find(issuer: ScriptedProvider.issuer, subject: "u-1", on: $0)
            }
            #expect(joined == nil)
        }
    }

    @Test("One account is one person's, and a person has one of each provider", arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let person = try await office.connected()
            let other = try await office.tested.person("sato", name: "佐藤 花子")
            await #expect(throws: SingleSignOnRefusal.connectedElsewhere) {
                try await office.tested.write {
                    _ = try PersonIdentityStore.connect(
                        issuer: ScriptedProvider.issuer, subject: "yamada", to: other.id, by: $1, on: $0)
                }
            }
            await #expect(throws: SingleSignOnRefusal.hasAnother) {
                try await office.tested.write {
                    _ = try PersonIdentityStore.connect(
                        issuer: ScriptedProvider.issuer, subject: "u-2", to: person.id, by: $1, on: $0)
                }
            }
        }
    }

    @Test("A connection that ends takes its sessions with it, and can be made anew", arguments: TestDatabases.all)
    func ending(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let tested = office.tested
            let person = try await office.connected()
            guard case .signedIn(let token) = try await office.signIn("yamada") else { throw TestedWard.NotSignedIn() }
            let local = try await tested.token()
            let identity = try #require(
                try await tested.read { try PersonIdentityStore.current(of: person.id, on: $0) }.first)
            try await tested.write { try PersonIdentityStore.end(identity.id, by: $1, on: $0) }
            #expect(try await tested.resume(token) == nil)
            #expect(try await tested.resume(local) != nil)
            #expect(try await office.signIn("yamada") == .refused(.unconnected(account: "yamada@city.example.jp")))
            try await tested.write {
                _ = try PersonIdentityStore.connect(
                    issuer: ScriptedProvider.issuer, subject: "yamada", to: person.id, by: $1, on: $0)
            }
            #expect(try await office.session("yamada")?.signedIn.person == person.id)
            #expect(try await office.failures() == [])
        }
    }

    @Test("Rewriting whose account it is, in the database, is found by the trail", arguments: TestDatabases.all)
    func rewritten(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            let other = try await office.tested.person("sato", name: "佐藤 花子")
            try await office.tested.database.write { connection in
                _ = try connection.execute("UPDATE person_identity SET person = \(other.id)")
            }
            #expect(try await office.failures().count == 1)
        }
    }
}
