import Documents
import Testing

@testable import Notices

@Suite("Telling rosters, articles and minutes apart")
struct BodyKindTests {
    @Test("Articles are told from everything else")
    func articles() {
        for fixture in ArticleFixtures.all {
            #expect(BodyReader.articleScore(fixture.document) >= BodyReader.kindScoreMin)
        }
        for fixture in RosterFixtures.all {
            #expect(BodyReader.articleScore(fixture.document) < BodyReader.kindScoreMin)
        }
        for document in MinutesFixtures.all { #expect(BodyReader.articleScore(document) < BodyReader.kindScoreMin) }
        #expect(BodyReader.articleScore(plan) < BodyReader.kindScoreMin)
    }

    @Test("Minutes are told from everything else")
    func minutes() {
        for document in MinutesFixtures.all { #expect(BodyReader.minutesScore(document) >= BodyReader.kindScoreMin) }
        for fixture in ArticleFixtures.all {
            #expect(BodyReader.minutesScore(fixture.document) < BodyReader.kindScoreMin)
        }
        for fixture in RosterFixtures.all {
            #expect(BodyReader.minutesScore(fixture.document) < BodyReader.kindScoreMin)
        }
        #expect(BodyReader.minutesScore(plan) < BodyReader.kindScoreMin)
    }

    @Test("A roster is told from a plan that mentions bodies")
    func rosters() {
        for fixture in RosterFixtures.all where !fixture.sittings.isEmpty && !fixture.name.contains("plan") {
            #expect(BodyReader.rosterScore(fixture.document) >= BodyReader.kindScoreMin, "\(fixture.name)")
        }
        #expect(BodyReader.rosterScore(plan) < BodyReader.kindScoreMin)
    }

    @Test("A plan seats nobody and holds no meeting")
    func nothingInvented() {
        #expect(BodyReader.roster(plan).bodies.isEmpty)
        #expect(BodyReader.articles(plan).bodies.isEmpty)
    }

    private let plan = BodyDocuments.text(
        """
        みどり区情報化計画（令和6年度）
        第1章　計画の推進
        1　推進体制
        計画の推進に当たっては、情報化推進委員会において進捗を管理する。
        委員長は必要に応じて報告を求める。
        2　取組
        (1) 電子申請の拡大
        担当課　情報政策課
        令和6年度中に対象を拡大する。
        (2) 予約の導入
        所管部署：市民課
        令和7年1月から予約を開始する。
        取組\t担当課\t時期
        端末の更新\t総務課\t令和6年度
        研修\t人事課\t令和7年度
        """)
}
