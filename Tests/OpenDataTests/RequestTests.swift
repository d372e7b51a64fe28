import HTTPTypes
import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData
@testable import Site

@Suite("Requests of residents")
struct RequestTests {
    private static let officer = TestPerson(.dataOfficer)
    private static let wish = "街路灯の場所がほしいです。\n見本 太郎、電話 00-0000-0000。"
    private static let answer = ["outcome": "planned", "answer": "来月に公開します。"]

    private static func asked() async throws -> (site: TestSite, request: DataRequest) {
        let site = try await SampleCatalogue.site()
        let stamp = site.ward.stamp(by: .system)
        let request = try await site.ward.database.write {
            try DataRequest.ask(wish, purpose: nil, client: "c", by: stamp, on: $0)
        }
        return (site, request)
    }

    private static func page(_ site: TestSite, _ query: String = "") async throws -> String {
        try await site.client.get("/opendata/requests\(query)", as: nil).text
    }

    @Test("A 個人番号 is taken neither from who asks nor from who answers")
    func numbers() async throws {
        let (site, request) = try await Self.asked()
        let wish = "私の番号は1234-5678-9018です。"
        let browser = TestBrowser(site.client)
        let asked = try await browser.post(
            RequestListPage.path, from: RequestListPage.path, [("wish", wish), ("purpose", "")])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("「公開してほしいデータ」に、個人番号（マイナンバー）らしい12桁の数字があります。"))
        #expect(asked.text.contains(wish))
        let answered = try await site.client.post(
            "\(request.path)/answer", as: Self.officer, ["outcome": "planned", "answer": wish])
        #expect(answered.status == .unprocessableContent)
        let count = try await site.ward.database.read { try DataRequest.list("", on: $0).count }
        #expect(count == 1)
    }

    @Test("What names somebody is hidden in public, also from its search, and stays inside; both are read before")
    func hidden() async throws {
        let (site, request) = try await Self.asked()
        let form = Self.answer.merging(["hidden": "見本 太郎\n00-0000-0000"]) { $1 }
        let asked = try await site.client.post("\(request.path)/answer", as: Self.officer, form)
        #expect(asked.text.contains("（個人に関することを伏せました）、電話 （個人に関することを伏せました）。"))
        #expect(asked.text.contains("来月に公開します。"))
        let done = try await site.client.confirming("\(request.path)/answer", as: Self.officer, form)
        #expect(done.status == .seeOther)
        let shown = try await Self.page(site)
        #expect(shown.contains("街路灯の場所がほしいです。"))
        #expect(shown.contains("（個人に関することを伏せました）"))
        #expect(!shown.contains("太郎"))
        #expect(!shown.contains("00-0000-0000"))
        let found = try await Self.page(site, "?q=\(PercentCoding.encoded("太郎"))")
        #expect(!found.contains("街路灯の場所がほしいです。"))
        let staff = try await site.client.get(request.path, as: Self.officer).text
        #expect(staff.contains("見本 太郎、電話 00-0000-0000。"))
    }

    @Test("What is to be hidden and does not stand in the wish is refused by name")
    func missing() async throws {
        let (site, request) = try await Self.asked()
        let answer = try await site.client.post(
            "\(request.path)/answer", as: Self.officer, Self.answer.merging(["hidden": "見本 太朗"]) { $1 })
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("「見本 太朗」は、要望の文にありません。"))
    }

    @Test(
        "Of parts that overlap or touch, the longest is hidden, and nothing is looked for in what stands in its place",
        arguments: [
            (["花子"], "見本 花子です", "見本 ※です"), (["見本 花子", "花子"], "見本 花子と花子", "※と※"),
            (["見本", "花子"], "見本花子です", "※です"), (["個人"], "個人と伏", "※と伏"), ([], "見本", "見本"), (["花子"], "花子", "※"),
            (["a", "b"], "xab", "x※"), (["花子 090", "090-1234-5678"], "見本花子 090-1234-5678です", "見本※です"),
            (["aba"], "xababax", "x※x"),
        ] as [([String], String, String)])
    func hiding(words: [String], text: String, shown: String) {
        let expected = shown.split(separator: "※", omittingEmptySubsequences: false)
            .joined(separator: HiddenWords.mark)
        #expect(HiddenWords.hiding(words, in: text) == expected)
    }

    @Test("One that cannot be published is closed: nobody reads its words, and its reason is kept")
    func closed() async throws {
        let (site, request) = try await Self.asked()
        let empty = try await site.client.post("\(request.path)/close", as: Self.officer)
        #expect(empty.status == .unprocessableContent)
        let form = ["closedReason": "個人の相談のため、電話で答えました。"]
        let other = try await site.client.post("\(request.path)/close", as: TestPerson(.editor), form)
        #expect(other.status == .forbidden)
        let done = try await site.client.confirming("\(request.path)/close", as: Self.officer, form)
        #expect(done.status == .seeOther)
        let shown = try await Self.page(site)
        #expect(shown.contains("公開せずに終えた要望"))
        #expect(shown.contains("待っている要望はありません。"))
        #expect(!shown.contains("街路灯"))
        #expect(!shown.contains("電話で答えました"))
        let staff = try await site.client.get(request.path, as: Self.officer).text
        #expect(staff.contains("電話で答えました"))
        let late = try await site.client.post("\(request.path)/answer", as: Self.officer, Self.answer)
        #expect(late.status == .conflict)
        let duties = try await site.client.get("/", as: Self.officer).text
        #expect(!duties.contains("要望1"))
    }

    @Test("A correction says so in public with its day, and what stood before stays in the record")
    func corrected() async throws {
        let (site, request) = try await Self.asked()
        let early = try await site.client.post("\(request.path)/correct", as: Self.officer, Self.answer)
        #expect(early.status == .conflict)
        _ = try await site.client.confirming("\(request.path)/answer", as: Self.officer, Self.answer)
        let form = ["outcome": "refused", "answer": "公開できません。", "hidden": "見本 太郎"]
        let done = try await site.client.confirming("\(request.path)/correct", as: Self.officer, form)
        #expect(done.status == .seeOther)
        let shown = try await Self.page(site)
        #expect(shown.contains("訂正（\(site.ward.clock.today.japanese)）"))
        #expect(shown.contains("公開できません。"))
        #expect(!shown.contains("来月に公開します。"))
        #expect(!shown.contains("太郎"))
        let staff = try await site.client.get(request.path, as: Self.officer).text
        #expect(staff.contains("以前に公開した回答"))
        #expect(staff.contains("来月に公開します。"))
    }

    @Test(
        "An answer that is taken back leaves the public with its wish, and waits for another",
        arguments: TestDatabases.all)
    func withdrawn(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let site = try TestSite(
                Ward.tested(database, clock: .fixed(TestSite.moment)),
                modules: [OpenDataModule(files: SampleCatalogue.files)])
            let stamp = site.ward.stamp(by: .system)
            let request = try await database.write { connection in
                let asked = try DataRequest.ask(Self.wish, purpose: nil, client: nil, by: stamp, on: connection)
                try asked.answer(RequestAnswer(outcome: .planned, words: "来月に公開します。"), by: stamp, on: connection)
                try DataRequest.known(asked.id, on: connection).withdrawAnswer("名前があった", by: stamp, on: connection)
                return try DataRequest.known(asked.id, on: connection)
            }
            #expect(request.isWaiting)
            let waiting = try await Self.page(site)
            #expect(waiting.contains("公開した回答を取り下げました。"))
            #expect(!waiting.contains("街路灯"))
            #expect(!waiting.contains("来月に公開します。"))
            let (kept, again) = try await database.write { connection in
                try request.answer(
                    RequestAnswer(outcome: .refused, words: "できません。", hiding: ["見本 太郎"]), by: stamp, on: connection)
                return (
                    try EarlierAnswer.of(request, on: connection), try DataRequest.known(request.id, on: connection)
                )
            }
            #expect(kept.map(\.withdrawnReason) == ["名前があった"])
            #expect(kept.map(\.answer) == ["来月に公開します。"])
            #expect(again.correctedOn == stamp.today)
            #expect(again.withdrawnOn == nil)
        }
    }
}
