import Japanese
import RandomTesting
import StorageTesting
import Testing

@testable import Ward

@Suite("Sessions")
struct SessionTests {
    @Test("A session ends an hour after the last request", arguments: TestDatabases.all)
    func idle(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            var token = try await tested.token()
            for _ in 0..<5 {
                tested.clock.advance(seconds: 3599)
                let resumed = try #require(try await tested.resume(token))
                token = resumed.newToken ?? token
            }
            tested.clock.advance(seconds: 3600)
            #expect(try await tested.resume(token)?.session == nil)
        }
    }

    @Test("A session ends after twelve hours however busy it was", arguments: TestDatabases.all)
    func absolute(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            var token = try await tested.token()
            for minute in stride(from: 30, to: 720, by: 30) {
                tested.clock.advance(seconds: 1800)
                let resumed = try #require(try await tested.resume(token), "minute \(minute)")
                token = resumed.newToken ?? token
            }
            tested.clock.advance(seconds: 1800)
            #expect(try await tested.resume(token)?.session == nil)
        }
    }

    @Test(
        "Every fifteen minutes the token is replaced, and the one before is good for thirty seconds",
        arguments: TestDatabases.all)
    func rotation(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let first = try await tested.token()
            tested.clock.advance(seconds: 899)
            #expect(try await tested.resume(first)?.newToken == nil)
            tested.clock.advance(seconds: 1)
            let second = try #require(try await tested.resume(first)?.newToken)
            #expect(second != first)
            tested.clock.advance(seconds: 29)
            let parallel = try #require(try await tested.resume(first))
            #expect(parallel.newToken == nil, "a token is replaced once")
            #expect(try await tested.resume(second)?.session == parallel.session)
            tested.clock.advance(seconds: 1)
            #expect(try await tested.resume(first)?.session == nil)
            #expect(try await tested.resume(second) != nil)
        }
    }

    @Test(
        "Requests that arrive at once when the token is due get one new token among them", arguments: TestDatabases.all)
    func parallelRotation(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let token = try await tested.token()
            tested.clock.advance(seconds: 900)
            let answers = try await withThrowingTaskGroup(of: ResumedSession?.self) { group in
                for _ in 0..<20 { group.addTask { try await tested.resume(token) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0 != nil })
            #expect(answers.compactMap { $0?.newToken }.count == 1)
        }
    }

    @Test("A session that has been found ended stays so when the clock moves back", arguments: TestDatabases.all)
    func noRevival(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let token = try await tested.token()
            tested.clock.advance(seconds: 3600)
            #expect(try await tested.resume(token)?.session == nil)
            tested.clock.advance(seconds: -1800)
            #expect(try await tested.resume(token)?.session == nil)
        }
    }

    @Test("A token that was found to be replaced stays so when the clock moves back", arguments: TestDatabases.all)
    func noRevivalOfTokens(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let first = try await tested.token()
            tested.clock.advance(seconds: 900)
            let second = try #require(try await tested.resume(first)?.newToken)
            tested.clock.advance(seconds: 30)
            #expect(try await tested.resume(first)?.session == nil)
            tested.clock.advance(seconds: -20)
            #expect(try await tested.resume(first)?.session == nil)
            #expect(try await tested.resume(second) != nil)
        }
    }

    @Test(
        "A session that begins later than now is refused, but for what the clocks of two servers may differ",
        arguments: TestDatabases.all)
    func future(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let token = try await tested.token()
            tested.clock.advance(seconds: -30)
            #expect(try await tested.resume(token) != nil)
            tested.clock.advance(seconds: -1)
            #expect(try await tested.resume(token)?.session == nil)
            tested.clock.advance(seconds: 31)
            #expect(try await tested.resume(token)?.session == nil)
        }
    }

    @Test("Signing out ends the session, also by the token before", arguments: TestDatabases.all)
    func signingOut(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let token = try await tested.token()
            try await SessionStore.end(token: token, ward: tested.ward)
            #expect(try await tested.resume(token)?.session == nil)
            let first = try await tested.token()
            tested.clock.advance(seconds: 900)
            let second = try #require(try await tested.resume(first)?.newToken)
            try await SessionStore.end(token: first, ward: tested.ward)
            #expect(try await tested.resume(second)?.session == nil)
        }
    }

    @Test(
        "Texts that are no token are nobody's session",
        arguments: ["", "x", String(repeating: "0", count: 64), "' OR 1=1 --"])
    func foreign(_ text: String) async throws {
        try await TestedWard.use(TestDatabases.sqlite) { tested async throws in
            try await tested.person()
            _ = try await tested.token()
            #expect(try await tested.resume(text)?.session == nil)
            try await SessionStore.end(token: text, ward: tested.ward)
        }
    }

    @Test("The database holds no token, only its hash", arguments: TestDatabases.all)
    func hashed(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let token = try await tested.token()
            let stored = try await tested.read { try $0.column("SELECT token_hash FROM session", as: String.self) }
            #expect(stored.count == 1)
            #expect(!stored.contains(token))
            #expect(try await tested.resume(stored[0])?.session == nil)
        }
    }

    @Test("A message waits for the next page and is shown once", arguments: TestDatabases.all)
    func flash(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let token = try await tested.token()
            let session = try #require(try await tested.resume(token)).session
            #expect(try await tested.resume(token)?.hasFlash == false)
            let flash = SessionFlash(kind: "done", text: "第1四半期を確定しました")
            try await SessionStore.setFlash(flash, session: session, ward: tested.ward)
            #expect(try await tested.resume(token)?.hasFlash == true)
            #expect(try await SessionStore.takeFlash(session: session, ward: tested.ward) == flash)
            #expect(try await SessionStore.takeFlash(session: session, ward: tested.ward) == nil)
        }
        #expect(SessionFlash(kind: "done", text: String(repeating: "長", count: 2000)).text.unicodeScalars.count == 1000)
    }

    @Test("People see their own sessions and end any of them, but nobody else's", arguments: TestDatabases.all)
    func ownSessions(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let other = try await tested.person("suzuki")
            let first = try await tested.token(from: "10.0.0.1")
            tested.clock.advance(seconds: 60)
            let second = try await tested.token(from: "10.0.0.2")
            let sessions = try await tested.sessions(of: person.id)
            #expect(sessions.map(\.address) == ["10.0.0.2", "10.0.0.1"])
            #expect(try await !SessionStore.end(sessions[1].id, of: other.id, ward: tested.ward))
            #expect(try await SessionStore.end(sessions[1].id, of: person.id, ward: tested.ward))
            #expect(try await tested.resume(first)?.session == nil)
            #expect(try await tested.resume(second)?.session == sessions[0].id)
        }
    }

    @Test("Sessions that ran out are removed, and nobody has more than twenty", arguments: TestDatabases.all)
    func bounded(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            for _ in 0..<25 {
                _ = try await tested.token()
                tested.clock.advance(seconds: 1)
            }
            #expect(try await tested.sessions(of: person.id).count == 20)
            tested.clock.advance(seconds: 3600)
            #expect(try await tested.sessions(of: person.id).isEmpty)
            _ = try await tested.token()
            let rows = try await tested.read { try $0.value("SELECT COUNT(*) FROM session", as: Int.self) }
            #expect(rows == 1)
        }
    }

    @Test("A form is accepted only with a token of its own session")
    func csrf() async throws {
        try await TestedWard.use(TestDatabases.sqlite) { tested async throws in
            try await tested.person()
            let mine = try #require(try await tested.resume(try await tested.token()))
            let other = try #require(try await tested.resume(try await tested.token()))
            #expect(mine.verify(csrfToken: mine.csrfToken))
            #expect(!mine.verify(csrfToken: other.csrfToken))
            for wrong in [
                "", "0", String(mine.csrfToken.dropLast()), mine.csrfToken + "0", mine.csrfToken.uppercased() + "g",
            ] {
                #expect(!mine.verify(csrfToken: wrong))
            }
        }
    }

    @Test("A form token is written differently each time, and a changed digit makes it worthless", arguments: 0..<50)
    func masking(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let token = CSRFToken(secret: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let first = token.text(random: .system)
        #expect(first != token.text(random: .system))
        #expect(token.verify(first))
        var digits = Array(first.utf8)
        let position = Int.random(in: digits.indices, using: &generator)
        digits[position] = digits[position] == 0x30 ? 0x31 : 0x30
        #expect(!token.verify(String(decoding: digits, as: UTF8.self)), "seed \(seed)")
    }
}

extension TestedWard {
    fileprivate func sessions(of person: ID<Person>) async throws -> [Session] {
        let now = ward.clock.now()
        return try await ward.database.read { try SessionStore.list(of: person, at: now, on: $0) }
    }
}
