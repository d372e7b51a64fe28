import Japanese
import Storage
import Ward

/// What is asked about a reorganisation (組織改正).
enum ReorganisationFields {
    /// New units that one form takes: two, for a division.
    private static let newUnitsMax = 2

    private static let day = Field.date("day", "改正日", hint: "新しい組織の最初の日。廃止する組織は前日までになります。")

    private static func old(_ units: [OfficeUnit]) -> Field<[ID<OfficeUnit>]> {
        .records("old", "廃止する組織", choices(units), hint: "改称のときは元の組織、統合のときは統合されるすべての組織を選びます。")
    }

    private static func heirs(_ units: [OfficeUnit]) -> Field<[ID<OfficeUnit>]> {
        .records("heirs", "仕事を引き継ぐ、今ある組織", choices(units), hint: "あるときだけ選びます。")
    }

    private static func choices(_ units: [OfficeUnit]) -> [Choice] {
        units.map { Choice($0.id.text, "\($0.name)（\($0.code)）") }
    }

    private static func code(_ number: Int) -> Field<String?> {
        Field.text("code\(number)", "組織コード", max: 20).optional
    }
    private static func name(_ number: Int) -> Field<String?> {
        Field.text("name\(number)", "名称", max: 100).optional
    }
    private static func parentCode(_ number: Int) -> Field<String?> {
        Field.text("parentCode\(number)", "上位の組織のコード", max: 20).optional
    }

    /// - Parameter standing: units of today.
    static func fields(_ standing: [OfficeUnit]) -> [FormField] {
        [day(), old(standing)(), heirs(standing)()]
            + (1...newUnitsMax).map { number in
                .section(
                    number == 1 ? "新しい組織" : "新しい組織（2つ目。分割のとき）",
                    [code(number)(), name(number)(), parentCode(number)()])
            }
    }

    /// - Parameter units: all that ever were.
    static func read(_ form: inout FormReader, units: [OfficeUnit]) throws(FormRefused) -> Reorganisation {
        let day = form.value(day)
        let old = form.value(old(units)) ?? []
        let heirs = (form.value(heirs(units)) ?? []).map { Reorganisation.Heir.existing($0) }
        let news = (1...newUnitsMax).compactMap { newUnit($0, &form) }
        if old.isEmpty && news.isEmpty { form.errors.add("old", "廃止する組織を選ぶか、新しい組織を入力してください。") }
        guard let day, form.errors.isEmpty else { throw FormRefused(form.errors) }
        // Without units that end there is no work to be taken over: the new ones are simply founded.
        let steps: [Reorganisation.Step] =
            old.isEmpty ? news.map { .founding($0) } : [.init(old: old, heirs: heirs + news.map { .new($0) })]
        let change = Reorganisation(on: day, steps: steps)
        for problem in change.problems(in: units) { form.errors.addGeneral(problem.words) }
        try form.check()
        return change
    }

    private static func newUnit(_ number: Int, _ form: inout FormReader) -> Reorganisation.NewUnit? {
        let code = form.value(code(number)) ?? nil
        let name = form.value(name(number)) ?? nil
        let parent = form.value(parentCode(number)) ?? nil
        if code == nil && name == nil && parent == nil { return nil }
        if code == nil { form.errors.add("code\(number)", "新しい組織の「組織コード」を入力してください。") }
        if name == nil { form.errors.add("name\(number)", "新しい組織の「名称」を入力してください。") }
        guard let code, let name else { return nil }
        return Reorganisation.NewUnit(code: code, name: name, parentCode: parent)
    }
}
