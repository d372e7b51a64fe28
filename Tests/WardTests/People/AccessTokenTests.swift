import Japanese
import Storage
import StorageTesting
import Testing
import WardTesting

@testable import Ward

@Suite("Access tokens")
struct AccessTokenTests {
    // MARK: who is behind it

    private struct Holder {
        let tested: TestedWard
        let person: Person

        init(_ tested: TestedWard, roles: [Role] = [.administrator]) async throws {
            self.tested = tested
            // Somebody else manages people too, so that this one can lose the role.
            let other = try await tested.person("suzuki", name: "鈴木 花子")
            person = try await tested.person()
            let person = person
            try await tested.write { connection, stamp in
                try SettingStore.askSecondFactor(false, by: stamp, on: connection)
                _ = try PersonStore.assign(role: .administrator, person: other.id, by: stamp, on: connection)
                for role in roles {
                    _ = try PersonStore.assign(role: role, person: person.id, by: stamp, on: connection)
                }
            }
        }

        var signedIn: SignedIn {
            get async throws {
                let (person, today) = (person, tested.ward.clock.today)
                let assignments = try await tested.read {
                    try PersonStore.assignments(of: person.id, on: today, on: $0)
                }
                return SignedIn(
                    person: person.id, name: person.name, assignments: assignments, grants: WardGrants.all)
            }
        }

        func token(
            _ name: String = "集計", mayWrite: Bool = false, permissions: Set<Permission>? = nil, days: Int = 90
        ) async throws -> String {
            let signedIn = try await signedIn
            let stamp = tested.ward.stamp(by: signedIn.actor)
            let wish = AccessTokenStore.Wish(
                name: name, mayWrite: mayWrite, permissions: permissions, lastDay: stamp.today.adding(days: days))
            return try await tested.database.write {
                try AccessTokenStore.create(wish, for: signedIn, by: stamp, on: $0)
            }
        }

        func admit(_ token: String, from address: String = "10.0.0.9") async throws -> TokenAdmission {
            try await AccessTokenStore.admit(token, address: address, ward: tested.ward, grants: WardGrants.all)
        }

        func admitted(_ token: String) async throws -> AdmittedToken? {
            guard case .admitted(let admitted) = try await admit(token) else { return nil }
            return admitted
        }

        var tokens: [AccessToken] {
            get async throws {
                let id = person.id
                return try await tested.read { try AccessTokenStore.list(of: id, on: $0) }
            }
        }

        func trail(_ action: String) async throws -> [AuditRow] {
            try await tested.read { try Audit.list(AuditFilter(actionPrefix: action), on: $0) }
        }
    }

    @Test(
        "A token lets its person in with their roles, and the database keeps its hash alone",
        arguments: TestDatabases.all)
    func admitting(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let token = try await holder.token(mayWrite: true)
            let admitted = try #require(try await holder.admitted(token))
            #expect(admitted.signedIn.person == holder.person.id)
            #expect(admitted.signedIn.may(.managePeople))
            #expect(admitted.mayWrite)
            #expect(admitted.duty == nil)
            let row = try #require(try await tested.read { try $0.row("SELECT hash FROM access_token") })
            #expect(try row["hash"] as String == ContentHash.of(token))
            let told = try await tested.read { try $0.rows("SELECT details FROM audit") }
            for row in told { #expect(try !(row["details"] as String).contains(token)) }
        }
    }

    @Test("A token is good up to its last day, which is a year away at most", arguments: TestDatabases.all)
    func expiry(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let token = try await holder.token(days: 1)
            tested.clock.advance(seconds: 86_400)
            #expect(try await holder.admitted(token) != nil)
            tested.clock.advance(seconds: 86_400)
            guard case .over = try await holder.admit(token) else {
                Issue.record("a token that ran out is told so")
                return
            }
            let today = tested.ward.clock.today
            await #expect(throws: AccessTokenRefusal.lastDay(from: today, to: today.adding(days: 365))) {
                _ = try await holder.token("長すぎる", days: 366)
            }
            await #expect(throws: AccessTokenRefusal.lastDay(from: today, to: today.adding(days: 365))) {
                _ = try await holder.token("過ぎている", days: -1)
            }
            #expect(try await holder.token("一年", days: 365).isEmpty == false)
        }
    }

    @Test(
        "A token is narrowed to its permissions, and to what the person may at that time", arguments: TestDatabases.all)
    func narrowing(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested, roles: [.administrator, .editor])
            let wide = try await holder.token("広い")
            let narrow = try await holder.token("狭い", permissions: [.readAudit, .viewOrganisation])
            let before = try #require(try await holder.admitted(narrow)).signedIn
            #expect(before.may(.readAudit))
            #expect(before.may(.viewOrganisation))
            #expect(!before.may(.managePeople))
            #expect(before.permissions == [.readAudit, .viewOrganisation])
            let id = holder.person.id
            try await tested.write { connection, stamp in
                let role = try #require(
                    try PersonStore.roles(of: id, on: connection).first { $0.role == .administrator })
                try PersonStore.endRole(
                    role.id, lastDay: stamp.today.adding(days: -1), by: stamp, on: connection)
            }
            let after = try #require(try await holder.admitted(narrow)).signedIn
            #expect(!after.may(.readAudit), "what was the administrator's is gone at once")
            #expect(after.may(.viewOrganisation))
            #expect(try #require(try await holder.admitted(wide)).signedIn.may(.readAudit) == false)
            await #expect(throws: AccessTokenRefusal.notHeld(title: Permission.readAudit.title)) {
                _ = try await holder.token("もうない権限", permissions: [.readAudit])
            }
        }
    }

    @Test("Who may not sign in any more loses their tokens for good", arguments: TestDatabases.all)
    func deactivation(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let token = try await holder.token()
            let id = holder.person.id
            try await tested.write { try PersonStore.deactivate(id, by: $1, on: $0) }
            #expect(try await holder.admitted(token) == nil)
            try await tested.write { try PersonStore.reactivate(id, by: $1, on: $0) }
            #expect(try await holder.admitted(token) == nil)
            #expect(try await holder.tokens.map { $0.endedAt != nil } == [true])
            #expect(try await holder.trail(AccessTokenStore.endAction).count == 1)
        }
    }

    @Test("A token that was ended lets nobody in, and is ended once", arguments: TestDatabases.all)
    func ending(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let token = try await holder.token()
            let known = try #require(try await holder.tokens.first)
            try await tested.write { try AccessTokenStore.end(known, by: $1, on: $0) }
            guard case .over = try await holder.admit(token) else {
                Issue.record("a token that was ended is told so")
                return
            }
            await #expect(throws: AccessTokenRefusal.alreadyEnded) {
                try await tested.write { try AccessTokenStore.end(known, by: $1, on: $0) }
            }
        }
    }

    @Test("Who has a password that somebody else set does nothing through a token either", arguments: TestDatabases.all)
    func duty(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let token = try await holder.token(permissions: [.viewOrganisation])
            let id = holder.person.id
            try await PersonStore.setPassword(
                "nishi no kaze 12", of: id, by: tested.stamp, ward: tested.ward, cost: .cheap)
            #expect(try #require(try await holder.admitted(token)).duty == .ownPassword)
            try await PersonStore.setPassword(
                "nishi no kaze 12", of: id, isInitial: false, by: tested.stamp, ward: tested.ward, cost: .cheap)
            try await tested.write { try SettingStore.askSecondFactor(true, by: $1, on: $0) }
            #expect(
                try #require(try await holder.admitted(token)).duty == .secondFactor,
                "what their permissions ask for, whatever the token is narrowed to")
        }
    }

    // MARK: what is told

    @Test("What a token does is told with its name, and its first use of each day", arguments: TestDatabases.all)
    func trail(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let token = try await holder.token("庁内ポータル")
            #expect(try await holder.tokens.map(\.usedOn) == [nil])
            for _ in 0..<3 { _ = try await holder.admit(token) }
            let uses = try await holder.trail(AccessTokenStore.useAction)
            #expect(uses.map(\.actorName) == ["山田 太郎（アクセストークン「庁内ポータル」）"])
            #expect(uses.map(\.person) == [holder.person.id])
            #expect(try await holder.tokens.map(\.usedOn) == [tested.ward.clock.today])
            tested.clock.advance(seconds: 86_400)
            _ = try await holder.admit(token)
            #expect(try await holder.trail(AccessTokenStore.useAction).count == 2)
        }
    }

    @Test("Names stand once among the living, and there are so many at most", arguments: TestDatabases.all)
    func names(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            _ = try await holder.token("集計")
            await #expect(throws: AccessTokenRefusal.nameTaken("集計")) { _ = try await holder.token(" 集計 ") }
            for number in 1..<AccessToken.perPersonMax { _ = try await holder.token("\(number)") }
            await #expect(throws: AccessTokenRefusal.tooMany) { _ = try await holder.token("一つ多い") }
        }
    }

    @Test("A token makes no other token", arguments: TestDatabases.all)
    func offspring(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let through = try #require(try await holder.admitted(try await holder.token(mayWrite: true))).signedIn
            let stamp = tested.ward.stamp(by: through.actor)
            let wish = AccessTokenStore.Wish(name: "子", mayWrite: true, permissions: nil, lastDay: stamp.today)
            await #expect(throws: AccessTokenRefusal.onlyPeople) {
                _ = try await tested.database.write {
                    try AccessTokenStore.create(wish, for: through, by: stamp, on: $0)
                }
            }
        }
    }

    @Test("Unknown tokens slow their address down, and never a right one", arguments: TestDatabases.all)
    func slowdown(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            let right = try await holder.token()
            let random = RandomSource.seeded(7)
            for _ in 0..<Slowdown.address.free {
                guard case .unknown = try await holder.admit(AccessTokenSecret(random: random).text) else {
                    Issue.record("an unknown token is told so")
                    return
                }
            }
            guard case .slowedDown(let seconds) = try await holder.admit(AccessTokenSecret(random: random).text) else {
                Issue.record("too many are not looked at")
                return
            }
            #expect(seconds > 0)
            #expect(try await holder.admitted(right) != nil)
            guard case .unknown = try await holder.admit(AccessTokenSecret(random: random).text, from: "10.0.0.77")
            else {
                Issue.record("another address is not kept waiting")
                return
            }
        }
    }

    @Test(
        "A token that was written into the database past the program is found by the trail",
        arguments: TestDatabases.all)
    func forgery(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let holder = try await Holder(tested)
            _ = try await holder.token("本物", permissions: [.readAudit])
            let ended = try await holder.token("終えた")
            let known = try #require(try await holder.tokens.first { $0.name == "終えた" })
            try await tested.write { try AccessTokenStore.end(known, by: $1, on: $0) }
            #expect(try await holder.admitted(ended) == nil)
            func failures() async throws -> [String] {
                try await tested.read {
                    try Verification.run(renderers: [:], on: $0).failures
                }
            }
            #expect(try await failures() == [])
            let forged = AccessTokenSecret(random: .seeded(99))
            try await tested.write { connection, _ in
                try connection.execute("UPDATE access_token SET hash = \(forged.hash) WHERE name = '本物'")
            }
            #expect(try await failures().count == 1)
        }
    }
}
