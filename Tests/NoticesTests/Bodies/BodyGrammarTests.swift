import Documents
import Testing

@testable import Notices

@Suite("How bodies are told in articles, lists and running text")
struct BodyGrammarTests {
    private static func posts(_ reading: BodyReading, _ place: Int = 0) -> [String] {
        guard reading.bodies.indices.contains(place) else { return [] }
        return reading.bodies[place].seats.map { "\($0.role) \($0.post ?? $0.category ?? "")" }
    }

    @Test("A body that the purpose names is the one of its title, though the articles set up another below it")
    func purpose() {
        let reading = BodyReader.articles(
            BodyDocuments.text(
                """
                沢渡市景観懇話会規則
                第1条　この規則は、附属機関条例第2条の規定に基づき、景観懇話会（以下「懇話会」という。）の組織に関し必要な事項を定める。
                第2条　懇話会の座長は、副市長をもって充てる。
                第3条　懇話会に、屋外広告部会を置く。
                """))
        #expect(reading.bodies.map(\.name) == ["沢渡市景観懇話会", "屋外広告部会"])
        #expect(Self.posts(reading) == ["leader 副市長"])
    }

    @Test("Each of two bodies in a sentence keeps what it is called from here on")
    func aliases() {
        let found = ArticleBodies.namesSetUp(
            in: "本市に、沢渡市祭り実行委員会（以下「実行委員会」という。）及び沢渡市祭り庁内会議（以下「庁内会議」という。）を置く。")
        #expect(found.map(\.name) == ["沢渡市祭り実行委員会", "沢渡市祭り庁内会議"])
        #expect(found.map(\.alias) == ["実行委員会", "庁内会議"])
    }

    @Test("Who presides is one who sits already, and whom somebody chooses is nobody")
    func roles() {
        #expect(RoleClause.clauses(in: "議長は、会長が務める。").flatMap(\.members).isEmpty)
        let members = RoleClause.clauses(in: "委員は、総務課長及び市長が特に必要であると認めた職員をもって充てる。").flatMap(\.members)
        #expect(members.map(\.post) == ["総務課長"])
    }

    @Test("Sections without 条 are articles under a title of rules alone")
    func sections() {
        let lines = ["沢渡市空地対策会議設置要領", "１　目　的", "空地を減らす。", "２　組　織", "会長は、副市長とする。", "３　庶　務"]
        #expect(ArticleText.isSectioned(lines))
        #expect(!ArticleText.isSectioned(Array(lines.dropFirst())))
        #expect(!ArticleText.isSectioned(["沢渡市空地活用補助金交付要領", "１　目的", "２　対象", "３　手続"]))
        #expect(ArticleText.sectionHead("２　組織は、次のとおりとする。", after: 1) == nil)
    }

    @Test("A text that amends gives the articles it writes anew, and no words of its instructions")
    func amending() {
        let reading = BodyReader.articles(
            BodyDocuments.text(
                """
                沢渡市防犯会議規程の一部を改正する規程
                沢渡市防犯会議規程の一部を次のように改正する。
                第2条第3項を次のように改める。
                3　会長は、市長をもって充てる。
                第4条中「総務課長」を「危機管理課長」に改める。
                """))
        #expect(reading.bodies.map(\.name) == ["沢渡市防犯会議"])
        #expect(Self.posts(reading) == ["leader 市長"])
    }

    @Test("Marks beside members mean what the legend says, wherever they stand")
    func marks() {
        let reading = BodyReader.roster(
            BodyDocuments.text(
                """
                沢渡市図書館協議会委員名簿
                氏名\t所属
                ◎沢渡　一郎\t沢渡大学教授
                浜田　次郎○\t沢渡商工会議所専務理事
                沢渡　花子\t沢渡読書会代表
                ◎は会長、○は副会長
                """))
        #expect(Self.posts(reading) == ["leader 沢渡大学教授", "deputy 沢渡商工会議所専務理事", "member 沢渡読書会代表"])
        #expect(SeatMarks(SeatRow.rows(of: BodyDocuments.text("○委員長"))).isEmpty)
    }

    @Test("What columns hold is told by their cells where the heads say little")
    func columns() {
        let rows = SeatRow.rows(
            of: BodyDocuments.text("班名\t職\t担う者\n窓口班\t班長\t市民課長\n\t班員\t税務課係長"))
        #expect(SeatColumns(head: rows[0].cells)?.settled(by: rows[1...]).kinds == [.body, .role, .post])
    }

    @Test("市長を本部長とし、〜を本部員とする「本部」: who stands before each word for a role sits in what is named behind")
    func prose() {
        let reading = BodyReader.roster(
            BodyDocuments.text("市長を本部長、副市長を副本部長とし、総務部長及び環境部長を本部員とする「沢渡市脱炭素本部」を置きます。"))
        #expect(reading.bodies.map(\.name) == ["沢渡市脱炭素本部"])
        #expect(
            Self.posts(reading) == ["leader 市長", "deputy 副市長", "member 総務部長", "member 環境部長"])
        #expect(ProseBodies.onlySeats("市長を本部長とし、各部長を本部員とします。"))
        #expect(!ProseBodies.onlySeats("市長を本部長とする本部を設け、歳出を削減します。"))
    }

    @Test("A town in hiragana at the beginning of a post holds no particle")
    func hiragana() {
        #expect(PostWord.isPost("ささがはら保育園園長"))
        #expect(!PostWord.isPost("委員会は総務課長"))
        #expect(!PostWord.isPost("市長が指名する部長"))
    }

    @Test("How a plan is carried out is no initiative, and 体制 beside something else is no such title")
    func steering() {
        #expect(SectionTitle.isSteering("計画の推進体制"))
        #expect(!SectionTitle.isSteering("相談体制の整備"))
        #expect(!SectionTitle.isNever("相談体制・見守り網の強化"))
        #expect(SectionTitle.isNever("推進体制と進行管理"))
    }
}
