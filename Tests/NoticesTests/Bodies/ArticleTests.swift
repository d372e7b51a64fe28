import Documents
import Testing

@testable import Notices

@Suite("Texts in articles")
struct ArticleTests {
    @Test("Posts by 充てる, items and annexes are seats; sub-bodies have their own", arguments: ArticleFixtures.all)
    func sittings(fixture: BodyFixture) {
        #expect(BodyReader.articles(fixture.document).sittings == fixture.sittings)
    }

    @Test("What a body is charged with is its remit, item by item")
    func remit() {
        let reading = BodyReader.articles(ArticleFixtures.all[0].document)
        #expect(reading.remits.map(\.body) == ["町情報化推進委員会"])
        #expect(reading.remits.first?.items.map(\.text) == ["計画の策定に関すること", "進捗の管理に関すること"])
        #expect(reading.remits.first?.items.map(\.line) == [8, 9])
    }

    @Test(
        "Every line of articles is accounted for, supplementary provisions and annexes too",
        arguments: ArticleFixtures.all)
    func ledger(fixture: BodyFixture) {
        let ledger = BodyReader.articles(fixture.document).ledger
        let unread = ledger.unread(in: fixture.document).filter { !$0.text.isEmpty }
        #expect(unread.map(\.text) == [])
    }

    @Test("A 附則 with its date is an article and no deadline")
    func supplement() {
        let ledger = BodyReader.articles(ArticleFixtures.all[0].document).ledger
        #expect(ledger[23] == .setAside(.article))
    }

    @Test("A mention of an article opens none: 第3条各号, 第3条の規定")
    func mentions() {
        #expect(ArticleText.articleHead("第3条各号に掲げる者") == nil)
        #expect(ArticleText.articleHead("第3条の規定により") == nil)
        #expect(ArticleText.articleHead("第3条の2　委員は") != nil)
        #expect(ArticleText.articleHead("第十二条（組織）委員会は")?.number == 12)
        #expect(ArticleText.articleHead("第3条 各部の") != nil)
    }

    @Test("Who is only pointed at sits nowhere: 互選, 指名, 必要と認める者")
    func pointed() {
        let document = BodyDocuments.text(
            """
            区情報化会議要綱
            第1条　区情報化会議を設置する。
            第2条　委員は、職員の中から区長が指名する。
            2　会長は、委員の互選による。
            3　会長は、必要と認める者を出席させることができる。
            """)
        let reading = BodyReader.articles(document)
        #expect(reading.bodies.map(\.name) == ["区情報化会議"])
        #expect(reading.bodies.flatMap(\.seats).isEmpty)
    }
}
