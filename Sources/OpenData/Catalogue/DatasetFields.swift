import Japanese
import Site
import Storage
import Ward

/// What people write about a dataset.
struct DatasetDescription: Sendable {
    var name: String
    var title: String
    var notes: String
    var unit: ID<OfficeUnit>?
    var licence = Licence.publicData
    var annex: String?
    var credit: String?
    var contact: String?
    var frequency = Frequency.irregular
    var provenance: String?
    var themes: [Theme] = []
    var tags: [String] = []
    var standard: String?
}

/// The fields of a dataset, each declared once.
enum DatasetFields {
    static let name = Field.text(
        "name", "識別名", max: 100, hint: "公開するアドレスになります。半角の英小文字、数字、「-」「_」だけを使います。例: public-facilities"
    ).mapped(to: { isName($0) ? $0 : nil }, from: { $0 }) { _ in
        "「識別名」は、半角の英小文字、数字、「-」「_」で、2文字から100文字までにしてください。例: public-facilities"
    }
    static let title = Field.text("title", "題名", max: 120).published
    static let notes = Field.textArea(
        "notes", "説明", max: 2_000, hint: "何のデータか、いつの時点か、列の意味を書きます。人の名前は書きません。"
    ).published
    static let licence = Field<Licence>.select(
        "licence", "利用条件", Licence.allCases.map { Choice($0.rawValue, $0.title) })
    static let annex = Field.textArea(
        "annex", "利用条件の別紙", max: 1_000, rows: 3, hint: "他者の写真など、利用条件が当てはまらないものを書きます。"
    ).published.optional
    static let credit = Field.text("credit", "出典の書き方", max: 200, hint: "書かないときは、題名と区の名前から作ります。").published.optional
    static let contact = Field.text(
        "contact", "問合せ先", max: 200, hint: "課の名前と電話番号を書きます。人の名前は書きません。"
    ).published.optional
    static let frequency = Field<Frequency>.select(
        "frequency", "更新の頻度", Frequency.allCases.map { Choice($0.rawValue, $0.title) })
    static let provenance = Field.textArea("provenance", "元になる記録", max: 500, rows: 2).published.optional
    static let themes = Field<[String]>.checkboxes(
        "themes", "グループ", Theme.allCases.map { Choice($0.rawValue, $0.title) })
    static let tags = Field.text("tags", "タグ", max: 200, hint: "「、」で区切ります。").published.optional
    static let standard = Field.text(
        "standard", "標準データセット", max: 20, hint: "自治体標準オープンデータセットの番号。独自の形のときは書きません。"
    ).optional

    /// - Parameter units: those the person may describe datasets for.
    static func unit(_ units: [OfficeUnit]) -> Field<ID<OfficeUnit>?> {
        Field<ID<OfficeUnit>>.record(
            "unit", "担当課", units.map { Choice($0.id.text, $0.name) }, hint: "選ばないときは、区全体のデータになります。"
        ).optional
    }

    static func drawn(_ dataset: Dataset?, units: [OfficeUnit]) -> [FormField] {
        [
            title(dataset?.title), name(dataset?.name), notes(dataset?.notes), unit(units)(dataset?.unit),
            themes(dataset?.themes.map(\.rawValue)), tags(dataset?.tags.joined(separator: "、")),
            frequency(dataset?.frequency), licence(dataset?.licence ?? .publicData),
            .section(
                "くわしいこと",
                [
                    contact(dataset?.contact), provenance(dataset?.provenance), annex(dataset?.annex),
                    credit(dataset?.credit), standard(dataset?.standard),
                ]),
        ]
    }

    static func read(_ form: inout FormReader, units: [OfficeUnit]) throws(FormRefused) -> DatasetDescription {
        let (title, name, notes, unit, themes, tags, frequency, licence) = try form.values(
            title, name, notes, unit(units), themes, tags, frequency, licence)
        let (contact, provenance, annex, credit, standard) = try form.values(
            contact, provenance, annex, credit, standard)
        return DatasetDescription(
            name: name, title: title, notes: notes, unit: unit, licence: licence, annex: annex, credit: credit,
            contact: contact, frequency: frequency, provenance: provenance,
            themes: themes.compactMap(Theme.init), tags: words(tags ?? ""), standard: standard)
    }

    /// As CKAN wants names, so that clients take them.
    static func isName(_ text: String) -> Bool {
        (2...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
            }
    }

    static func words(_ text: String) -> [String] {
        text.split { "、,\n".contains($0) }.map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
