import Documents
import Japanese
import Testing

@testable import Notices

@Suite("What people decide about lines")
struct LineDecisionTests {
    private static let plan = """
        令和6年度デジタル化の取組について
        1 窓口の見直し
        (1) 書かない窓口
        区役所の窓口に書かない窓口を令和6年9月までに導入する。
        (2) オンライン申請
        子育ての手続をオンラインで申請できるようにする。
        担当課 区民課
        案内板の整備
        案内板は置き換えを予定
        2 人材の取組
        (1) 職員の研修
        職員の研修を令和6年12月に実施する。
        """

    private func review(
        of text: String = plan, kind: DocumentKind? = nil, columns: [String: [PlanColumn]] = [:],
        _ decisions: (String, LineDecision.Change)...
    ) throws -> NoticeReview {
        let source = try NoticeSource(bytes: Array(text.utf8))
        let bare = NoticeReader.review(source, name: "通知.txt", byteCount: text.utf8.count, decisions: .none)
        let lines = try decisions.map { words, change in
            let line = try #require(bare.lines.first { $0.text.contains(words) }, "no line says \(words)")
            return LineDecision(try #require(line.key), change)
        }
        return NoticeReader.review(
            source, name: "通知.txt", byteCount: text.utf8.count,
            decisions: ReadingDecisions(kind: kind, lines: lines, columns: columns))
    }

    private func key(_ words: String, in text: String = plan) throws -> LineKey {
        let source = try NoticeSource(bytes: Array(text.utf8))
        let review = NoticeReader.review(source, name: "", byteCount: 0, decisions: .none)
        return try #require(review.lines.first { $0.text.contains(words) }?.key)
    }

    @Test("Without decisions a document is read as before")
    func none() throws {
        let read = try NoticeReader.read(bytes: Array(Self.plan.utf8), name: "通知.txt")
        #expect(try review().reading == read)
    }

    @Test("A line that a person calls an initiative is one, beside those around it, and takes what stands below it")
    func initiative() throws {
        let titles = try review(("案内板の整備", .role(.initiative))).reading.initiatives.map(\.title)
        #expect(titles.contains("案内板の整備"))
        #expect(titles.contains("書かない窓口"))
        #expect(titles.contains("オンライン申請"))
        #expect(titles.firstIndex(of: "案内板の整備") == titles.firstIndex(of: "オンライン申請").map { $0 + 1 })
    }

    @Test("A line that a person calls a promise is one promise, whatever its verb")
    func promise() throws {
        let review = try review(
            ("案内板の整備", .role(.initiative)), ("置き換えを予定", .role(.promise)))
        let initiative = try #require(review.reading.initiatives.first { $0.title == "案内板の整備" })
        #expect(initiative.promises.map(\.text) == ["案内板は置き換えを予定"])
        let line = try #require(review.lines.first { $0.text.contains("置き換えを予定") })
        #expect(line.account == .used(.promise))
        #expect(line.role == .promise)
    }

    @Test("A sentence that a person calls mere text promises nothing")
    func text() throws {
        let before = try review().reading.initiatives.first { $0.title == "書かない窓口" }
        #expect(before?.promises.count == 1)
        let after = try review(("導入する。", .role(.text)), ("(1) 書かない窓口", .role(.initiative)))
        let initiative = try #require(after.reading.initiatives.first { $0.title == "書かない窓口" })
        #expect(initiative.promises.isEmpty)
        #expect(initiative.paragraphs.map(\.text) == ["区役所の窓口に書かない窓口を令和6年9月までに導入する。"])
    }

    @Test("A line that a person takes out is set aside and read as nothing")
    func ignored() throws {
        let review = try review(("オンラインで申請", .role(.ignore)))
        let promises = review.reading.initiatives.flatMap(\.promises).map(\.text)
        #expect(!promises.contains { $0.contains("オンラインで申請") })
        let line = try #require(review.lines.first { $0.text.contains("オンラインで申請") })
        #expect(line.account == .setAside(.ignored))
    }

    @Test("A heading that a person names is a heading and no initiative; those below it stay initiatives")
    func heading() throws {
        let review = try review(("2 人材の取組", .role(.heading)))
        let titles = review.reading.initiatives.map(\.title)
        #expect(titles.contains("職員の研修"))
        #expect(!titles.contains("人材の取組"))
    }

    @Test("A section that stands alone belongs to the initiative above when a person says so")
    func unit() throws {
        let text = Self.plan.replacing("担当課 区民課", with: "子育て応援チーム")
        let review = try review(of: text, ("子育て応援チーム", .role(.unit)))
        let initiative = try #require(review.reading.initiatives.first { $0.title == "オンライン申請" })
        #expect(initiative.units == ["子育て応援チーム"])
    }

    @Test("Two lines that a person joins are read as one, and the second is accounted for with the first")
    func joined() throws {
        let text = Self.plan.replacing(
            "職員の研修を令和6年12月に実施する。", with: "職員の研修を\n\n令和6年12月に実施する。")
        let review = try review(of: text, ("令和6年12月に", .joined))
        let promise = try #require(review.reading.initiatives.last?.promises.first)
        #expect(promise.text == "職員の研修を令和6年12月に実施する。")
        let line = try #require(review.lines.first { $0.text.hasPrefix("令和6年12月に") })
        #expect(line.host == review.lines.first { $0.text == "職員の研修を" }?.number)
        #expect(line.account == .used(.promise))
        #expect(review.unmatched.isEmpty)
    }

    @Test("A line that a person splits is two lines, and decisions name each of them")
    func split() throws {
        let text = Self.plan.replacing("(1) 職員の研修", with: "(1) 職員の研修 (2) 端末の更新")
        let first = try review(of: text, ("端末の更新", .split(before: "(2)")))
        let pieces = first.lines.filter { $0.text.hasPrefix("(1) 職員") || $0.text.hasPrefix("(2) 端末") }
        #expect(pieces.map(\.text) == ["(1) 職員の研修", "(2) 端末の更新"])
        #expect(pieces.map(\.key?.isPiece) == [false, true])
        let source = try NoticeSource(bytes: Array(text.utf8))
        let whole = try #require(pieces[0].key)
        let piece = try #require(pieces[1].key)
        let second = NoticeReader.review(
            source, name: "", byteCount: 0,
            decisions: ReadingDecisions(lines: [
                LineDecision(whole, .split(before: "(2)")), LineDecision(piece, .role(.initiative)),
            ]))
        #expect(second.reading.initiatives.map(\.title).contains("端末の更新"))
        #expect(second.reading.ledger.count == first.reading.ledger.count)
    }

    @Test("An initiative is called what a person calls it")
    func renamed() throws {
        let titles = try review(("(1) 書かない窓口", .renamed("書かない窓口の全区展開"))).reading.initiatives.map(\.title)
        #expect(titles.first == "書かない窓口の全区展開")
    }

    @Test("A promise that a person moves belongs to the other initiative, and only to it")
    func moved() throws {
        let review = try review(("職員の研修を令和6年12月", .moved(to: key("(1) 書かない窓口"))))
        let from = try #require(review.reading.initiatives.first { $0.title == "職員の研修" })
        let to = try #require(review.reading.initiatives.first { $0.title == "書かない窓口" })
        #expect(from.promises.isEmpty)
        #expect(to.promises.map(\.text).last == "職員の研修を令和6年12月に実施する。")
    }

    @Test("Bodies, members and their secretariat are what a person says; names of people are not kept")
    func bodies() throws {
        let text = Self.plan + "\n推進の体制\nまちづくり応援隊\n総務部長 山田 太郎\n情報政策課で庶務を扱う"
        let review = try review(
            of: text, ("まちづくり応援隊", .role(.body)), ("総務部長", .role(.member)),
            ("情報政策課で", .role(.secretariat)))
        let body = try #require(review.reading.bodies.first { $0.name == "まちづくり応援隊" })
        #expect(body.seats.map(\.post) == ["総務部長"])
        #expect(body.computedTotal == 1)
        #expect(!body.secretariat.isEmpty)
        #expect(review.homeless.isEmpty)
        let line = try #require(review.lines.first { $0.text.hasPrefix("総務部長") })
        #expect(line.account == .used(.member))
    }

    @Test("A member over whom no body stands is told, and nobody is seated")
    func homeless() throws {
        let review = try review(("案内板の整備", .role(.member)))
        #expect(review.homeless.count == 1)
        #expect(review.reading.bodies.isEmpty)
    }

    @Test("A decision holds in the next edition, wherever its line stands there, and is told when the line is gone")
    func nextEdition() throws {
        let decision = LineDecision(try key("案内板の整備"), .role(.initiative))
        let gone = LineDecision(LineKey(text: "ない行", occurrence: 1), .role(.ignore))
        let next = "お知らせ\n\n" + Self.plan.replacing("案内板の整備", with: "案内板の　整備")
        let review = NoticeReader.review(
            try NoticeSource(bytes: Array(next.utf8)), name: "", byteCount: 0,
            decisions: ReadingDecisions(lines: [decision, gone]))
        #expect(review.lines.first { $0.text.contains("案内板の　整備") }?.role == .initiative)
        #expect(review.unmatched == [gone])
    }

    @Test("Of lines that say the same, the one is meant that was decided on")
    func occurrences() throws {
        let text = "題名について\n同上\n同上\n同上"
        let source = try NoticeSource(bytes: Array(text.utf8))
        let second = LineKey(text: "同上", occurrence: 2)
        let review = NoticeReader.review(
            source, name: "", byteCount: 0,
            decisions: ReadingDecisions(lines: [LineDecision(second, .role(.ignore))]))
        #expect(review.lines.map(\.role) == [nil, nil, .ignore, nil])
    }

    @Test("A key is written and read again without loss", arguments: ["1:(1)窓口", "12:a:b", "+3:端末の更新"])
    func keys(_ text: String) {
        #expect(LineKey(text)?.description == text)
    }

    @Test("What is no key is none", arguments: ["", "窓口", "0:窓口", "1:", "x:窓口"])
    func noKeys(_ text: String) {
        #expect(LineKey(text) == nil)
    }

    @Test("The kind that a person names holds: minutes that are called a plan have initiatives")
    func kind() throws {
        let text = "会議録\n" + Self.plan
        #expect(try review(of: text).reading.kind == .minutes)
        let plan = try review(of: text, kind: .plan).reading
        #expect(plan.kind == .plan)
        #expect(plan.initiatives.map(\.title).contains("書かない窓口"))
    }

    @Test("Numbers found stand beside numbers read")
    func counts() throws {
        let counts = try review().counts
        #expect(counts.numberedHeadings == 5)
        #expect(counts.numberedInitiatives == 3)
        #expect(counts.datesRead == 2)
        #expect(counts.datesFound >= 2)
        #expect(counts.filledLines == 12)
        let ignored = try review(("案内板は置き換え", .role(.ignore))).counts
        #expect(ignored.filledLines == 12)
    }
}
