import Japanese
import Site
import Ward

/// What is asked about a working team.
enum TeamFields {
    static let name = Field.text("name", "名称", max: 100, hint: "例: 窓口改善作業チーム")
    static let remit = Field.textArea("remit", "所掌", max: WorkingTeamStore.remitScalarsMax, rows: 4)
    static let leader = Field.text("leader", "チーム長の職", max: 100).optional
    static let members = Field.textArea(
        "members", "構成", max: 4000, rows: 6,
        hint: "1行に1つずつ書きます。職は「情報管理課係長」、人数で決めるものは「情報管理課職員（3名）」のように書きます。")
    static let from = Field.date("from", "設置の日")
    static let to = Field.date("to", "終わる予定の日").optional
    static let lastDay = Field.date("lastDay", "最後の日")

    static func establishedBy(_ decisions: [BodyOverview.Origin]) -> Field<ID<Decision>> {
        .record("decision", "もとになる決定事項", decisions.map(\.choice))
    }

    static func endedBy(_ decisions: [BodyOverview.Origin]) -> Field<ID<Decision>> {
        .record("decision", "もとになる決定事項", decisions.map(\.choice), hint: "検討グループの確定した会議の決定事項から選びます。")
    }
}
