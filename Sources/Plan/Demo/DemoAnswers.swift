import Ward

/// Answers shown in the demonstration. Every text begins with 見本: nothing here is a statement of the ward.
struct DemoAnswer: Sendable {
    /// How far the answer has gone when the demonstration begins.
    enum Progress: Sendable {
        case notAnswered, draft, submitted, approved, accepted
        /// Returned by the secretariat with a reason.
        case returned(reason: String)
    }

    /// The printed number of the initiative in the notice.
    let initiative: String
    /// The section that answers in the demonstration.
    let unit: String
    let progress: Progress
    /// A symbol of the demonstration's mark set.
    let mark: String?
    let done: String
    let plan: String
    let problem: String
    let response: String
    /// Values by the name of the indicator.
    let values: [(indicator: String, value: String)]
    /// A small text file attached as evidence.
    let evidence: (filename: String, text: String)?
}

extension DemoAnswer {
    /// One unit for each initiative of the notice; the notice itself names none.
    static let all: [DemoAnswer] = [
        DemoAnswer(
            initiative: "(1)", unit: "情報管理課", progress: .accepted, mark: "B",
            done: "【見本】公開中のデータ一覧を点検し、更新が止まっていた4件を最新のものに差し替えました。他区の事例を3件調べました。",
            plan: "【見本】利用の多い施設一覧を、地図で使える形式でも公開します。",
            problem: "【見本】各課の更新時期がまちまちで、最新かどうかが利用者に分かりにくい状態です。",
            response: "【見本】データごとに更新予定日を載せ、予定日を過ぎたものを毎月一覧にします。",
            values: [("公開データセット数", "142")],
            evidence: ("公開データ点検表（見本）.txt", "見本: 点検したデータセット 142件、差し替え 4件\n")),
        DemoAnswer(
            initiative: "(2)", unit: "情報システム担当課", progress: .accepted, mark: "C",
            done: "【見本】データ移行の予行を2回行いました。20業務のうち17業務で新システムが動いています。",
            plan: "【見本】残る3業務の移行日を事業者と決め、利用課と試行を行います。",
            problem: "【見本】3業務で事業者の開発が遅れ、目標時期を過ぎています。",
            response: "【見本】遅れている3業務の工程を見直し、計画の修正案を部会に示します。",
            values: [("新システムで動く業務の数", "17")],
            evidence: ("移行予行の結果（見本）.txt", "見本: 予行2回、20業務中17業務が合格\n")),
        DemoAnswer(
            initiative: "(3)", unit: "デジタル戦略担当課", progress: .approved, mark: "B",
            done: "【見本】再構築したネットワークで、職員の在宅勤務を全部署に広げました。伴走支援を8職場で行いました。",
            plan: "【見本】伴走支援の職場を12に増やし、効果を時間で測ります。",
            problem: "", response: "",
            values: [("業務時間の削減", "約8900")],
            evidence: nil),
        DemoAnswer(
            initiative: "(4)", unit: "高齢者施策課", progress: .notAnswered, mark: nil,
            done: "", plan: "", problem: "", response: "", values: [], evidence: nil),
        DemoAnswer(
            initiative: "(5)", unit: "区民課",
            progress: .returned(reason: "【見本】おくやみコーナーの利用件数の根拠となる資料を付けてください。"), mark: "B",
            done: "【見本】おくやみコーナーの予約枠を1日8件に増やしました。",
            plan: "【見本】窓口の待ち時間を測り、混む時間帯の案内を見直します。",
            problem: "", response: "",
            values: [("おくやみコーナーの利用件数", "611")],
            evidence: nil),
        DemoAnswer(
            initiative: "(6)", unit: "情報管理課", progress: .submitted, mark: "B",
            done: "【見本】来年度に改修を予定する23システムの見積りを点検しました。",
            plan: "【見本】点検の結果を予算要求の前に各課へ返します。",
            problem: "", response: "",
            values: [("点検したシステムの数", "23")],
            evidence: nil),
    ]
}

/// An indicator of the demonstration. The notice has none; these are marked as samples.
struct DemoIndicator: Sendable {
    let initiative: String
    let name: String
    let unitName: String
    let isOutcome: Bool
    /// `level`, `flow`, `cumulative` or `rate`.
    let rule: String
    let baselineYear: Int?
    let baselineValue: String?
    let reason: String
}

extension DemoIndicator {
    static let all: [DemoIndicator] = [
        DemoIndicator(
            initiative: "(1)", name: "公開データセット数", unitName: "件", isOutcome: false, rule: "level",
            baselineYear: nil, baselineValue: nil, reason: "【見本】オープンデータ化の広がりを表すため"),
        DemoIndicator(
            initiative: "(2)", name: "新システムで動く業務の数", unitName: "業務", isOutcome: false, rule: "level",
            baselineYear: nil, baselineValue: nil, reason: "【見本】標準化の進み具合を直接表すため"),
        DemoIndicator(
            initiative: "(3)", name: "業務時間の削減", unitName: "時間", isOutcome: true, rule: "level",
            baselineYear: 2021, baselineValue: "0", reason: "【見本】令和3年度と比べた削減時間。各年度の値は水準であり、合計しません"),
        DemoIndicator(
            initiative: "(5)", name: "おくやみコーナーの利用件数", unitName: "件", isOutcome: false, rule: "flow",
            baselineYear: nil, baselineValue: nil, reason: "【見本】窓口が使われているかを表すため"),
        DemoIndicator(
            initiative: "(6)", name: "点検したシステムの数", unitName: "件", isOutcome: false, rule: "flow",
            baselineYear: nil, baselineValue: nil, reason: "【見本】精査の対象の広さを表すため"),
    ]
}

extension DemoPerson {
    /// Those of the plan; the other modules declare their own.
    static let plan: [DemoPerson] = [
        DemoPerson(
            key: "secretariat", loginName: "jimukyoku", name: "見本 事務局", duties: [.init(.secretariat)],
            note: "四半期を開き、確認し、確定して報告書を作ります"),
        DemoPerson(
            key: "deputy", loginName: "kakaricho", name: "見本 係長", duties: [.init(.secretariat)],
            note: "事務局のもう一人として、改定案を決定します"),
        DemoPerson(
            key: "editor", loginName: "tantou", name: "見本 担当",
            duties: [.init(.editor, unit: "高齢者施策課"), .init(.editor, unit: "区民課")],
            note: "高齢者施策課と区民課の回答を書きます"),
        DemoPerson(
            key: "approver", loginName: "kacho", name: "見本 課長",
            duties: [.init(.approver, unit: "高齢者施策課"), .init(.approver, unit: "区民課"), .init(.approver, unit: "情報管理課")],
            note: "課の回答を承認します"),
        DemoPerson(
            key: "auditor", loginName: "kansa", name: "見本 監査", duties: [.init(.auditor)],
            note: "記録と確定版を読みます"),
        DemoPerson(
            key: "administrator", loginName: "kanri", name: "見本 管理者", duties: [.init(.administrator)],
            note: "利用者と組織を登録します"),
    ]
}
