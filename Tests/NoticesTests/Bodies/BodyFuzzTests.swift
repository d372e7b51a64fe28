import Documents
import RandomTesting
import Testing

@testable import Notices

@Suite("Rosters, articles and minutes out of shape")
struct BodyFuzzTests {
    private let seed = TestSeed.fresh

    /// What documents of these kinds are made of.
    private static let pieces = [
        "委員長", "副委員長", "委員", "委　員", "オブザーバー", "事務局", "計", "名", "人", "総務部長", "課長", "山田太郎", "山田　太郎", "学識経験者", "公募区民",
        "（", "）", "(", ")", "【", "】", "、", "。", "：", "\t", "\u{3000}", "  ", "〃", "同上", "No.", "役職", "職名", "氏名", "第",
        "条", "１", "2", "(1)", "一",
        "をもって充てる", "は、", "に", "別表", "（第３条関係）", "附則", "を設置する", "情報化委員会", "(以下「委員会」という。)", "議事録", "第3回", "日時", "出席者",
        "決定した。", "○",
        "区長", "令和6年4月1日", "|", "｜", "\u{0000}", "\u{FEFF}", "👩‍👩‍👧", "ﾃﾞ", "か\u{3099}", "-", "・", "",
    ]

    private func document(using generator: inout SeededGenerator, lines count: Int) -> PlacedDocument {
        let lines = (1...count).map { number in
            let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                Self.pieces.randomElement(using: &generator) ?? ""
            }
            .joined()
            let isCell = generator.chance(1, in: 4)
            let cell = CellPlace(
                table: Int.random(in: 0...3, using: &generator), row: Int.random(in: -1...5, using: &generator),
                column: Int.random(in: -1...70, using: &generator), rowSpan: Int.random(in: -1...4, using: &generator),
                columnSpan: Int.random(in: -1...90, using: &generator))
            return PlacedLine(text: text, place: DocumentPlace(line: number), cell: isCell ? cell : nil)
        }
        return PlacedDocument(format: .docx, lines: lines)
    }

    @Test("Any lines are read, and what is read stands in them")
    func anyLines() {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let document = document(using: &generator, lines: Int.random(in: 1...40, using: &generator))
            let numbers = Set(document.lines.map(\.place.line))
            for reading in [BodyReader.roster(document), BodyReader.articles(document)] {
                for seat in reading.bodies.flatMap(\.seats) {
                    #expect(numbers.contains(seat.line), "seed \(seed)")
                    #expect(seat.count >= 0, "seed \(seed)")
                    #expect((seat.post == nil) != (seat.category == nil), "seed \(seed)")
                    #expect(
                        seat.post?.contains("太郎") != true, "seed \(seed): \(seat) of \(document.lines.map(\.text))")
                }
            }
            for meeting in BodyReader.minutes(document).meetings {
                #expect(numbers.contains(meeting.line), "seed \(seed)")
            }
            #expect((0...1).contains(BodyReader.articleScore(document)), "seed \(seed)")
            #expect((0...1).contains(BodyReader.minutesScore(document)), "seed \(seed)")
            #expect((0...1).contains(BodyReader.rosterScore(document)), "seed \(seed)")
        }
    }

    @Test("The same document is read the same twice")
    func repeatable() {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let document = document(using: &generator, lines: 30)
            #expect(BodyReader.roster(document) == BodyReader.roster(document), "seed \(seed)")
            #expect(BodyReader.articles(document) == BodyReader.articles(document), "seed \(seed)")
            #expect(BodyReader.minutes(document) == BodyReader.minutes(document), "seed \(seed)")
        }
    }

    @Test("A document of many rosters gives as many bodies as are read at most, and no more")
    func many() {
        let one = "情報化推進委員会名簿\n委員長\t副市長\n委員\t総務部長\n\n本文である。\n"
        let reading = BodyReader.roster(BodyDocuments.text(String(repeating: one, count: 400)))
        #expect(reading.bodies.count == SeatReader.bodiesMax)
    }

    @Test("One line without an end, brackets without a close and ten thousand tabs are no trouble")
    func longLines() {
        for text in [
            String(repeating: "委員長　総務部長、", count: 20_000), String(repeating: "（", count: 50_000),
            "委員\t" + String(repeating: "総務部長\t", count: 10_000), String(repeating: "第1条 ", count: 20_000),
            String(repeating: "委 ", count: 1_300), String(repeating: "○委員：", count: 20_000),
        ] {
            let document = BodyDocuments.text("情報化委員会名簿\n" + text)
            #expect(BodyReader.roster(document).bodies.count <= 1)
            #expect(BodyReader.articles(document).bodies.count <= 1)
            #expect(BodyReader.minutes(document).meetings.count <= 1)
        }
    }
}
