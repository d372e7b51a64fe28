import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Whom mails reach")
struct NotificationChoiceTests {
    @Test(
        "An address and the kinds one does not want are kept, changed and taken away, each change with its audit row",
        arguments: TestDatabases.all)
    func choice(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let person = try await tested.person()
            let find = { try await tested.read { try NotificationChoiceStore.find(of: person.id, on: $0) } }
            func set(_ choice: NotificationChoice) async throws {
                try await tested.write { try NotificationChoiceStore.set(choice, of: person.id, by: $1, on: $0) }
            }
            let nothing = try await find()
            #expect(nothing == NotificationChoice())
            let mail = try #require(MailAddress("yamada@example.jp"))
            try await set(NotificationChoice(mail: mail, stopped: ["b", "a"]))
            let chosen = try await find()
            #expect(chosen == NotificationChoice(mail: mail, stopped: ["a", "b"]))
            #expect(chosen.revision != nothing.revision)
            // What does not change leaves no row.
            try await set(chosen)
            try await set(NotificationChoice(mail: nil, stopped: ["a", "b"]))
            #expect(try await find() == NotificationChoice(stopped: ["a", "b"]))
            let trail = try await tested.read { try Audit.list(AuditFilter(subject: "person/\(person.id)"), on: $0) }
            #expect(
                trail.map(\.action) == [
                    "ward.person.mail", "ward.person.notifications", "ward.person.mail", "ward.person.create",
                ])
            #expect(trail.first?.details == "{\"mail\":null}")
            await #expect(throws: PersonError.unknownPerson) {
                try await tested.write { connection, stamp in
                    try NotificationChoiceStore.set(NotificationChoice(), of: stamp.newID(), by: stamp, on: connection)
                }
            }
        }
    }

    @Test(
        "Those of a unit are the active people who hold the permission for it itself on the day",
        arguments: TestDatabases.all)
    func unitPeople(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let names = ["own", "other", "whole", "past", "future", "stopped", "related"]
            var people: [String: Person] = [:]
            for name in names { people[name] = try await tested.person(name, name: name) }
            let known = people
            let (unit, elsewhere, found) = try await tested.write { connection, stamp in
                let unit = try UnitStore.create(code: "01", name: "第1課", by: stamp, on: connection).id
                let elsewhere = try UnitStore.create(code: "02", name: "第2課", by: stamp, on: connection).id
                func give(
                    _ name: String, _ role: Role = .editor, unit: ID<OfficeUnit>?, from: CivilDate? = nil,
                    to: CivilDate? = nil
                ) throws {
                    guard let person = known[name] else { return }
                    _ = try PersonStore.assign(
                        role: role, unit: unit, from: from, to: to, person: person.id, by: stamp, on: connection)
                }
                let today = stamp.today
                try give("own", unit: unit, from: today, to: today)
                try give("other", unit: elsewhere)
                try give("whole", unit: nil)
                try give("past", unit: unit, to: today.adding(days: -1))
                try give("future", unit: unit, from: today.adding(days: 1))
                try give("stopped", unit: unit)
                try give("related", .related, unit: unit)
                if let stopped = known["stopped"] {
                    try PersonStore.deactivate(stopped.id, by: stamp, on: connection)
                }
                let grants = Grants([.editor: [.manageUnits], .related: [.viewOrganisation]])
                let all = try UnitPeople(holding: .manageUnits, by: grants, on: today, connection)
                let alone = try UnitPeople(holding: .manageUnits, by: grants, unit: unit, on: today, connection)
                return (unit, elsewhere, [all[unit], all[elsewhere], alone[unit], alone[elsewhere]])
            }
            #expect(unit != elsewhere)
            let (own, other) = (try #require(people["own"]).id, try #require(people["other"]).id)
            #expect(found == [[own], [other], [own], []])
        }
    }
}
