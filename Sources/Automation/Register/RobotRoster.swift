import Japanese
import Site
import Storage
import Ward

/// ロボットの名簿: the register of a spreadsheet, of any product. Owners are chosen on the page of each robot, since they must be people of
/// this program.
struct RobotRoster: Roster {
    struct Step: Sendable {
        let existing: Robot?
        let told: RobotDescription
    }

    let robots: [Robot]
    let names: UnitNames
    /// Sections somebody may register robots of; `nil` for all.
    let units: Set<ID<OfficeUnit>>?

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RobotRoster {
        try RobotRoster(
            units: request.person.units(.editRobots), today: request.today, on: connection)
    }

    init(units: Set<ID<OfficeUnit>>?, today: CivilDate, on connection: any Connection) throws {
        robots = try Robot.standing(on: connection)
        names = UnitNames(try UnitStore.succession(on: connection), validOn: today)
        self.units = units
    }

    static let name = RosterColumn(
        "名前", ["ロボット名", "ロボット名称", "シナリオ名", "シナリオ名称", "RPA名称", "名称"], .required, "この行のロボットです。例: 保育認定の変更の入力")
    static let product = RosterColumn(
        "製品", ["ツール", "RPAツール", "使用ツール", "製品名"], .optional, "WinActor、PAD、VBA、並木 など。新しいロボットでは必要です。")
    static let task = RosterColumn("業務", ["業務名", "対象業務", "業務内容", "概要"], .optional, "どの仕事のどの部分か。")
    static let unit = RosterColumn(
        "担当課", ["課", "所管課", "主管課", "部署", "担当部署", "所管部署", "利用部署", "依頼部署", "所属"], .optional, "課の名前か組織コード。新しいロボットでは必要です。")
    static let system = RosterColumn("操作するシステム", ["システム", "対象システム", "使用システム", "利用システム"], .optional, "どの画面を操作するか。")
    static let place = RosterColumn("動く場所", ["端末", "実行端末", "実行環境", "実行PC", "PC"], .optional, "端末やサーバーの名前。")
    static let stopping = RosterColumn("止め方", ["停止方法", "停止手順"], .optional, "だれでも止められるように書きます。")
    static let risk = RosterColumn("影響", ["リスク", "重要度"], .optional, "低・中・高のどれか。")
    static let buildMinutes = RosterColumn("作成にかけた時間（分）", ["作成時間", "開発時間"], .optional, "分からないときは空けます。")
    static let licence = RosterColumn("ライセンス料（年額）", ["ライセンス費用", "ライセンス料"], .optional, "円。")

    static let form = RosterForm(
        title: "ロボット", path: "/automation/robots/list", back: RobotListPage.link, filename: "robots",
        columns: [
            name, product, task, unit, system, place, stopping, risk, buildMinutes, licence,
            RosterColumn("主担当", ["担当者", "作成者"], .setAside("担当は、異動を追えるように、ロボットのページで利用者から選びます。")),
            RosterColumn("副担当", [], .setAside("担当は、異動を追えるように、ロボットのページで利用者から選びます。")),
            RosterColumn("状態", ["稼働状況", "完成"], .setAside("稼働と停止は、ロボットのページで行います。")),
            RosterColumn("依頼者", ["RPA化依頼者"], .setAside("人の名前は、ロボットのページで担当として選びます。")),
            RosterColumn(
                "実行の頻度", ["稼働頻度", "実行頻度", "実行スケジュール", "スケジュール"], .setAside("予定は、ロボットの実行のページで決めます。")),
            RosterColumn(
                "削減時間", ["効果", "削減効果", "年間削減時間"], .setAside("減った時間は、手作業の時間を計り、実行の記録から数えます。")),
        ],
        notes: ["同じ名前のロボットがあれば、その内容を直します。なければ新しく登録します（準備中になります）。", "廃止は、名簿では行いません。"])

    var filled: [[String]] {
        robots.map { robot in
            [
                robot.name, robot.product.title, robot.task, names.label(robot.unit), robot.system, robot.place ?? "",
                robot.stopping, robot.risk.word, robot.buildMinutes.map(String.init) ?? "",
                robot.licenceYen.map(String.init) ?? "",
            ]
        }
    }

    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] {
        var rowOfName: [TextKey: Int] = [:]
        return rows.compactMap { row in
            guard let name = findings.text(row, Self.name, max: 80, isRequired: true) else { return nil }
            if let other = rowOfName.updateValue(row.number, forKey: TextKey(name)) {
                findings.add(row, Self.name, "\(other)行目と同じ名前です。", "どちらかの行を除くか、名前を分けてください。")
                return nil
            }
            let existing = robots.first { TextKey($0.name) == TextKey(name) }
            return line(row, name, existing, &findings)
        }
    }

    private func line(
        _ row: RosterRow, _ name: String, _ existing: Robot?, _ findings: inout RosterFindings
    ) -> RosterLine<Step>? {
        let product = findings.choice(row, Self.product, RobotProduct.allCases.map { ($0.words, $0) })
        let unit = findings.unit(row, Self.unit, names)
        let task = findings.text(row, Self.task, max: 500, isLong: true)
        let system = findings.text(row, Self.system, max: 80)
        let place = findings.text(row, Self.place, max: 120)
        let stopping = findings.text(row, Self.stopping, max: 500, isLong: true)
        let risk = findings.choice(row, Self.risk, RobotRisk.allCases.map { ([$0.word, $0.title], $0) })
        let minutes = whole(row, Self.buildMinutes, unit: "分", &findings)
        let licence = whole(row, Self.licence, unit: "円", &findings)
        if existing == nil {
            let needed: [(RosterColumn, Bool)] = [
                (Self.product, product == nil), (Self.unit, unit == nil), (Self.task, task == nil),
                (Self.system, system == nil),
            ]
            for (column, isMissing) in needed where isMissing && row[column].isEmpty {
                findings.add(row, column, "新しいロボットの「\(column.title)」が空です。", "書いてください。")
            }
        }
        for place in [unit?.id, existing?.unit].compactMap(\.self) where units.map({ !$0.contains(place) }) ?? false {
            findings.add(row, Self.unit, "「\(names.label(place))」のロボットは、あなたの役割では登録できません。", "その課の担当か、自動化担当が登録してください。")
        }
        guard !findings.concern(row), let home = unit?.id ?? existing?.unit else { return nil }
        let before = existing?.told
        func kept<Value>(_ column: RosterColumn, _ read: Value?, _ present: Value?) -> Value? {
            row.has(column) ? read : present
        }
        let told = RobotDescription(
            name: before?.name ?? name, product: product ?? before?.product ?? .other, task: task ?? before?.task ?? "",
            unit: home, system: system ?? before?.system ?? "", place: kept(Self.place, place, before?.place),
            stopping: stopping ?? before?.stopping ?? "未記入（棚卸で確かめる）", risk: risk ?? before?.risk ?? .middle,
            buildMinutes: kept(Self.buildMinutes, minutes, before?.buildMinutes),
            buildMonths: before?.buildMonths ?? 36, licenceYen: kept(Self.licence, licence, before?.licenceYen))
        return RosterLine(
            row: row.number, subject: name, isNew: existing == nil, changes: changes(before, told),
            step: Step(existing: existing, told: told))
    }

    private func whole(
        _ row: RosterRow, _ column: RosterColumn, unit: String, _ findings: inout RosterFindings
    ) -> Int? {
        guard let number = findings.number(row, column, unit: unit) else { return nil }
        if let value = number.integer, (0...1_000_000_000).contains(value) { return value }
        findings.add(row, column, "0以上の整数ではありません。", "小数点のない数を書いてください。")
        return nil
    }

    private func changes(_ before: RobotDescription?, _ now: RobotDescription) -> [RosterChange] {
        func words(_ value: Int?) -> String { value.map(String.init) ?? "" }
        return [
            RosterChange.between("製品", before?.product.title ?? "", now.product.title),
            RosterChange.between("業務", before?.task ?? "", now.task),
            RosterChange.between("担当課", before.map { names.label($0.unit) } ?? "", names.label(now.unit)),
            RosterChange.between("操作するシステム", before?.system ?? "", now.system),
            RosterChange.between("動く場所", before?.place ?? "", now.place ?? ""),
            RosterChange.between("止め方", before?.stopping ?? "", now.stopping),
            RosterChange.between("影響", before?.risk.word ?? "", now.risk.word),
            RosterChange.between("作成にかけた時間（分）", words(before?.buildMinutes), words(now.buildMinutes)),
            RosterChange.between("ライセンス料（年額）", words(before?.licenceYen), words(now.licenceYen)),
        ].compactMap(\.self)
    }

    static func apply(_ lines: [RosterLine<Step>], _ prepared: Void, _ change: Change) throws -> RosterResult {
        try write(lines, by: change.stamp, on: change.connection)
        return RosterResult()
    }

    static func write(_ lines: [RosterLine<Step>], by stamp: Stamp, on connection: any Connection) throws {
        for line in lines {
            if let existing = line.step.existing {
                try existing.rewrite(line.step.told, by: stamp, on: connection)
            } else {
                _ = try Robot.create(line.step.told, by: stamp, on: connection)
            }
        }
    }
}
