import Japanese
import Storage
import Ward

/// 組織: list, add, correct, reorganise.
enum UnitRoutes {
    static let all: [Route] = [
        Route(.get, "units", needs: .viewOrganisation) { request in try await list(request) },
        Route(.get, "units/new", needs: .manageUnits) { request in
            .page(try await newPage(request, errors: .none))
        },
        Route(.post, "units", needs: .manageUnits) { request in try await create(request) },
        Route(.get, "units/reorganise", needs: .manageUnits) { request in
            .page(try await ReorganisationDraft.page(request, errors: .none))
        },
        Route(.post, "units/reorganise", needs: .manageUnits) { request in
            try await ReorganisationDraft.answer(request)
        },
        Route(.post, "units/:unit/successor", needs: .manageUnits) { request in try await nameSuccessor(request) },
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.query)
        let day = reader.date("on", "基準日", isRequired: false) ?? request.today
        let succession = try await request.ward.database.read { try UnitStore.succession(on: $0) }
        if request.wantsJSON {
            let units = succession.units.filter { $0.exists(on: day) }
            return .json(["on": JSON(day), "units": .array(units.map(\.json))])
        }
        return .page(
            UnitsPage(
                succession: succession, day: day, query: request.query, errors: reader.errors,
                mayManage: try request.person.may(.manageUnits), csrfToken: request.csrfToken
            ).page)
    }

    private static func create(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let standing = try await standing(request)
        let code = reader.text("code", "組織コード", max: 20)
        let name = reader.text("name", "名称", max: 100)
        let parent = reader.id("parent", "上位の組織", of: standing.map(\.id), isRequired: false)
        let from = reader.date("from", "設置日", isRequired: false)
        if let code, let name, reader.errors.isEmpty {
            let stamp = try request.stamp
            do {
                try await request.ward.database.write { connection in
                    _ = try UnitStore.create(
                        code: code, name: name, parent: parent, validFrom: from, by: stamp, on: connection)
                }
                return .seeOther("/units", flash: Flash(.done, "「\(name)」を追加しました。"))
            } catch let error as OrganisationError {
                if case .codeTaken = error {
                    reader.errors.add("code", error.words)
                } else {
                    reader.errors.addGeneral(error.words)
                }
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        return .page(try await newPage(request, errors: reader.errors), status: 422)
    }

    private static func newPage(_ request: PageRequest, errors: FormErrors) async throws -> Page {
        let form = FormView(
            action: "/units", csrfToken: request.csrfToken, submit: "追加する", errors: errors, sent: request.form,
            cancel: Link("やめる", "/units"),
            fields: [
                .text("code", "組織コード", max: 20), .text("name", "名称", max: 100),
                .select(
                    "parent", "上位の組織", try await standing(request).map { Choice($0.id.text, $0.name) }, empty: "なし",
                    isRequired: false),
                .date("from", "設置日", isRequired: false, hint: "空欄にすると、記録を始める前からある組織になります。"),
            ])
        let body: HTML = "<p>組織改正で新しくできた組織は、<a href=\"/units/reorganise\">組織改正を記録する</a>から登録してください。</p>\(form)"
        return Page("組織の追加", trail: [Link("組織", "/units")], section: "/units", body: body)
    }

    private static func nameSuccessor(_ request: PageRequest) async throws -> PageResponse {
        let unit: ID<OfficeUnit> = try request.id("unit")
        var reader = FormReader(request.form)
        let standing = try await standing(request)
        guard let heir = reader.id("successor", "継承先", of: standing.map(\.id)) else {
            throw PageRefusal.badRequest("継承先の組織を一覧から選んでください。")
        }
        let stamp = try request.stamp
        let outcome = try await request.ward.database.write { connection in
            try UnitStore.nameSuccessor(of: unit, heir, by: stamp, on: connection)
        }
        return .seeOther("/units", flash: outcome.flash)
    }

    static func standing(_ request: PageRequest) async throws -> [OfficeUnit] {
        let today = request.today
        return try await request.ward.database.read { try UnitStore.list(validOn: today, on: $0) }
    }
}

extension OfficeUnit {
    /// For programs: `id`, `code`, `name`, `parent`, `validFrom`, `validTo`, `successor`.
    var json: JSON {
        [
            "id": .string(id.text), "code": .string(code), "name": .string(name), "parent": JSON(parent),
            "validFrom": JSON(validFrom), "validTo": JSON(validTo), "successor": JSON(successor),
        ]
    }
}

extension ReorganisationOutcome {
    /// What was done in one sentence each, and what is left to be settled.
    var flash: Flash {
        var words = "組織の変更を記録しました。"
        if !created.isEmpty { words += "新しい組織: \(created.map(\.name).joined(separator: "、"))。" }
        if !seatMoves.isEmpty { words += "会議体の席を\(seatMoves.count)件引き継ぎました。" }
        if !roleMoves.isEmpty { words += "利用者の役割を\(roleMoves.count)件引き継ぎました。" }
        guard !abolishedWithoutSuccessor.isEmpty || !seatsLeft.isEmpty else { return Flash(.done, words) }
        if !abolishedWithoutSuccessor.isEmpty {
            words += "継承先が決まっていない組織: \(abolishedWithoutSuccessor.map(\.name).joined(separator: "、"))。"
        }
        if !seatsLeft.isEmpty { words += "引き継ぎ先のない会議体の席が\(seatsLeft.count)件あります。" }
        return Flash(.warning, words)
    }
}
