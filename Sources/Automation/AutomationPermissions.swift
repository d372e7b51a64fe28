import Ward

extension Permission {
    /// See the register, runs and effects.
    public static let readRobots = Permission("automation.robot.read", "ロボットの台帳と実行を見る")
    /// Register robots of one's section, assign owners, write down time.
    public static let editRobots = Permission("automation.robot.edit", "ロボットを登録し、担当と手間を記録する")
    /// Be the owner of a robot of one's section.
    public static let ownRobots = Permission("automation.robot.own", "ロボットの担当になる")
    /// Start, halt and cancel.
    public static let runRobots = Permission("automation.robot.run", "ロボットを動かす・止める")
    /// Decide approvals, exceptions and records whose end is unknown.
    public static let settleMatters = Permission("automation.matter.settle", "例外と承認を処理する")
    /// Report runs of robots that run elsewhere.
    public static let reportRuns = Permission("automation.run.report", "ほかの製品のロボットの実行を報告する")
    /// Write what a quarter saved into the ledger of effects.
    public static let settleEffects = Permission("automation.effect.settle", "自動化の効果を記帳する")
    /// Publish what another person wrote.
    public static let publishScenarios = Permission(
        "automation.scenario.publish", "シナリオを公開する", isPowerful: true)
    /// Keep the secrets of robot accounts. Nobody reads them.
    public static let keepSecrets = Permission(
        "automation.secret.keep", "ロボットの秘密の値を保管する", isPowerful: true)
}

extension Role {
    /// 自動化を推進する人
    public static let automationOfficer = Role("automationOfficer", "自動化担当")
}

enum AutomationGrants {
    static let all = Grants([
        .automationOfficer: WardGrants.everybody.union([
            .readRobots, .editRobots, .ownRobots, .runRobots, .settleMatters, .reportRuns, .settleEffects,
            .publishScenarios, .keepSecrets,
        ]),
        .editor: [.readRobots, .editRobots, .ownRobots, .runRobots, .settleMatters, .reportRuns],
        .approver: [.readRobots, .editRobots, .ownRobots, .runRobots, .settleMatters, .reportRuns],
        .secretariat: [.readRobots],
        .auditor: [.readRobots],
    ])
}

/// The codes of this module's actions in the audit trail, in words.
enum AutomationActions {
    static let titles: [String: String] = [
        "automation.robot.write": "ロボットの登録・変更", "automation.robot.state": "ロボットの状態の変更",
        "automation.robot.review": "ロボットの棚卸", "automation.owner.assign": "ロボットの担当の決定",
        "automation.owner.end": "ロボットの担当の終了", "automation.baseline.begin": "手作業の時間の計測の開始",
        "automation.baseline.sample": "手作業の時間の記録", "automation.effort.write": "ロボットにかけた手間の記録",
        "automation.effort.void": "ロボットにかけた手間の取消",
        "automation.run.ask": "実行の依頼", "automation.run.end": "実行の終了", "automation.run.report": "実行の報告",
        "automation.run.correct": "実行の報告の訂正", "automation.run.withdraw": "実行の報告の取消",
        "automation.run.cancel": "実行の中止", "automation.file.keep": "実行が受け取ったファイルの保管",
        "automation.file.read": "実行が受け取ったファイルの取出し", "automation.matter.settle": "例外・承認の処理",
        "automation.picture.look": "例外・承認の画面の写しの閲覧",
        "automation.reading.look": "読み取った値の閲覧", "automation.reading.confirm": "読み取った値の確認・訂正",
        "automation.matter.close": "実行の中止に伴う例外・承認の終了",
        "automation.effect.settle": "自動化の効果の記帳", "automation.secret.keep": "秘密の値の保管",
        "automation.secret.end": "秘密の値の廃止", "automation.secret.issue": "秘密の値の払出し",
        "automation.secret.use": "秘密の値の使用", "automation.secret.rewrap": "秘密の値の鍵の替え",
        "automation.scenario.write": "シナリオの保存", "automation.scenario.publish": "シナリオの公開",
        "automation.contract.write": "画面の約束の保存", "automation.target.write": "システムの場所の決定",
        "automation.upgrade.check": "システム更新の影響の確認", "automation.run.resume": "実行の再開",
        "automation.arrival.keep": "届いたファイルの保管", "automation.schedule.write": "実行の予定の保存",
        "automation.schedule.end": "実行の予定の終了", "automation.blackout.write": "停止期間の登録",
        "automation.blackout.lift": "停止期間の終了・取消",
        "automation.setting.write": "自動化の設定",
    ]
}
