import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Units in the database")
struct UnitStoreTests {
    @Test("A unit is found by its identifier, by day and by name", arguments: TestDatabases.all)
    func finding(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let (department, section) = try await tested.write { connection, stamp throws in
                let department = try UnitStore.create(code: "0100", name: "総務部", by: stamp, on: connection)
                let section = try UnitStore.create(
                    code: "0110", name: "　情報管理課 ", parent: department.id, validFrom: day("2024-04-01"), by: stamp,
                    on: connection)
                return (department, section)
            }
            try await tested.read { connection throws in
                #expect(try UnitStore.find(section.id, on: connection) == section)
                #expect(section.name == "情報管理課")
                #expect(try UnitStore.list(validOn: day("2024-03-31"), on: connection) == [department])
                #expect(try UnitStore.list(validOn: day("2024-04-01"), on: connection) == [department, section])
                #expect(try UnitStore.named("総務部情報管理課", validOn: day("2024-07-01"), on: connection) == section)
                #expect(try UnitStore.named("情報管理課", validOn: day("2024-03-31"), on: connection) == nil)
            }
        }
    }

    @Test("Two units never have one code on the same day", arguments: TestDatabases.all)
    func codes(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let first = try UnitStore.create(code: "01", name: "甲課", by: stamp, on: connection)
                #expect(throws: OrganisationError.codeTaken(code: "01", by: "甲課")) {
                    try UnitStore.create(
                        code: "01", name: "乙課", validFrom: day("2030-04-01"), by: stamp, on: connection)
                }
                try UnitStore.reorganise(first.id, successor: nil, on: day("2025-04-01"), by: stamp, on: connection)
                #expect(throws: OrganisationError.codeTaken(code: "01", by: "甲課")) {
                    try UnitStore.create(
                        code: "01", name: "乙課", validFrom: day("2025-03-31"), by: stamp, on: connection)
                }
                try UnitStore.create(code: "01", name: "乙課", validFrom: day("2025-04-01"), by: stamp, on: connection)
            }
        }
    }

    @Test(
        "A slip in a record is mended without a reorganisation, never onto a code in use", arguments: TestDatabases.all)
    func correcting(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let unit = try UnitStore.create(
                    code: "01", name: "情報菅理課", validFrom: day("2025-04-01"), by: stamp, on: connection)
                let before = try UnitStore.create(code: "02", name: "甲課", by: stamp, on: connection)
                try UnitStore.create(code: "03", name: "乙課", by: stamp, on: connection)
                try UnitStore.reorganise(before.id, successor: nil, on: day("2025-04-01"), by: stamp, on: connection)
                #expect(throws: OrganisationError.codeTaken(code: "03", by: "乙課")) {
                    try UnitStore.correct(unit.id, code: "03", name: "情報管理課", by: stamp, on: connection)
                }
                try UnitStore.correct(unit.id, code: "02", name: "情報管理課", by: stamp, on: connection)
                let found = try UnitStore.named("情報管理課", validOn: day("2025-04-01"), on: connection)
                #expect(found?.id == unit.id)
                #expect(found?.code == "02", "free again since the unit that had it is gone")
            }
        }
    }

    @Test(
        "Names that cannot stand in the records are refused with the field's name",
        arguments: ["", " 　", "a\nb", "a\u{0}"])
    func names(_ name: String) async throws {
        try await TestedWard.use(TestDatabases.sqlite) { tested async throws in
            try await tested.write { connection, stamp throws in
                let refusal = #expect(throws: RecordNameError.self) {
                    try UnitStore.create(code: "01", name: name, by: stamp, on: connection)
                }
                #expect(refusal?.words.contains("組織の名称") == true)
            }
        }
    }

    @Test("A whole reorganisation: renamed, merged, divided, founded, abolished", arguments: TestDatabases.all)
    func reorganisation(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let april = day("2025-04-01")
            let old = try await tested.write { connection, stamp throws in
                try ["情報管理課", "経理課", "契約課", "保育課", "施設課"].enumerated().map { index, name in
                    try UnitStore.create(code: "0\(index + 1)", name: name, by: stamp, on: connection)
                }
            }
            let outcome = try await tested.write { connection, stamp throws in
                try UnitStore.reorganise(
                    Reorganisation(
                        on: april,
                        steps: [
                            .renaming(old[0].id, to: .init(code: "01", name: "デジタル推進課", parentCode: "90")),
                            .merging([old[1].id, old[2].id], into: .new(.init(code: "20", name: "財務課"))),
                            .dividing(
                                old[3].id,
                                into: [
                                    .new(.init(code: "41", name: "保育支援課")), .new(.init(code: "40", name: "保育入園課")),
                                ]),
                            .founding(.init(code: "90", name: "デジタル部")), .abolishing(old[4].id),
                        ]), by: stamp, on: connection)
            }
            #expect(outcome.created.map(\.name) == ["デジタル推進課", "財務課", "保育入園課", "保育支援課", "デジタル部"])
            #expect(outcome.abolishedWithoutSuccessor.map(\.name) == ["施設課"])
            try await tested.read { connection throws in
                let succession = try UnitStore.succession(on: connection)
                func after(_ unit: OfficeUnit) -> [String] {
                    succession.successors(of: unit.id, validOn: april).map(\.name)
                }
                #expect(old.map(after) == [["デジタル推進課"], ["財務課"], ["財務課"], ["保育支援課", "保育入園課"], []])
                for unit in old {
                    #expect(succession.successors(of: unit.id, validOn: day("2025-03-31")).map(\.id) == [unit.id])
                }
                let renamed = try #require(succession.named("デジタル推進課", validOn: april))
                #expect(succession.parent(of: renamed, validOn: april)?.name == "デジタル部")
                #expect(try UnitStore.abolishedWithoutSuccessor(asOf: april, on: connection).map(\.name) == ["施設課"])
            }
        }
    }

    @Test("A refused reorganisation changes nothing", arguments: TestDatabases.all)
    func refused(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let unit = try await tested.write { try UnitStore.create(code: "01", name: "甲課", by: $1, on: $0) }
            let circle = Reorganisation(
                on: day("2025-04-01"),
                steps: [
                    .abolishing(unit.id), .founding(.init(code: "11", name: "乙課", parentCode: "12")),
                    .founding(.init(code: "12", name: "丙課", parentCode: "11")),
                ])
            await #expect(throws: OrganisationError.self) {
                try await tested.write { try UnitStore.reorganise(circle, by: $1, on: $0) }
            }
            let units = try await tested.read { try UnitStore.succession(on: $0).units }
            #expect(units == [unit])
        }
    }

    @Test("A successor can be named later, once", arguments: TestDatabases.all)
    func namedLater(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let old = try UnitStore.create(code: "01", name: "甲課", by: stamp, on: connection)
                let heir = try UnitStore.create(code: "02", name: "乙課", by: stamp, on: connection)
                let late = try UnitStore.create(
                    code: "03", name: "丙課", validFrom: day("2025-04-02"), by: stamp, on: connection)
                #expect(throws: OrganisationError.notAbolished(name: "甲課")) {
                    try UnitStore.nameSuccessor(of: old.id, heir.id, by: stamp, on: connection)
                }
                try UnitStore.reorganise(old.id, successor: nil, on: day("2025-04-01"), by: stamp, on: connection)
                #expect(throws: OrganisationError.notStanding(name: "丙課", on: day("2025-04-01"))) {
                    try UnitStore.nameSuccessor(of: old.id, late.id, by: stamp, on: connection)
                }
                try UnitStore.nameSuccessor(of: old.id, heir.id, by: stamp, on: connection)
                #expect(throws: OrganisationError.successorAlreadyNamed(name: "甲課", successor: "乙課")) {
                    try UnitStore.nameSuccessor(of: old.id, heir.id, by: stamp, on: connection)
                }
                #expect(
                    try UnitStore.successors(of: old.id, validOn: day("2025-04-01"), on: connection).map(\.id)
                        == [heir.id])
            }
        }
    }
}
