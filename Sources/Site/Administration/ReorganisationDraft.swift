import Japanese
import Ward

/// 組織改正 as it is entered: looked at once more before it is recorded.
struct ReorganisationDraft {
    let change: Reorganisation
    let units: [OfficeUnit]

    func confirmation(_ request: PageRequest) -> Page {
        let kept = request.form.fields.filter { ![FormView.csrfField, FormView.choiceField].contains($0.name) }
        let form = FormView(
            "/units/reorganise", request.state, submit: "この内容で記録する", cancel: Link("入力し直す", "/units/reorganise"),
            isDangerous: true,
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
