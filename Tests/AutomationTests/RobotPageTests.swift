import HTTPTypes
import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("The pages of the register")
struct RobotPageTests {
    private static let officer = TestPerson(.automationOfficer)

    /// With the person of the session among the people of the ward.
    static func site(
        _ body: @escaping @Sendable (TestSite, SampleRobots) async throws -> Void
    ) async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let now = sample.clock.now
            try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
                    VALUES (\(TestPerson.id), 'hanako', \(TestPerson.name), 'none', \(now), 1, \(now))
                    """)
            }
            try await body(try TestSite(sample.ward, modules: [AutomationModule()]), sample)
        }
    }

    private static func path(_ sample: SampleRobots) -> String { "/automation/robots/\(sample.robot)" }

    @Test("A robot is registered, owned, put to work and looked at")
    func whole() async throws {
        try await Self.site { site, sample in
            let made = try await site.client.post(
                "/automation/robots/new", as: Self.officer,
                [
                    "name": "税の入力", "product": "pad", "task": "異動の入力", "unit": sample.unit.text, "system": "税システム",
                    "stopping": "止める", "risk": "high", "buildMonths": "36",
                ])
            #expect(made.status == .seeOther)
            let path = try #require(made.headers[.location])
            let early = try await site.client.post("\(path)/live", as: Self.officer)
            #expect(early.status == .conflict)
            #expect(early.text.contains("いま担当がいないため"))
            for (seat, person) in [("main", sample.main), ("deputy", sample.deputy)] {
                let owned = try await site.client.post(
                    "\(path)/owners", as: Self.officer, ["seat": seat, "person": person.text, "until": "2027-03-31"])
                #expect(owned.status == .seeOther)
            }
            #expect(try await site.client.post("\(path)/live", as: Self.officer).status == .seeOther)
            let page = try await site.client.get(path, as: Self.officer)
            #expect(page.text.contains("主 花子（令和9年3月31日まで）"))
            #expect(page.text.contains("手作業の時間がまだ計られていないため"))
            let list = try await site.client.get("/automation/robots", as: Self.officer)
            #expect(list.text.contains("税の入力"))
        }
    }

    @Test("What is wrong with a form is said all at once, and what was typed stays")
    func refused() async throws {
        try await Self.site { site, _ in
            let answer = try await site.client.post(
                "/automation/robots/new", as: Self.officer, ["task": "書きかけの業務"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("書きかけの業務"))
            #expect(answer.text.contains("「名前」を入力してください。"))
            #expect(answer.text.contains("「止め方」を入力してください。"))
        }
    }

    @Test("Somebody of another section reads the register and changes nothing of it")
    func sections() async throws {
        try await Self.site { site, sample in
            let other = try await sample.write { _, stamp, connection in
                try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id
            }
            let stranger = TestPerson(.editor, units: [other])
            let path = Self.path(sample)
            #expect(try await site.client.get(path, as: stranger).status == .ok)
            for end in ["/live", "/review", "/efforts", "/owners", "/baselines"] {
                #expect(try await site.client.post(path + end, as: stranger).status == .forbidden, "\(end)")
            }
        }
    }

    @Test("Where a robot signs in is decided by who may publish, not by every editor of the section")
    func place() async throws {
        try await Self.site { site, sample in
            let path = "\(Self.path(sample))/scenario/target"
            let fields = ["base": "https://kosodate.example"]
            let editor = TestPerson(.editor, units: [sample.unit])
            let refused = try await site.client.post(path, as: editor, fields)
            #expect(refused.status == .forbidden)
            let set = try await site.client.post(path, as: Self.officer, fields)
            #expect(set.status == .seeOther)
            let page = try await site.client.get("\(Self.path(sample))/scenario", as: editor)
            #expect(page.text.contains("自動化担当が決めます"))
        }
    }

    @Test("After a transfer the former owner and the section chief both see why, and the page says it too")
    func handover() async throws {
        try await Self.site { site, sample in
            // The person of the session was the main owner.
            _ = try await sample.write { robot, stamp, connection in
                try connection.execute(
                    """
                    INSERT INTO automation_owner (id, robot, person, seat, begins_on, until)
                    VALUES (\(stamp.newID(RobotOwner.self)), \(robot.id), \(TestPerson.id), 'main', '2026-04-01', '2026-04-05')
                    """)
            }
            let words = "主担当の見本 花子さんは、担当の期間が令和8年4月5日で終わりました。"
            let other = try await sample.write { _, stamp, connection in
                try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id
            }
            for person in [TestPerson(.editor, units: [other]), TestPerson(.approver, units: [sample.unit])] {
                let first = try await site.client.get("/", as: person)
                #expect(first.text.contains(words), "\(person)")
                #expect(try await site.client.get(Self.path(sample), as: person).text.contains(words), "\(person)")
            }
        }
    }

    @Test("A list of robots is looked at and taken whole, and with one finding not at all")
    func roster() async throws {
        try await Self.site { site, sample in
            let wrong = "名前,製品,業務,担当課,システム,影響\n甲,WinActor,入力,保育課,子育て,高\n乙,謎の製品,入力,保育課,子育て,高\n"
            let refused = try await site.client.post(
                "/automation/robots/list", as: Self.officer, [:], file: "list", filename: "robots.csv", wrong)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("選べる言葉ではありません。"))
            #expect(try await sample.ward.database.read { try Robot.named("甲", on: $0) } == nil)
            let read = RobotRoster.read(Array("名前,製品,業務,担当課,システム,影響\n甲,マクロ,入力,保育課,子育て,低\n".utf8))
            let lines = try await sample.write { _, stamp, connection in
                let list = try RobotRoster(units: nil, today: stamp.today, on: connection)
                var findings = read.findings
                let lines = list.judge(read.rows, &findings)
                #expect(findings.isEmpty)
                try RobotRoster.write(lines, by: stamp, on: connection)
                return lines.count
            }
            #expect(lines == 1)
            let robot = try #require(try await sample.ward.database.read { try Robot.named("甲", on: $0) })
            #expect(robot.product == .vba)
            #expect(robot.stopping == "未記入（棚卸で確かめる）")
        }
    }

    @Test(
        "Lists under the headings that offices and companies use are read; what is decided on pages is told and set aside",
        arguments: [
            "ID,ロボット名,依頼者,部署,RPAツール,対象業務,使用システム,完成,削減時間\n1,甲,佐藤,保育課,WinActor,入力,子育て,済,120\n",
            "シナリオ名称,使用ツール,業務内容,所管部署,利用システム,稼働頻度,実行PC,RPA化依頼者\n甲,WinActor,入力,保育課,子育て,毎週金曜,端末7,佐藤\n",
        ])
    func headings(_ list: String) async throws {
        try await Self.site { _, sample in
            let read = RobotRoster.read(Array(list.utf8))
            let robot = try await sample.write { _, stamp, connection in
                var findings = read.findings
                let lines = try RobotRoster(units: nil, today: stamp.today, on: connection).judge(read.rows, &findings)
                #expect(findings.isEmpty)
                try RobotRoster.write(lines, by: stamp, on: connection)
                return try Robot.named("甲", on: connection)
            }
            #expect(robot?.product == .winactor)
            #expect(robot?.task == "入力")
            #expect(robot?.system == "子育て")
        }
    }

    @Test("A robot elsewhere reports in JSON: once is once, and what is wrong is said field by field")
    func report() async throws {
        try await Self.site { site, sample in
            let fields: JSON = [
                "robot": "保育の入力", "reference": "20260405-1", "startedAt": "2026-04-05T18:00:00+09:00",
                "endedAt": "2026-04-05T18:25:00+09:00", "done": "137", "business": "3",
            ]
            for _ in 0..<2 {
                let answer = try await site.client.ask(
                    .post, "/automation/reports/run", asProgramOf: Self.officer, json: fields)
                #expect(answer.status == .ok)
            }
            let runs = try await sample.ward.database.read { try Run.list("", on: $0) }
            #expect(runs.map(\.counts.done) == [137])
            #expect(runs.first?.source == .http)
            let wrong = try await site.client.ask(
                .post, "/automation/reports/run", asProgramOf: Self.officer,
                json: ["robot": "ない", "startedAt": "夕方", "done": "-1"])
            #expect(wrong.status == .unprocessableContent)
            let findings = try wrong.json["error"]?["findings"]?.array?.compactMap { $0["where"]?.string } ?? []
            #expect(Set(findings).isSuperset(of: ["$.reference", "$.startedAt", "$.endedAt", "$.done"]))
        }
    }

    @Test("Retiring asks first and cannot be undone; the entry stays")
    func retired() async throws {
        try await Self.site { site, sample in
            let path = Self.path(sample)
            let answer = try await site.client.confirming("\(path)/retire", as: Self.officer, ["reason": "制度が変わった"])
            #expect(answer.status == .seeOther)
            #expect(try await site.client.get(path, as: Self.officer).text.contains("制度が変わった"))
            #expect(try await site.client.post("\(path)/live", as: Self.officer).status == .conflict)
        }
    }

    @Test("No page shows a secret that was kept, not even that of who kept it")
    func secrets() async throws {
        try await Self.site { site, sample in
            let value = "planted-ひみつ-3344"
            let made = try await site.client.post(
                "/automation/secrets", as: Self.officer,
                ["name": "子育て", "system": "子育て", "account": "robot01", "value": value, "expires": "2026-04-20"])
            #expect(made.status == .seeOther)
            let path = try #require(made.headers[.location])
            for address in ["/automation/secrets", path, "/automation", "/"] {
                let page = try await site.client.get(address, as: Self.officer)
                #expect(page.status == .ok)
                #expect(!page.text.contains(value), "\(address)")
            }
            // It expires within the month: the first page says so.
            #expect(try await site.client.get("/", as: Self.officer).text.contains("ロボットの秘密の値を新しくする"))
            let refused = try await site.client.post(
                "/automation/secrets", as: Self.officer, ["value": value, "name": "別", "expires": "2026-04-01"])
            #expect(refused.status == .unprocessableContent)
            #expect(!refused.text.contains(value))
            #expect(try await site.client.get("/automation/secrets", as: TestPerson(.approver)).status == .forbidden)
        }
    }

    @Test("Every page of the demonstration opens, and its figures are those of the arithmetic")
    func demonstration() async throws {
        try await Self.site { site, sample in
            try await sample.write { _, stamp, connection in
                try connection.execute("DELETE FROM automation_robot")
                try SettingStore.markAsSample(by: stamp, on: connection)
            }
            #expect(try await AutomationDemo.load(sample.ward) == AutomationDemo.samples.count)
            let (robots, matters, run) = try await sample.ward.database.read { connection in
                (
                    try Robot.list("ORDER BY name", on: connection), try Matter.open(on: connection),
                    try #require(try Run.list("WHERE source = 'engine'", on: connection).first)
                )
            }
            #expect(run.counts == Run.Counts(total: 200, done: 197, business: 2, unknown: 1))
            #expect(matters.count { $0.run == run.id } == 3)
            let published = try await sample.ward.database.read { try ScenarioVersion.published(run.robot, on: $0) }
            #expect(published?.id == run.scenarioVersion)
            let addresses =
                ["/automation", "/automation/robots", "/automation/matters", "/automation/runs", "/automation/reports"]
                + ["/automation/effects", "/automation/effects?quarter=2025-4", run.path, "\(run.path)/ledger"]
                + robots.map(\.path) + matters.map(\.path)
            for address in addresses {
                let page = try await site.client.get(address, as: Self.officer)
                #expect(page.status == .ok, "\(address)")
            }
            // Of January to March 2026: the paper slips take longer than by hand, and that is told.
            let effects = try await sample.ward.database.read { try EffectLedger.standing("automation", on: $0) }
            #expect(effects.contains { $0.value.isNegative })
            #expect(Set(effects.map(\.grade)).count > 2)
        }
    }
}
