import Japanese
import Scenarios
import Storage
import Ward

/// Robots of the demonstration, each marked 見本: what pages show of them is computed from these records by the arithmetic of every day.
enum AutomationDemo {
    /// A robot as it is made up.
    struct Sample: Sendable {
        let name: String
        let product: RobotProduct
        let task: String
        let system: String
        let risk: RobotRisk
        let buildMinutes: Int?
        let licenceYen: Int?
        let method: Baseline.Method
        /// Of one record by hand.
        let seconds: [Int]
        let source: RunSource
        /// Done, exceptions, minutes of checking, minutes of repair; of each of the last four quarters, the oldest first.
        let quarters: [(done: Int, exceptions: Int, checking: Int, repair: Int)]
        let isOwned: Bool

        /// With what it was made while it reported its runs: the ward's own robots do not report, the first one came from elsewhere.
        var earlier: RobotProduct { product == .namiki ? .pad : product }
    }

    static let samples: [Sample] = [
        Sample(
            name: "見本 保育認定の変更の入力", product: .namiki, task: "保育認定の変更届を、子育てのシステムに入力します。", system: "見本システム",
            risk: .high,
            buildMinutes: 2_400, licenceYen: nil, method: .stopwatch,
            seconds: [312, 298, 341, 305, 287, 330, 319, 296, 308, 324], source: .http,
            quarters: [(820, 21, 300, 60), (760, 18, 280, 30), (910, 25, 320, 420), (1_340, 30, 410, 90)], isOwned: true
        ),
        Sample(
            name: "見本 軽自動車税の異動の入力", product: .winactor, task: "軽自動車の異動を、税のシステムに入力します。", system: "見本 税システム", risk: .high,
            buildMinutes: 4_800, licenceYen: 908_000, method: .log, seconds: [182, 205, 197, 176, 211, 190, 188, 202],
            source: .csv,
            quarters: [(2_100, 40, 420, 0), (1_950, 35, 400, 60), (2_480, 44, 450, 180), (5_300, 90, 900, 120)],
            isOwned: true),
        Sample(
            name: "見本 収納の紙の伝票の入力", product: .winactor, task: "紙の伝票をAI-OCRで読み、収納のシステムに入力します。", system: "見本 収納システム",
            risk: .high,
            buildMinutes: 3_600, licenceYen: 908_000, method: .stopwatch, seconds: [48, 52, 45, 50, 47, 55],
            source: .csv,
            quarters: [(900, 60, 1_500, 240), (870, 75, 1_480, 300), (910, 64, 1_620, 200), (880, 71, 1_510, 260)],
            isOwned: true),
        Sample(
            name: "見本 アンケートの集計", product: .vba, task: "アンケートの回答を表にまとめます。", system: "表計算", risk: .low, buildMinutes: 300,
            licenceYen: nil, method: .declared, seconds: [240, 240, 240, 240, 240], source: .declared,
            quarters: [(300, 2, 30, 0), (280, 0, 30, 0), (310, 1, 30, 60), (305, 3, 30, 0)], isOwned: true),
        Sample(
            name: "見本 月次の報告書の転記", product: .pad, task: "月次の数字を報告書の様式に転記します。", system: "庁内の文書システム", risk: .middle,
            buildMinutes: nil, licenceYen: nil, method: .declared, seconds: [600, 540, 660], source: .declared,
            quarters: [(36, 0, 30, 0), (36, 1, 30, 120), (36, 0, 30, 0), (36, 4, 30, 240)], isOwned: false),
    ]

    /// - Returns: how many robots.
    /// - Throws: ``AutomationRefusal/notSample`` unless the database holds demo data and no robot yet.
    static func load(_ ward: Ward) async throws -> Int {
        try await ward.database.write { connection in
            let known: Int = try connection.value("SELECT COUNT(*) FROM automation_robot") ?? 0
            guard try SettingStore.isSample(on: connection), known == 0 else { throw AutomationRefusal.notSample }
            let now = ward.stamp(by: Actor(person: nil, name: "見本 自動化担当"))
            try AutomationSettings.setHourYen(3_000, by: now, on: connection)
            let people = try EligiblePeople(on: now.today, connection)
            let units = try UnitStore.list(validOn: now.today, on: connection)
            let homes = units.filter { people.choices(in: $0.id, on: now.today).count >= 2 }
            for (position, sample) in samples.enumerated() {
                let home = homes.isEmpty ? units : homes
                guard let unit = home.isEmpty ? nil : home[position % home.count] else { continue }
                try make(sample, unit.id, people, by: now, on: connection)
            }
            try settle(by: now, on: connection)
            try Handover.look(by: now, on: connection)
            return samples.count
        }
    }

    private static func make(
        _ sample: Sample, _ unit: ID<OfficeUnit>, _ people: EligiblePeople, by now: Stamp,
        on connection: any Connection
    ) throws {
        let quarters = past(before: now.today)
        let first = now.moved(to: Timestamp(quarters[0].start.adding(days: -20), hour: 10))
        let robot = try Robot.create(
            RobotDescription(
                name: sample.name, product: sample.earlier, task: sample.task, unit: unit, system: sample.system,
                place: sample.product == .namiki ? "サーバー" : "見本の端末", stopping: "ロボットのページの「止める」を押します（見本）。",
                risk: sample.risk, buildMinutes: sample.buildMinutes, licenceYen: sample.licenceYen),
            isSample: true, by: first, on: connection)
        let baseline = try Baseline.begin(
            sample.method, unitName: "件", source: "見本のための作りもの", from: quarters[0].start, of: robot, by: first,
            on: connection)
        try baseline.add(sample.seconds, by: first, on: connection)
        try own(robot, sample, people, by: now, on: connection)
        // It began to work with the first of the quarters.
        try connection.execute(
            "UPDATE automation_robot SET state = 'live', live_on = \(quarters[0].start) WHERE id = \(robot.id)")
        try now.note("automation.robot.state", "robot/\(robot.id)", ["state": "live", "reason": nil], on: connection)
        try robot.review(by: now.moved(to: now.at.adding(seconds: -200 * 86_400)), on: connection)
        let live = try Robot.known(robot.id, on: connection)
        for (quarter, figures) in zip(quarters, sample.quarters) {
            try work(live, sample, quarter, figures, by: now, on: connection)
        }
        guard sample.product == .namiki else { return }
        var told = live.told
        told.product = sample.product
        try live.rewrite(told, by: now, on: connection)
        let moved = try Robot.known(robot.id, on: connection)
        guard try RobotOwners(of: moved, on: now.today, connection).isOwned else { return }
        try desk(moved, try publish(for: moved, by: now, on: connection), by: now, on: connection)
    }

    private static func own(
        _ robot: Robot, _ sample: Sample, _ people: EligiblePeople, by now: Stamp, on connection: any Connection
    ) throws {
        let choices = people.choices(in: robot.unit, on: now.today)
        guard choices.count >= 2 else { return }
        guard sample.isOwned else {
            // Their days ended with the fiscal year, and nobody thought of the robot.
            let (id, ended): (ID<RobotOwner>, CivilDate) = (now.newID(), now.today.adding(days: -3))
            try connection.execute(
                """
                INSERT INTO automation_owner (id, robot, person, seat, begins_on, until)
                VALUES (\(id), \(robot.id), \(choices[0].id), \(RobotOwner.Seat.main), \(ended.adding(days: -300)), \(ended))
                """)
            return
        }
        let until = now.today.adding(days: 120)
        try RobotOwner.assign(choices[0].id, .main, of: robot, until: until, by: now, on: connection)
        try RobotOwner.assign(choices[1].id, .deputy, of: robot, until: until, by: now, on: connection)
    }

    /// A run for each month, and what people spent beside it.
    private static func work(
        _ robot: Robot, _ sample: Sample, _ quarter: Quarter,
        _ figures: (done: Int, exceptions: Int, checking: Int, repair: Int), by now: Stamp,
        on connection: any Connection
    ) throws {
        var month = quarter.start
        for part in 0..<3 {
            let end = Timestamp(month.endOfMonth, hour: 17)
            let stamp = now.moved(to: end.adding(seconds: 3_600))
            func share(_ whole: Int) -> Int { whole * (part + 1) / 3 - whole * part / 3 }
            try ReportedRun(
                reference: "見本 \(month.japaneseMonth)",
                facts: .init(
                    startedAt: Timestamp(month.endOfMonth, hour: 13), endedAt: end, done: share(figures.done),
                    business: share(figures.exceptions)), note: "見本"
            ).enter(for: robot, source: sample.source, by: stamp, on: connection)
            let efforts: [(Effort.Kind, Int)] = [
                (.checking, share(figures.checking)), (.exception, share(figures.exceptions) * 4),
                (.repair, part == 1 ? figures.repair : 0),
            ]
            for (kind, minutes) in efforts where minutes > 0 {
                try Effort.write(
                    kind, minutes: minutes, on: month.endOfMonth, "見本", of: robot.id, by: stamp, connection)
            }
            month = month.endOfMonth.adding(days: 1)
        }
    }

    /// What it does, and the screens it relies on: those of an invented system.
    private static func publish(
        for robot: Robot, by now: Stamp, on connection: any Connection
    ) throws -> ID<ScenarioVersion> {
        _ = try ContractVersion.write(ScreenContract.sampleText, by: now, on: connection)
        let version = try ScenarioVersion.write(Scenario.sampleText, for: robot, by: now, on: connection)
        try version.publish(by: now.renamed(to: "見本 確かめた人"), on: connection)
        try RunTarget(base: "http://127.0.0.1:8099", hosts: []).set(for: robot, by: now, on: connection)
        return version.id
    }

    /// A run of 200 records of this morning, of which three wait for a person.
    private static func desk(
        _ robot: Robot, _ scenario: ID<ScenarioVersion>, by now: Stamp, on connection: any Connection
    ) throws {
        let run = try Run.ask(
            for: robot, scenario: scenario, trigger: "schedule",
            records: (1...recordsOfToday).map { (key: "見本-\(String(1_000 + $0).dropFirst())", sealed: nil) }, by: now,
            on: connection)
        try run.begin(browser: nil, by: now, on: connection)
        let waiting: [Int: (kind: Matter.Kind, state: RecordState, title: String, detail: String)] = [
            37: (.business, .business, "口座番号の桁が足りない", "口座番号が6桁です。7桁のはずです。元の届を確かめてください。"),
            104: (.business, .business, "対象の児童が見つからない", "システムが「該当者がいません」と表示しました。"),
            171: (.unknown, .unknown, "送信した後に控えを読めなかった", "登録を押した後、控えの画面になりませんでした。システムで照会してください。"),
        ]
        for position in 1...recordsOfToday {
            let key = "見本-\(String(1_000 + position).dropFirst())"
            try run.note(key, "claim", state: .claimed, by: now, on: connection)
            guard let matter = waiting[position] else {
                try run.note(
                    key, "commit", state: .done, receipt: "R\(20_000 + position)", by: now, on: connection)
                continue
            }
            try run.note(key, "end", state: matter.state, by: now, on: connection)
            try Matter.open(
                matter.kind, "\(matter.title)（\(key)）", matter.detail, robot: robot.id, run: run.id, key: key, by: now,
                on: connection)
        }
        try run.end(.done, note: "見本", by: now, on: connection)
    }

    private static let recordsOfToday = 200

    /// The four quarters before today's, the oldest first.
    private static func past(before day: CivilDate) -> [Quarter] {
        var quarters = [Quarter(containing: day).previous]
        while quarters.count < 4 { quarters.insert(quarters[0].previous, at: 0) }
        return quarters
    }

    private static func settle(by now: Stamp, on connection: any Connection) throws {
        for quarter in past(before: now.today) {
            try EffectSettling.settle(quarter, by: now, on: connection)
        }
    }
}
