import Ward

extension Permission {
    /// Work at the bereavement desk: names and addresses of families.
    public static let runDesk = Permission("counter.desk", "おくやみコーナーの窓口の仕事をする")
    /// Answer what the desk asks one's section.
    public static let answerChecks = Permission("counter.check.answer", "おくやみの事前確認に回答する")
    /// See which questions to sections are open: for a section its own.
    public static let readChecks = Permission("counter.check.read", "おくやみの事前確認の一覧を見る")
    /// Set how the desk is run.
    public static let manageDesk = Permission("counter.desk.manage", "おくやみコーナーの運営を決める")
    /// Read the rules of procedures.
    public static let readRules = Permission("counter.rule.read", "手続きの規則を見る")
    /// Write drafts of one's section's rules, and confirm them as they stand.
    public static let editRules = Permission("counter.rule.edit", "手続きの規則の案を作り、確かめる")
    public static let publishRules = Permission("counter.rule.publish", "手続きの規則の案を公開する", isPowerful: true)
    /// See figures of the desk, without names.
    public static let readDeskFigures = Permission("counter.figures.read", "おくやみコーナーの集計を見る")
}

extension Role {
    /// おくやみコーナーの窓口
    public static let deskClerk = Role("deskClerk", "おくやみコーナー担当")
}

/// Which roles hold which permissions of this module. Names of families are for the desk alone; a section sees those it is
/// asked about.
enum CounterGrants {
    static let all = Grants([
        .deskClerk: WardGrants.everybody.union([
            .runDesk, .readChecks, .manageDesk, .readDeskFigures, .readRules,
        ]),
        .editor: [.readChecks, .answerChecks, .readRules, .editRules],
        .approver: [.readChecks, .answerChecks, .readRules, .editRules, .publishRules],
        .secretariat: [.manageDesk, .readDeskFigures, .readRules],
        .auditor: [.readDeskFigures, .readRules],
    ])
}

/// The codes of this module's actions in the audit trail, in words.
enum CounterActions {
    static let titles: [String: String] = [
        DeskTrail.takeAction: "死亡一覧の取込み", DeathFileStore.keepAction: "死亡一覧の預かり（列の確認待ち）",
        DeathFileStore.dropAction: "死亡一覧の取込みの取りやめ", DeathStore.protectAction: "死亡一覧による支援措置の印",
        "counter.settings": "おくやみコーナーの設定", "counter.section": "担当課の対応付け",
        "counter.rule.draft": "手続きの規則の案", "counter.rule.publish": "手続きの規則の公開",
        "counter.form.save": "様式の登録", "counter.form.remove": "様式の登録の取消し", "counter.rule.withdraw": "手続きの規則の案の取下げ",
        "counter.purge": "保存期間を過ぎた案件の消去", "counter.case.open": "案件: 受付",
        "counter.case.state": "案件: 状態の変更",
        "counter.case.correct": "案件: 内容の訂正", "counter.case.book": "案件: 予約", "counter.case.ask": "案件: 事前確認の依頼",
        "counter.case.answer": "案件: 事前確認の回答", "counter.case.item": "案件: 手続きの状態", "counter.case.call": "案件: 電話",
        "counter.case.remind": "案件: 期限のお知らせ", "counter.case.begin": "案件: 来庁の開始", "counter.case.end": "案件: 来庁の終了",
        "counter.case.print": "案件: 印刷", "counter.case.consent": "案件: 同意", "counter.case.fact": "案件: 事実の記録",
        "counter.case.unbook": "案件: 予約の取消し", "counter.case.missed": "案件: 来庁なし", "counter.case.view": "案件: 住所の表示",
    ]

    /// As the log of one case shows them.
    static func title(_ kind: String) -> String {
        titles["counter.case.\(kind)"].map { $0.replacing("案件: ", with: "") } ?? kind
    }
}
