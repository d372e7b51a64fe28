import Testing

@testable import Ward

@Suite("Grants")
struct GrantTests {
    private let freeze = Permission("plan.round.freeze", "四半期を確定する")

    @Test("The table has a row for every permission and a column for every role, also those without any")
    func table() {
        let table = GrantTable(
            Grants([.secretariat: [freeze, .readJobs], .auditor: [.readJobs]]), roles: Role.general)
        #expect(table.roles == Role.general)
        #expect(table.rows.map(\.permission) == [freeze, .readJobs])
        #expect(table.rows.map(\.roles) == [[.secretariat], [.secretariat, .auditor]])
        #expect(table.rows[0].holds(.secretariat))
        #expect(!table.rows[0].holds(.administrator))
    }

    @Test("Nobody but the administrator manages people, and nobody but auditor and administrator reads the audit trail")
    func ward() {
        let table = GrantTable(WardGrants.all, roles: Role.general)
        func roles(_ permission: Permission) -> [Role]? { table.rows.first { $0.permission == permission }?.roles }
        #expect(roles(.managePeople) == [.administrator])
        #expect(roles(.readAudit) == [.auditor, .administrator])
        #expect(roles(.manageUnits) == [.secretariat, .administrator])
        #expect(roles(.viewOrganisation) == Role.general)
        let codes = table.rows.map(\.permission.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.hasPrefix("ward.") })
    }

    @Test("A role for a unit grants nothing for another unit, a body or the whole ward")
    func scope() {
        let unit = ID<OfficeUnit>("a")
        let body = ID<Body>("g")
        func person(_ assignments: SignedIn.Assignment...) -> SignedIn {
            SignedIn(person: ID("p"), name: "山田", assignments: assignments, grants: Grants([.editor: [freeze]]))
        }
        let forUnit = person(.init(role: .editor, unit: unit, body: nil))
        #expect(forUnit.may(freeze))
        #expect(forUnit.may(freeze, unit: unit))
        #expect(!forUnit.may(freeze, unit: ID("b")))
        #expect(forUnit.units(freeze) == [unit])
        #expect(forUnit.bodies(freeze) == [])
        let forBody = person(.init(role: .editor, unit: nil, body: body))
        #expect(!forBody.may(freeze, unit: unit))
        #expect(forBody.bodies(freeze) == [body])
        #expect(forBody.units(freeze) == [])
        let forAll = person(.init(role: .editor, unit: nil, body: nil))
        #expect(forAll.may(freeze, unit: unit))
        #expect(forAll.units(freeze) == nil)
        #expect(forAll.bodies(freeze) == nil)
        let nothing = person(.init(role: .approver, unit: nil, body: nil))
        #expect(!nothing.may(freeze))
        #expect(nothing.units(freeze) == [])
        #expect(!person().may(freeze))
    }
}
