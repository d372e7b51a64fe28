import Japanese
import Storage
import Ward

/// 組織: list, add, correct, reorganise. What takes people's roles elsewhere is done by hand.
enum UnitRoutes {
    private typealias Fields = UnitFields

    static let all: [Route] = [
        .page("units", needs: .viewOrganisation, UnitsPage.load),
        .page("units/new", needs: .manageUnits, NewUnitPage.load),
        .action(
            "units", needs: .manageUnits, summary: "組織を追加する",
            fields: [Fields.code, Fields.name, Fields.parent([]), Fields.from], page: NewUnitPage.load
        ) { form, change in
            let standing = try UnitStore.list(validOn: change.today, on: change.connection)
            let (code, name, parent, from) = try form.values(
                Fields.code, Fields.name, Fields.parent(standing), Fields.from)
            do {
                try UnitStore.create(
                    code: code, name: name, parent: parent, validFrom: from, by: change.stamp, on: change.connection)
            } catch let error as OrganisationError {
                throw form.refusing(error)
            }
            return .done("「\(name)」を追加しました。", at: "/units")
        },
        .page("units/reorganise", needs: .manageUnits, ReorganisationPage.load),
        .action(
            "units/reorganise", on: ReorganisationDraft.self, needs: .manageUnits, summary: "組織改正を行う",
            page: ReorganisationPage.load,
            asks: { draft, change in try draft.confirmation(on: change.connection) }
        ) { draft, _, change in
            try UnitStore.reorganise(draft.change, by: change.stamp, on: change.connection).told
        }.byHandOnly,
        .page("units/:unit", needs: .manageUnits, UnitPage.load),
        .action(
            "units/:unit", on: OfficeUnit.self, needs: .manageUnits, summary: "組織の名称とコードを直す",
            fields: [Fields.code, Fields.name, FormReader.declaredRevision], page: UnitPage.load
        ) { unit, form, change in
            let (code, name) = try form.values(Fields.code, Fields.name)
            try form.checkRevision(of: unit)
            do {
                try UnitStore.correct(unit.id, code: code, name: name, by: change.stamp, on: change.connection)
            } catch let error as OrganisationError {
                throw form.refusing(error)
            }
            return .done("「\(name)」に直しました。", at: "/units")
        },
        .action(
            "units/:unit/successor", on: OfficeUnit.self, needs: .manageUnits, summary: "廃止した組織の後継を決める",
            page: UnitsPage.load,
            asks: OfficeUnit.namingSuccessor
        ) { unit, form, change in
            let standing = try UnitStore.list(validOn: change.today, on: change.connection)
            let heir = try form.values(Fields.successor(of: unit, standing))
            return try UnitStore.nameSuccessor(of: unit.id, heir, by: change.stamp, on: change.connection).told
        }.byHandOnly,
    ]
}

extension FormReader {
    /// A code that is taken stands beside its field, everything else above the form.
    fileprivate func refusing(_ error: OrganisationError) -> any Error {
        if case .codeTaken = error { refusing(UnitFields.code, error.words) } else { error }
    }
}

extension OfficeUnit: RouteSubject {
    public static func load(_ request: PageRequest, on connection: any Connection) throws -> OfficeUnit {
        guard let unit = try UnitStore.find(try request.id("unit"), on: connection) else { throw PageRefusal.notFound }
        return unit
    }

    public var path: String { "/units/\(id)" }
}

extension ReorganisationOutcome {
    /// What was done in one sentence each, and what is left to be settled.
    fileprivate var told: Outcome {
        var words = "組織の変更を記録しました。"
        if !created.isEmpty { words += "新しい組織: \(created.map(\.name).joined(separator: "、"))。" }
        if !seatMoves.isEmpty { words += "会議体の席を\(seatMoves.count)件引き継ぎました。" }
        if !roleMoves.isEmpty { words += "利用者の役割を\(roleMoves.count)件引き継ぎました。" }
        guard !abolishedWithoutSuccessor.isEmpty || !seatsLeft.isEmpty else { return .done(words, at: "/units") }
        if !abolishedWithoutSuccessor.isEmpty {
            words += "継承先が決まっていない組織: \(abolishedWithoutSuccessor.map(\.name).joined(separator: "、"))。"
        }
        if !seatsLeft.isEmpty { words += "引き継ぎ先のない会議体の席が\(seatsLeft.count)件あります。" }
        return .warning(words, at: "/units")
    }
}
