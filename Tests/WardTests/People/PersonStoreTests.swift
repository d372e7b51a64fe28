import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("People")
struct PersonStoreTests {
    @Test("A login name is taken once, in any width", arguments: TestDatabases.all)
    func loginNames(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person("yamada")
            await #expect(throws: PersonError.loginNameTaken("yamada")) { try await tested.person("ＹＡＭＡＤＡ") }
            try await tested.read { connection throws in
                #expect(try PersonStore.list(on: connection) == [person])
                #expect(try PersonStore.find(loginName: LoginName("YAMADA"), on: connection) == person)
            }
        }
    }

    @Test("A bad password or name records nobody", arguments: TestDatabases.all)
    func refused(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            func create(_ login: String, _ name: String, _ password: String) async throws {
                try await PersonStore.create(
                    loginName: login, name: name, password: password, by: tested.stamp, ward: tested.ward, cost: .cheap)
            }
            await #expect(throws: PersonError.password([.tooShort(scalars: 5)])) {
                try await create("taro", "太郎", "kaze9")
            }
            await #expect(throws: RecordNameError.empty(field: "氏名")) {
                try await create("taro", "　", TestedWard.password)
            }
            await #expect(throws: LoginNameError.beginning) { try await create("-taro", "太郎", TestedWard.password) }
            #expect(try await tested.read { try PersonStore.list(on: $0) }.isEmpty)
        }
    }

    @Test("Deactivating somebody ends their sessions at once", arguments: TestDatabases.all)
    func deactivating(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let token = try await tested.token()
            try await tested.write { try PersonStore.deactivate(person.id, by: $1, on: $0) }
            #expect(try await tested.resume(token)?.session == nil)
            #expect(try await tested.signIn() == .wrong)
            try await tested.write { try PersonStore.reactivate(person.id, by: $1, on: $0) }
            #expect(try await tested.resume(token)?.session == nil, "the old session stays ended")
            _ = try await tested.token()
        }
    }

    @Test("A password set by an administrator ends all sessions", arguments: TestDatabases.all)
    func resetting(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let token = try await tested.token()
            try await PersonStore.setPassword(
                "mikan denwa tokei", of: person.id, by: tested.stamp, ward: tested.ward, cost: .cheap)
            #expect(try await tested.resume(token)?.session == nil)
            #expect(try await tested.signIn() == .wrong)
            guard case .signedIn = try await tested.signIn("yamada", "mikan denwa tokei") else {
                Issue.record("the new password does not let in")
                return
            }
        }
    }

    @Test("Roles hold from their first day to their last, for their unit or body only", arguments: TestDatabases.all)
    func roles(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let unit = try await tested.write { connection, stamp throws in
                let unit = try UnitStore.create(code: "01", name: "甲課", by: stamp, on: connection)
                try PersonStore.assign(
                    role: .editor, unit: unit.id, from: day("2024-07-02"), to: day("2024-07-03"), person: person.id,
                    by: stamp, on: connection)
                return unit
            }
            let grants = Grants([.editor: [.readEvidence]])
            let token = try await tested.token()
            var may: [Bool] = []
            for _ in 0..<4 {
                let token = try await tested.token()
                may.append(
                    try #require(try await tested.resume(token, grants: grants)).signedIn.may(
                        .readEvidence, unit: unit.id))
                tested.clock.advance(seconds: 86_400)
            }
            #expect(may == [false, true, true, false])
            #expect(try await tested.resume(token)?.session == nil)
            try await tested.read { connection throws in
                func reminded(_ text: String) throws -> [ID<Person>] {
                    try PersonStore.people(with: .editor, unit: unit.id, validOn: day(text), on: connection).map(\.id)
                }
                #expect(try reminded("2024-07-03") == [person.id])
                #expect(try reminded("2024-07-04").isEmpty)
            }
        }
    }

    @Test("A new role is there with the next request, under a new token", arguments: TestDatabases.all)
    func privilegeChange(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let token = try await tested.token()
            #expect(try await tested.resume(token)?.signedIn.may(.manageUnits) == false)
            let role = try await tested.write {
                try PersonStore.assign(role: .secretariat, person: person.id, by: $1, on: $0)
            }
            let resumed = try #require(try await tested.resume(token))
            #expect(resumed.signedIn.may(.manageUnits))
            let next = try #require(resumed.newToken)
            try await tested.write { try PersonStore.endRole(role.id, lastDay: day("2024-06-30"), by: $1, on: $0) }
            let after = try #require(try await tested.resume(next))
            #expect(!after.signedIn.may(.manageUnits))
            #expect(after.newToken != nil)
        }
    }

    @Test("The same role is not given twice for one time, nor for a unit and a body", arguments: TestDatabases.all)
    func refusedRoles(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            try await tested.write { connection, stamp throws in
                let unit = try UnitStore.create(code: "01", name: "甲課", by: stamp, on: connection)
                let body = try BodyStore.create(kind: .studyGroup, name: "乙", by: stamp, on: connection)
                func assign(_ first: String?, _ last: String?, body: ID<Body>? = nil) throws {
                    try PersonStore.assign(
                        role: .editor, unit: unit.id, body: body, from: first.map(day), to: last.map(day),
                        person: person.id, by: stamp, on: connection)
                }
                try assign("2024-04-01", "2025-03-31")
                try assign("2025-04-01", nil)
                try assign(nil, "2024-03-31")
                for (first, last) in [(nil, nil), ("2025-03-31", "2025-03-31"), ("2030-01-01", nil)]
                    as [(String?, String?)]
                {
                    #expect(throws: PersonError.alreadyAssigned(.editor)) { try assign(first, last) }
                }
                #expect(throws: PersonError.unitAndBody) { try assign(nil, nil, body: body.id) }
                #expect(throws: PersonError.endsBeforeBeginning(beginning: day("2025-04-01"))) {
                    try assign("2025-04-01", "2025-03-31")
                }
            }
        }
    }

    @Test("The last administrator stays", arguments: TestDatabases.all)
    func lastAdministrator(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let first = try await tested.person("first", name: "甲")
            let second = try await tested.person("second", name: "乙")
            let role = try await tested.write {
                try PersonStore.assign(role: .administrator, person: first.id, by: $1, on: $0)
            }
            await #expect(throws: PersonError.lastAdministrator(name: "甲")) {
                try await tested.write { try PersonStore.deactivate(first.id, by: $1, on: $0) }
            }
            await #expect(throws: PersonError.lastAdministrator(name: "甲")) {
                try await tested.write { try PersonStore.endRole(role.id, lastDay: day("2024-12-31"), by: $1, on: $0) }
            }
            #expect(
                try await tested.read { try Person.find(first.id, on: $0)?.isActive } == true,
                "nothing was changed")
            try await tested.write { connection, stamp throws in
                try PersonStore.deactivate(second.id, by: stamp, on: connection)
                try PersonStore.assign(role: .administrator, person: second.id, by: stamp, on: connection)
            }
            await #expect(throws: PersonError.lastAdministrator(name: "甲"), "the other one cannot sign in") {
                try await tested.write { try PersonStore.deactivate(first.id, by: $1, on: $0) }
            }
            try await tested.write { connection, stamp throws in
                try PersonStore.reactivate(second.id, by: stamp, on: connection)
                try PersonStore.deactivate(first.id, by: stamp, on: connection)
            }
        }
    }
}
