import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Units by what people call them")
struct UnitNamesTests {
    private static let today = CivilDate(dayNumber: 20_000)
    private static let welfare = unit("1", "0300", "保健福祉部")
    private static let children = unit("2", "0400", "子ども家庭部")
    private static let heir = unit("6", "0250", "デジタル推進課")
    private static let names = UnitNames(
        Succession(units: [
            welfare, children, unit("3", "0310", "管理課", parent: welfare), unit("4", "0410", "管理課", parent: children),
            unit("5", "0210", "情報管理課", to: today.adding(days: -1), successor: heir), heir,
        ]), validOn: today)

    private static func unit(
        _ id: String, _ code: String, _ name: String, parent: OfficeUnit? = nil, to: CivilDate? = nil,
        successor: OfficeUnit? = nil
    ) -> OfficeUnit {
        OfficeUnit(
            id: ID(id), code: code, name: name, parent: parent?.id, validFrom: nil, validTo: to,
            successor: successor?.id)
    }

    private static func code(_ text: String) -> String? {
        if case .one(let unit) = names.find(text) { unit.code } else { nil }
    }

    @Test(
        "A unit is found by its name, with its department, by its label and by its code, however these are spelt",
        arguments: [
            ("保健福祉部", "0300"), ("保健 福祉部　", "0300"), ("保健福祉部管理課", "0310"), ("子ども家庭部／管理課", "0410"),
            ("子ども家庭部 管理課", "0410"), ("０４１０", "0410"), ("デジタル推進課", "0250"), ("ﾃﾞｼﾞﾀﾙ推進課", "0250"),
        ])
    func found(_ text: String, _ code: String) {
        #expect(Self.code(text) == code)
    }

    @Test("Each unit is found by the label that is offered for it")
    func labels() {
        #expect(
            Self.names.choices == ["保健福祉部", "子ども家庭部", "保健福祉部管理課", "子ども家庭部管理課", "デジタル推進課"])
        for unit in Self.names.standing { #expect(Self.names.find(Self.names.label(unit.id)) == .one(unit)) }
    }

    @Test("Units that nothing but their codes tells apart are labelled with these")
    func alike() {
        let names = UnitNames(
            Succession(units: [Self.unit("1", "1", "庶務係"), Self.unit("2", "2", "庶務係")]), validOn: Self.today)
        #expect(names.choices == ["庶務係（1）", "庶務係（2）"])
        for unit in names.standing { #expect(names.find(names.label(unit.id)) == .one(unit)) }
    }

    @Test("What is not clear is asked back: several, ended with its heir, unknown with what is spelt much like it")
    func unclear() {
        #expect(Self.names.find("管理課") == .several(["保健福祉部管理課", "子ども家庭部管理課"]))
        guard case .ended(let unit, let heirs) = Self.names.find("情報管理課") else {
            Issue.record("the unit has ended")
            return
        }
        #expect(unit.code == "0210")
        #expect(heirs == ["デジタル推進課"])
        #expect(Self.names.find("保険福祉部") == .none(similar: ["保健福祉部"]))
        #expect(Self.names.find("宇宙課") == .none(similar: []))
        for text in ["管理課", "情報管理課", "保険福祉部", "宇宙課"] {
            #expect(Self.names.find(text).problem(with: text)?.how.isEmpty == false, "\(text)")
        }
        #expect(Self.names.find("保健福祉部").problem(with: "保健福祉部") == nil)
    }

    @Test(
        "What stands above a unit is recorded once, never in a circle, and then changes by a reorganisation alone",
        arguments: TestDatabases.all)
    func placing(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let section = try UnitStore.create(code: "1", name: "区民課", by: stamp, on: connection).id
                let above = try UnitStore.create(code: "2", name: "区民部", by: stamp, on: connection).id
                try UnitStore.place(section, under: above, by: stamp, on: connection)
                #expect(try UnitStore.find(section, on: connection)?.parent == above)
                #expect(throws: OrganisationError.parentKnown(name: "区民課")) {
                    try UnitStore.place(section, under: above, by: stamp, on: connection)
                }
                #expect(throws: OrganisationError.aboveItself(name: "区民部")) {
                    try UnitStore.place(above, under: section, by: stamp, on: connection)
                }
            }
        }
    }
}
