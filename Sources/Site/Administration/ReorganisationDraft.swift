import Japanese
import Storage
import Ward

/// 組織改正 as it is entered: looked at once more before it is recorded.
struct ReorganisationDraft {
    let change: Reorganisation
    let units: [OfficeUnit]

    /// New units that one form takes: two, for a division.
    private static let newUnitsMax = 2

    static func answer(_ request: PageRequest) async throws -> PageResponse {
        let (units, _) = try await units(request)
        var reader = FormReader(request.form)
        guard let change = read(&reader, units: units) else {
            return .page(try await page(request, errors: reader.errors), status: 422)
        }
        guard request.form["confirmed"] != nil else {
            return .page(ReorganisationDraft(change: change, units: units).confirmation(request))
        }
        let stamp = try request.stamp
        let outcome = try await request.ward.database.write { connection in
            try UnitStore.reorganise(change, by: stamp, on: connection)
        }
        return .seeOther("/units", flash: outcome.flash)
    }

    static func page(_ request: PageRequest, errors: FormErrors) async throws -> Page {
        let (_, standing) = try await units(request)
        let choices = standing.map { Choice($0.id.text, "\($0.name)（\($0.code)）") }
        let news: [FormField] = (1...newUnitsMax).map { number in
            .section(
                number == 1 ? "新しい組織" : "新しい組織（2つ目。分割のとき）",
                [
                    .text("code\(number)", "組織コード", max: 20, isRequired: false),
                    .text("name\(number)", "名称", max: 100, isRequired: false),
                    .text("parentCode\(number)", "上位の組織のコード", max: 20, isRequired: false),
                ])
        }
        let form = FormView(
            action: "/units/reorganise", csrfToken: request.csrfToken, submit: "内容を確かめる", errors: errors,
            sent: request.form, cancel: Link("やめる", "/units"),
            fields: [
                .date("day", "改正日", hint: "新しい組織の最初の日。廃止する組織は前日までになります。"),
                .checkboxes("old", "廃止する組織", choices, hint: "改称のときは元の組織、統合のときは統合されるすべての組織を選びます。"),
                .checkboxes("heirs", "仕事を引き継ぐ、今ある組織", choices, hint: "あるときだけ選びます。"),
            ] + news)
        let words: HTML = """
            <p>改称、統合、分割、廃止、新設を記録します。引き継ぐ組織が複数あるときは、先に並ぶもの（今ある組織が先）が主となり、会議体の席と利用者の役割を引き継ぎます。</p>

            """
        return Page("組織改正の記録", trail: [Link("組織", "/units")], section: "/units", body: "\(words)\(form)")
    }

    private static func units(_ request: PageRequest) async throws -> (all: [OfficeUnit], standing: [OfficeUnit]) {
        let today = request.today
        let all = try await request.ward.database.read { try UnitStore.succession(on: $0).units }
        return (all, all.filter { $0.exists(on: today) })
    }

    private static func read(_ reader: inout FormReader, units: [OfficeUnit]) -> Reorganisation? {
        let ids = units.map(\.id.text)
        let day = reader.date("day", "改正日")
        let old = reader.choices("old", "廃止する組織", of: ids).map { ID<OfficeUnit>($0) }
        let heirs = reader.choices("heirs", "仕事を引き継ぐ、今ある組織", of: ids).map { Reorganisation.Heir.existing(ID($0)) }
        let news = (1...newUnitsMax).compactMap { newUnit($0, &reader) }
        if old.isEmpty && news.isEmpty { reader.errors.add("old", "廃止する組織を選ぶか、新しい組織を入力してください。") }
        guard let day, reader.errors.isEmpty else { return nil }
        // Without units that end there is no work to be taken over: the new ones are simply founded.
        let steps: [Reorganisation.Step] =
            old.isEmpty ? news.map { .founding($0) } : [.init(old: old, heirs: heirs + news.map { .new($0) })]
        let change = Reorganisation(on: day, steps: steps)
        for problem in change.problems(in: units) { reader.errors.addGeneral(problem.words) }
        return reader.errors.isEmpty ? change : nil
    }

    private static func newUnit(_ number: Int, _ reader: inout FormReader) -> Reorganisation.NewUnit? {
        let code = reader.text("code\(number)", "組織コード", max: 20, isRequired: false)
        let name = reader.text("name\(number)", "名称", max: 100, isRequired: false)
        let parent = reader.text("parentCode\(number)", "上位の組織のコード", max: 20, isRequired: false)
        if code == nil && name == nil && parent == nil { return nil }
        if code == nil { reader.errors.add("code\(number)", "新しい組織の「組織コード」を入力してください。") }
        if name == nil { reader.errors.add("name\(number)", "新しい組織の「名称」を入力してください。") }
        guard let code, let name else { return nil }
        return Reorganisation.NewUnit(code: code, name: name, parentCode: parent)
    }

    private func confirmation(_ request: PageRequest) -> Page {
        let kept = request.form.fields.filter { ![FormView.csrfField, FormView.choiceField].contains($0.name) }
        let form = FormView(
            action: "/units/reorganise", csrfToken: request.csrfToken, submit: "この内容で記録する", sent: nil,
            cancel: Link("入力し直す", "/units/reorganise"), isDangerous: true,
            fields: kept.map { .hidden($0.name, $0.value) } + [.hidden("confirmed", "1")])
        let old = change.steps.flatMap(\.old).compactMap { id in units.first { $0.id == id }?.name }
        let heirs = change.steps.flatMap(\.heirs).map(name)
        let facts = SummaryList([
            ("改正日", "\(change.day.japanese)"),
            ("廃止する組織", old.isEmpty ? "なし" : "\(old.joined(separator: "、"))（\(change.eve.japanese)まで）"),
            (old.isEmpty ? "新しい組織" : "引き継ぐ組織", heirs.isEmpty ? "なし（あとで決める）" : "\(heirs.joined(separator: "、"))"),
        ])
        return Page(
            "組織改正の確認", trail: [Link("組織", "/units"), Link("組織改正の記録", "/units/reorganise")], section: "/units",
            body: "\(facts)\(Notice(.warning, "記録すると取り消せません。", "<p>会議体の席と利用者の役割も、改正日から引き継ぐ組織に移ります。</p>"))\(form)")
    }

    private func name(_ heir: Reorganisation.Heir) -> String {
        switch heir {
        case .existing(let id): units.first { $0.id == id }?.name ?? ""
        case .new(let new): "\(new.name)（新設、コード\(new.code)）"
        }
    }
}
