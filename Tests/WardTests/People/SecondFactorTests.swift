import Foundation
import Japanese
import Storage
import StorageTesting
import Testing
import WardTesting

@testable import Ward

@Suite("Second factors")
struct SecondFactorTests {
    // MARK: enrolling

    @Test("A secret is in force only after a code of it, and gives recovery codes once", arguments: TestDatabases.all)
    func enrolling(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            try await tested.begin(person)
            #expect(try await tested.factor(person).confirmedAt == nil)
            // Nobody is asked for a code before.
            _ = try await tested.token()
            await #expect(throws: SecondFactorRefusal.wrongCode) { try await tested.confirm(person, "000000") }
            #expect(try await tested.factor(person).confirmedAt == nil)
            let codes = try await tested.confirm(person, try await tested.code(person))
            #expect(Set(codes).count == RecoveryCode.count)
            #expect(try await tested.factor(person).confirmedAt == TestedWard.start)
            #expect(try await tested.factor(person).recoveryCodesLeft == RecoveryCode.count)
            await #expect(throws: SecondFactorRefusal.notBegun) { try await tested.confirm(person, "000000") }
        }
    }

    @Test("Neither recovery codes nor a sealed secret stand in the database as they are", arguments: TestDatabases.all)
    func atRest(_ kind: TestDatabase) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
        defer {
            try? FileManager.default.removeItem(at: folder)
            try? FileManager.default.removeItem(atPath: folder.path + ".pub")
        }
        let key = try SigningKey.create(at: folder.path)
        try await kind.use(WardMigrations.all) { database in
            let tested = TestedWard(database, signingKey: key)
            let person = try await tested.person()
            let codes = try await tested.enrol(person)
            let rows = try await tested.read { connection throws in
                let secrets: [String] = try connection.column("SELECT secret FROM second_factor")
                let hashes: [String] = try connection.column("SELECT hash FROM recovery_code")
                return secrets + hashes
            }
            let secret = try #require(SecretVault(key).opened(rows[0], of: person.id))
            #expect(rows[0].hasPrefix("sealed:"))
            for row in rows {
                #expect(!row.contains(Hexadecimal.text(secret.bytes)))
                for code in codes { #expect(!row.contains(code)) }
            }
            // Neither another key nor another person opens it.
            #expect(SecretVault(nil).opened(rows[0], of: person.id) == nil)
            #expect(SecretVault(key).opened(rows[0], of: ID("01ARZ3NDEKTSV4RRFFQ69G5FAV")) == nil)
        }
    }

    @Test(
        "Where the key is gone, an authenticator does not let in, and a recovery code does",
        arguments: TestDatabases.all)
    func lostKey(_ kind: TestDatabase) async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)").path
        defer {
            try? FileManager.default.removeItem(atPath: path)
            try? FileManager.default.removeItem(atPath: path + ".pub")
        }
        let key = try SigningKey.create(at: path)
        try await kind.use(WardMigrations.all) { database in
            let before = TestedWard(database, signingKey: key)
            let person = try await before.person()
            let codes = try await before.enrol(person)
            let tested = TestedWard(database, at: before.clock.now.adding(seconds: 60), seed: 2)
            let step = try await tested.step()
            #expect(try await tested.enter(step, "123456") == .keyMissing)
            guard case .signedIn = try await tested.enter(step, codes[0]) else {
                Issue.record("the recovery code does not let in")
                return
            }
        }
    }

    // MARK: signing in

    @Test("The password alone lets nobody in who has a second factor", arguments: TestDatabases.all)
    func signingIn(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.enrol(person)
            tested.clock.advance(seconds: 60)
            #expect(try await tested.signIn("yamada", "wrong password") == .wrong)
            let step = try await tested.step()
            #expect(try await tested.resume(step)?.session == nil, "what waits for the code is no session")
            #expect(try await tested.enter(step, "000000") == .wrongCode)
            guard case .signedIn(let token) = try await tested.enter(step, try await tested.code(person)) else {
                Issue.record("the code does not let in")
                return
            }
            #expect(try await tested.resume(token)?.signedIn.person == person.id)
            #expect(try await tested.enter(step, "000000") == .stepOver, "a step lets in once")
        }
    }

    @Test("Each code lets in once, also when it arrives twice at the same moment", arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.enrol(person)
            #expect(
                try await tested.enter(try await tested.step(), try await tested.code(person)) == .wrongCode,
                "the code that confirmed the secret is used up")
            tested.clock.advance(seconds: 60)
            let code = try await tested.code(person)
            var steps: [String] = []
            for _ in 0..<4 { steps.append(try await tested.step()) }
            let outcomes = try await withThrowingTaskGroup(of: SignInOutcome.self) { group in
                for step in steps { group.addTask { try await tested.enter(step, code) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let entered = outcomes.filter { if case .signedIn = $0 { true } else { false } }
            #expect(entered.count == 1)
        }
    }

    @Test("A recovery code lets in once, however it is typed", arguments: TestDatabases.all)
    func recovery(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let codes = try await tested.enrol(person)
            let typed = codes[3].lowercased().replacing("-", with: "　")
            guard case .signedIn = try await tested.enter(try await tested.step(), typed) else {
                Issue.record("the recovery code does not let in")
                return
            }
            #expect(try await tested.factor(person).recoveryCodesLeft == RecoveryCode.count - 1)
            #expect(try await tested.enter(try await tested.step(), codes[3]) == .wrongCode)
            let trail = try await tested.read { connection throws -> [String] in
                try connection.column("SELECT details FROM audit WHERE action = 'ward.signIn' ORDER BY sequence")
            }
            #expect(trail.last?.contains("recoveryCode") == true)
        }
    }

    @Test(
        "Guessing at codes is slowed down from everywhere, and the password does not begin it anew",
        arguments: TestDatabases.all)
    func slowed(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.enrol(person)
            tested.clock.advance(seconds: 60)
            for number in 0..<5 {
                let step = try await tested.step(from: "10.0.0.\(number)")
                #expect(try await tested.enter(step, "000000", from: "10.0.0.\(number)") == .wrongCode)
            }
            let step = try await tested.step(from: "10.0.1.1")
            let code = try await tested.code(person)
            #expect(try await tested.enter(step, code, from: "10.0.1.1") == .slowedDown(secondsLeft: 1))
            tested.clock.advance(seconds: 1)
            guard case .signedIn = try await tested.enter(step, try await tested.code(person), from: "10.0.1.1") else {
                Issue.record("the wait does not end")
                return
            }
        }
    }

    @Test("A step ends after ten minutes, with a new password, and with deactivation", arguments: TestDatabases.all)
    func steps(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.enrol(person)
            let old = try await tested.step()
            tested.clock.advance(seconds: SignInStep.secondsMax)
            #expect(try await tested.enter(old, try await tested.code(person)) == .stepOver)
            let second = try await tested.step()
            try await PersonStore.setPassword(
                "mikan denwa tokei", of: person.id, by: tested.stamp, ward: tested.ward, cost: .cheap)
            #expect(try await tested.enter(second, try await tested.code(person)) == .stepOver)
            let third = try await tested.step("mikan denwa tokei")
            try await tested.write { try PersonStore.deactivate(person.id, by: $1, on: $0) }
            #expect(try await tested.enter(third, try await tested.code(person)) == .stepOver)
            #expect(try await tested.enter("keine", "000000") == .stepOver)
        }
    }

    @Test("No clock that is moved back brings a step to life again, or lengthens it", arguments: TestDatabases.all)
    func stepsAndClocks(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.enrol(person)
            tested.clock.advance(seconds: 60)
            let over = try await tested.step()
            tested.clock.advance(seconds: SignInStep.secondsMax)
            #expect(try await tested.enter(over, try await tested.code(person)) == .stepOver)
            tested.clock.advance(seconds: -SignInStep.secondsMax)
            #expect(try await tested.enter(over, try await tested.code(person)) == .stepOver)
            tested.clock.advance(seconds: 86_400)
            let ahead = try await tested.step()
            tested.clock.advance(seconds: -3_600)
            #expect(try await tested.enter(ahead, try await tested.code(person)) == .stepOver)
            // Clocks of two servers differ by a little.
            let near = try await tested.step()
            tested.clock.advance(seconds: -SessionLife.skewSecondsMax)
            guard case .signedIn = try await tested.enter(near, try await tested.code(person)) else {
                Issue.record("the code does not let in")
                return
            }
        }
    }

    @Test("A ward that asks for no second factor asks nobody", arguments: TestDatabases.all)
    func off(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.enrol(person)
            try await tested.write { try SettingStore.askSecondFactor(false, by: $1, on: $0) }
            _ = try await tested.token()
        }
    }

    // MARK: who needs one

    @Test(
        "Who may freeze, publish or administer is led to a second factor; others are not", arguments: TestDatabases.all)
    func needed(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let powerful = Permission("test.freeze", "確定する", isPowerful: true)
            let grants = Grants([.editor: [.readEvidence], .secretariat: [.readEvidence, powerful]])
            let token = try await tested.token()
            #expect(try await tested.resume(token, grants: grants)?.duty == nil)
            try await tested.write { connection, stamp throws in
                _ = try PersonStore.assign(role: .editor, person: person.id, by: stamp, on: connection)
            }
            #expect(try await tested.resume(try await tested.token(), grants: grants)?.duty == nil)
            try await tested.write { connection, stamp throws in
                _ = try PersonStore.assign(role: .secretariat, person: person.id, by: stamp, on: connection)
            }
            let waiting = try await tested.token()
            #expect(try await tested.resume(waiting, grants: grants)?.duty == .secondFactor)
            try await tested.write { try SettingStore.askSecondFactor(false, by: $1, on: $0) }
            #expect(try await tested.resume(waiting, grants: grants)?.duty == nil)
            try await tested.write { try SettingStore.askSecondFactor(true, by: $1, on: $0) }
            _ = try await tested.enrol(person)
            tested.clock.advance(seconds: 60)
            guard
                case .signedIn(let next) = try await tested.enter(
                    try await tested.step(), try await tested.code(person))
            else {
                Issue.record("the code does not let in")
                return
            }
            #expect(try await tested.resume(next, grants: grants)?.duty == nil)
        }
    }

    // MARK: ending

    @Test("Nobody alone takes a second factor away, and a command does, in the trail", arguments: TestDatabases.all)
    func reset(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let other = try await tested.person("suzuki")
            _ = try await tested.enrol(person)
            let alone = tested.ward.stamp(by: Actor(person: other.id, name: other.name))
            await #expect(throws: SecondFactorRefusal.secondPersonNeeded) {
                try await tested.database.write { try SecondFactorStore.reset(of: person.id, by: alone, on: $0) }
            }
            try await tested.write { try SecondFactorStore.reset(of: person.id, by: $1, on: $0) }
            #expect(try await tested.factor(person).confirmedAt == nil)
            #expect(try await tested.factor(person).recoveryCodesLeft == 0)
            _ = try await tested.token()
            let reset: Int? = try await tested.read {
                try $0.value("SELECT COUNT(*) FROM audit WHERE action = 'ward.secondFactor.reset'")
            }
            #expect(reset == 1)
        }
    }
}

extension TestedWard {
    fileprivate func begin(_ person: Person) async throws {
        let ward = ward
        try await write { try SecondFactorStore.begin(of: person.id, by: $1, ward: ward, on: $0) }
    }

    fileprivate func confirm(_ person: Person, _ code: String) async throws -> [String] {
        let ward = ward
        return try await write {
            try SecondFactorStore.confirm(code: code, of: person.id, session: nil, by: $1, ward: ward, on: $0)
        }
    }

    fileprivate func factor(_ person: Person) async throws -> SecondFactor {
        try await read { try SecondFactorStore.find(of: person.id, on: $0) }
    }

    /// What the person's authenticator shows now.
    func code(_ person: Person) async throws -> String {
        let closed: String? = try await read {
            try $0.value("SELECT COALESCE(pending, secret) FROM second_factor WHERE person = \(person.id)")
        }
        guard let closed, let secret = SecretVault(ward.signingKey).opened(closed, of: person.id) else {
            throw NotSignedIn()
        }
        return OneTimeCode.text(OneTimeCode.step(at: ward.clock.now()), secret: secret.bytes)
    }

    /// - Returns: the recovery codes.
    func enrol(_ person: Person) async throws -> [String] {
        try await begin(person)
        return try await confirm(person, try await code(person))
    }

    /// The word that waits for a code after the right password.
    fileprivate func step(_ password: String = TestedWard.password, from address: String = "10.0.0.1") async throws
        -> String
    {
        guard case .codeNeeded(let step) = try await signIn("yamada", password, from: address) else {
            throw NotSignedIn()
        }
        return step
    }

    fileprivate func enter(_ step: String, _ code: String, from address: String = "10.0.0.1") async throws
        -> SignInOutcome
    {
        try await SignIn.attempt(code: code, step: step, address: address, ward: ward)
    }
}
