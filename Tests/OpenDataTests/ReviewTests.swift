import Datasets
import Japanese
import SiteTesting
import Storage
import Testing
import Ward
import WardTesting

@testable import OpenData
@testable import Site

@Suite("What who publishes is shown, and what is never handed in")
struct ReviewTests {
    private static let officer = TestPerson(.dataOfficer)

    private static func site() async throws -> (TestSite, Dataset) {
        let site = try await SampleCatalogue.site()
        let now = site.ward.clock.now()
        let stamp = site.ward.stamp(by: .system)
        let dataset = try await site.ward.database.write { connection in
            try connection.execute(
                """
                INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
                VALUES (\(TestPerson.id), 'hanako', \(TestPerson.name), 'none', \(now), 1, \(now))
                """)
            return try Dataset.create(
                DatasetDescription(name: "goods", title: "備品", notes: "", unit: nil), by: stamp, on: connection)
        }
        return (site, dataset)
    }

    /// Sends a file and hands it in.
    private static func handIn(
        _ text: String, _ fields: [(name: String, value: String)] = [], to dataset: Dataset, of site: TestSite,
        filename: String = "goods.csv"
    ) async throws -> SiteAnswer {
        let sent = try await site.client.post(
            "\(dataset.path)/files", as: officer, ["resource": HandingInFields.new], file: "file", filename: filename,
            text)
        guard let path = sent.headers[.location] else { return sent }
        return try await site.client.ask(.post, path, as: officer, form: fields)
    }

    private static func releases(_ site: TestSite) async throws -> [Release] {
        try await site.ward.database.read { try Release.list("ORDER BY handed_at, id", on: $0) }
    }

    @Test("A column of which a person says why it holds no 個人番号 is handed in; who publishes reads the reason")
    func statement() async throws {
        let (site, dataset) = try await Self.site()
        let text = "名称,番号\n甲,1234-5678-9018\n乙,1234-5678-9011\n"
        let refused = try await Self.handIn(text, to: dataset, of: site)
        #expect(refused.text.contains("個人番号でないときは、その理由を書いてから"))
        let none = try await Self.releases(site)
        #expect(none.isEmpty)
        let handed = try await Self.handIn(text, [("number2", "備品の番号です。")], to: dataset, of: site)
        #expect(handed.status == .seeOther)
        let release = try #require(try await Self.releases(site).first)
        #expect(release.review.statements == [.init(column: "番号", reason: "備品の番号です。")])
        let finding = release.review.findings.first { $0.title == DataRule.individualNumber.title }
        #expect(finding?.value == "1●●●")
        let page = try await site.client.get(release.path, as: Self.officer).text
        #expect(page.contains("備品の番号です。"))
        #expect(page.contains("2行目の「番号」"))
        let trail = try await site.ward.database.read {
            try $0.value(
                "SELECT COUNT(*) FROM audit WHERE action = 'opendata.release.hand-in' AND details LIKE '%備品の番号です。%'",
                as: Int.self)
        }
        #expect(trail == 1)
    }

    @Test("Nobody says away a column in which nearly all are 個人番号; codes of twelve figures need no word")
    func columns() async throws {
        let (site, dataset) = try await Self.site()
        let codes = (100_000_000_000..<100_000_000_200).map(String.init)
        let valid = codes.filter { FigureProbe.isIndividualNumber($0) }
        let certain = "名称,番号\n" + valid.map { "甲,\($0)\n" }.joined()
        let refused = try await Self.handIn(certain, [("number2", "備品の番号です。")], to: dataset, of: site)
        #expect(refused.text.contains("個人番号の列として、公開できません"))
        let none = try await Self.releases(site)
        #expect(none.isEmpty)
        let report = try await FileCheck.report(
            Array(("名称,番号\n" + codes.map { "甲,\($0)\n" }.joined()).utf8), "a.csv", standard: nil)
        let barring = report.findings.filter(\.isBarring)
        #expect(barring == [])
        let handed = try await Self.handIn(
            "名称,番号\n" + codes.map { "甲,\($0)\n" }.joined(), to: dataset, of: site)
        #expect(handed.status == .seeOther)
        let one = try await Self.releases(site)
        #expect(one.count == 1)
    }

    @Test("The whole of what waits is had by who publishes, and by nobody else")
    func file() async throws {
        let (site, dataset) = try await Self.site()
        let rows = (1...30).map { "\($0),備品\($0)" }
        _ = try await Self.handIn("番号,名称\n" + rows.joined(separator: "\n") + "\n", to: dataset, of: site)
        let release = try #require(try await Self.releases(site).first)
        let page = try await site.client.get(release.path, as: Self.officer)
        #expect(page.text.contains("\(release.path)/file"))
        let file = try await site.client.get("\(release.path)/file", as: Self.officer)
        #expect(file.status == .ok)
        #expect(file.text.contains("30,備品30"))
        let other = try await site.client.get("\(release.path)/file", as: TestPerson(.editor))
        #expect(other.status == .forbidden)
    }

    @Test(
        "What gives wrong values is refused in words that say how to mend it",
        arguments: [
            ("名称,件数,件数,名称\n甲,1,2,乙\n", "違いが分かる名前に変えてください"), ("名称,,件数\n甲,x,1\n", "項目名を入れるか、空の列を削って"),
            ("備品の一覧,,\n令和8年4月,,\n名称,件数,場所\n甲,1,北\n乙,2,南\n", "上の2行を削って"), ("名称,件数\n", "値の行が1つもありません"),
            ("名称,件数\n,\n", "値の行が1つもありません"), ("名称,=1+1\n甲,1\n", "表計算ソフトで数式として動く"),
        ])
    func refused(_ text: String, _ words: String) async throws {
        let (site, dataset) = try await Self.site()
        let answer = try await Self.handIn(text, to: dataset, of: site)
        #expect(answer.text.contains(words))
        let none = try await Self.releases(site)
        #expect(none.isEmpty)
    }

    @Test("A web page that is called a table is told")
    func webPage() async throws {
        let (site, dataset) = try await Self.site()
        let answer = try await Self.handIn(
            "\n<!DOCTYPE html><html><body>a,b</body></html>\n", to: dataset, of: site)
        #expect(answer.text.contains("Webページ（HTML）のファイルです"))
    }

    @Test("Headings that are the same are refused from every hand")
    func doubled() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        await #expect(throws: OpenDataRefusal.self) {
            try await site.ward.database.write {
                _ = try Release.handIn(
                    SampleCatalogue.file([["a", "b"]], heads: ["名称", "名称"]), for: resource, by: stamp, on: $0)
            }
        }
    }

    @Test("A control character that is repaired as proposed does not keep the file from being handed in")
    func controls() async throws {
        let (site, dataset) = try await Self.site()
        let text = "名称,件数\n甲\u{1}乙,1\n"
        let left = try await Self.handIn(text, to: dataset, of: site)
        #expect(left.text.contains("直さなければ公開できない指摘があります"))
        let none = try await Self.releases(site)
        #expect(none.isEmpty)
        let handed = try await Self.handIn(
            text, [("rules", DataRule.brokenCharacters.rawValue)], to: dataset, of: site)
        #expect(handed.status == .seeOther)
        let release = try #require(try await Self.releases(site).first)
        let (original, table) = try await site.ward.database.read {
            (try EvidenceStore.bytes(release.original, on: $0), try release.table(on: $0))
        }
        #expect(original == Array(text.utf8))
        #expect(table.rows.first.map(Array.init) == ["甲乙", "1"])
    }

    @Test("What is done with every file is told as a note, not as something that is wrong")
    func notes() async throws {
        let (site, dataset) = try await Self.site()
        let bytes = try #require(WindowsCharacterSet.encoded("名称,件数\r\n甲,1\n乙,2\r\n"))
        let sent = try await site.client.post(
            "\(dataset.path)/files", as: Self.officer, ["resource": HandingInFields.new], file: "file",
            filename: "goods.csv", bytes: bytes)
        let page = try await site.client.get(try #require(sent.headers[.location]), as: Self.officer).text
        #expect(page.contains("提出のときにUTF-8（BOM付き）に直します。"))
        #expect(page.contains("改行コード: 混在です。提出のときにCRLFに直します。"))
        #expect(!page.contains("UTF-8で公開してください"))
    }

    @Test("Two values of which one has more spaces look different, and a long one is cut")
    func shown() {
        #expect(DataFinding.shown(" 令和7年\u{3000}") == "␣令和7年□")
        #expect(DataFinding.shown("令和\n7年") == "令和↵7年")
        #expect(DataFinding.shown("令和 7年") == "令和 7年")
        #expect(DataFinding.shown("  ") == "␣␣")
        #expect(DataFinding.shown(String(repeating: "あ", count: 300)).unicodeScalars.count == 201)
    }

    @Test("The same file waits once, and an older one does not become public after a newer one")
    func order() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, first) = try await SampleCatalogue.publish(in: site.ward)
        let system = site.ward.stamp(by: .system)
        @Sendable func stamp(_ seconds: Int) -> Stamp { system.moved(to: first.handedAt.adding(seconds: seconds)) }
        let (a, b) = (Array(SampleCatalogue.rows.prefix(2)), Array(SampleCatalogue.rows.prefix(1)))
        let (older, newer) = try await site.ward.database.write { connection in
            (
                try Release.handIn(SampleCatalogue.file(a), for: resource, by: stamp(60), on: connection),
                try Release.handIn(SampleCatalogue.file(b), for: resource, by: stamp(61), on: connection)
            )
        }
        await #expect(throws: OpenDataRefusal.alreadyWaiting) {
            try await site.ward.database.write {
                _ = try Release.handIn(SampleCatalogue.file(b), for: resource, by: stamp(62), on: $0)
            }
        }
        try await site.ward.database.write { try newer.publish(by: stamp(120), on: $0) }
        let page = try await site.client.get(older.path, as: Self.officer).text
        #expect(page.contains("最新の版が古い内容に戻ります"))
        await #expect(throws: OpenDataRefusal.olderThanPublished) {
            try await site.ward.database.write { try older.publish(by: stamp(180), on: $0) }
        }
    }
}

/// Twelve figures whose last is the check digit.
private enum FigureProbe {
    static func isIndividualNumber(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { CheckDigit.individualNumber.holds($0) }
    }
}
