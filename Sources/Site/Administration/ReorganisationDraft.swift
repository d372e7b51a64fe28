import Japanese
import Storage
import Ward

/// 組織改正 as it is entered: looked at once more before it is recorded.
struct ReorganisationDraft: RouteSubject {
    let change: Reorganisation
    /// All that ever were.
    let units: [OfficeUnit]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReorganisationDraft {
        let units = try UnitStore.succession(on: connection).units
        var form = FormReader(request.form)
        return ReorganisationDraft(change: try ReorganisationFields.read(&form, units: units), units: units)
    }

    var path: String { "/units/reorganise" }

    func confirmation(on connection: any Connection) throws -> Confirmation {
        let old = change.steps.flatMap(\.old).compactMap { id in units.first { $0.id == id } }
        let heirs = change.steps.flatMap(\.heirs).map(name)
        let moved = try OfficeUnit.held(old, from: change.day, on: connection)
        var consequences: [String] = []
        if old.isEmpty {
            consequences.append("\(change.day.japanese)から、新しい組織（\(heirs.joined(separator: "、"))）を置きます。")
        } else {
            consequences.append("\(old.map(\.name).joined(separator: "、"))を、\(change.eve.japanese)までで廃止します。")
            consequences.append(
                heirs.isEmpty
                    ? "引き継ぐ組織はありません。担当していた取組の依頼先が分からなくなるため、あとで継承先を決めます。"
                    : "\(change.day.japanese)から、\(heirs.joined(separator: "、"))が引き継ぎます。")
            consequences.append(heirs.isEmpty ? moved.left : moved.carried(to: heirs[0]))
        }
        return Confirmation(
            "組織改正を記録します", submit: "この内容で記録する", consequences: consequences,
            irreversible: "記録すると取り消せません。名称やコードの書き誤りは、あとで組織の画面から直せます。確定した版は変わりません。")
    }

    private func name(_ heir: Reorganisation.Heir) -> String {
        switch heir {
        case .existing(let id): units.first { $0.id == id }?.name ?? ""
        case .new(let new): "\(new.name)（新設、コード\(new.code)）"
        }
    }
}

extension OfficeUnit {
    /// What hangs on units and goes to their successor: seats in bodies and roles of people.
    struct Held {
        let seats: [String]
        let people: [String]

        func carried(to heir: String) -> String {
            seats.isEmpty && people.isEmpty
                ? "移る会議体の席と利用者の役割はありません。"
                : "会議体の席\(seats.count)件\(Self.named(seats))と利用者の役割\(people.count)件\(Self.named(people))が、\(heir)に移ります。"
        }

        var left: String {
            seats.isEmpty && people.isEmpty
                ? "この組織に付いた会議体の席と利用者の役割はありません。"
                : "会議体の席\(seats.count)件\(Self.named(seats))と利用者の役割\(people.count)件\(Self.named(people))は、引き継ぐ組織がないまま残ります。"
        }

        private static func named(_ names: [String]) -> String {
            names.isEmpty ? "" : "（\(names.joined(separator: "、"))）"
        }
    }

    /// - Parameter day: the first on which they are gone.
    static func held(_ units: [OfficeUnit], from day: CivilDate, on connection: any Connection) throws -> Held {
        let seats = try units.flatMap { try BodyStore.seats(ofPostsIn: $0.id, validOn: day, on: connection) }
        let roles = try units.flatMap { try PersonStore.roles(for: $0.id, from: day, on: connection) }
        return Held(
            seats: seats.map(\.label),
            people: try roles.map { try Person.find($0.person, on: connection)?.name ?? "" })
    }

    /// What is read before a successor is named for a unit that is gone already.
    static func namingSuccessor(_ unit: OfficeUnit, _ change: Change) throws -> Confirmation {
        let standing = try UnitStore.list(validOn: change.today, on: change.connection)
        var form = change.form
        let heir = form.value(UnitFields.successor(of: unit, standing)).flatMap { id in
            standing.first { $0.id == id }?.name
        }
        let day = unit.validTo?.adding(days: 1) ?? change.today
        let held = try OfficeUnit.held([unit], from: day, on: change.connection)
        return Confirmation(
            "\(unit.name)の継承先を\(heir ?? "")にします", submit: "継承先にする",
            consequences: [
                "\(day.japanese)から、\(heir ?? "")が\(unit.name)の仕事を引き継いだものとして記録します。", held.carried(to: heir ?? ""),
            ], irreversible: "決めた継承先は、変えられません。")
    }
}
