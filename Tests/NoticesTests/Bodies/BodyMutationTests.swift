import Documents
import RandomTesting
import Testing

@testable import Notices

/// Changes that a careful reader does not notice change no seat.
@Suite("Rosters, changed as people change them")
struct BodyMutationTests {
    @Test(
        "Columns in another order",
        arguments: RosterFixtures.tabs.filter { !$0.name.contains("body") && !$0.name.contains("bodies") })
    func swappedColumns(fixture: BodyFixture) {
        var generator = SeededGenerator(seed: 20_260_401)
        for _ in 0..<5 {
            var rows = fixture.document.lines.map { $0.text.split(separator: "\t", omittingEmptySubsequences: false) }
            let width = rows.map(\.count).max() ?? 0
            guard width > 2 else { return }
            let order = (0..<width).shuffled(using: &generator)
            for index in rows.indices where rows[index].count > 1 {
                rows[index] += Array(repeating: "", count: width - rows[index].count)
                rows[index] = order.map { rows[index][$0] }
            }
            let swapped = BodyDocuments.text(rows.map { $0.joined(separator: "\t") }.joined(separator: "\n"))
            #expect(BodyReader.roster(swapped).sittings == fixture.sittings, "\(order)")
        }
    }

    @Test("Labels spread: 委員長 → 委　員　長", arguments: RosterFixtures.all)
    func spreadLabels(fixture: BodyFixture) {
        var document = fixture.document
        for index in document.lines.indices {
            let text = document.lines[index].text
            for label in ["委員長", "副委員長", "座長", "部会長", "部会員", "役職", "職名", "氏名"] {
                if text == label {
                    document.lines[index].text = label.map(String.init).joined(separator: "\u{3000}")
                } else if text.contains("\t") {
                    let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                    document.lines[index].text = cells.map { cell in
                        cell == label ? label.map(String.init).joined(separator: "\u{3000}") : cell
                    }.joined(separator: "\t")
                }
            }
        }
        #expect(BodyReader.roster(document).sittings == fixture.sittings)
    }

    @Test("Honorifics behind names", arguments: RosterFixtures.all.filter { !$0.people.isEmpty })
    func honorifics(fixture: BodyFixture) {
        var document = fixture.document
        for index in document.lines.indices {
            for given in ["太郎", "次郎", "三郎", "四郎", "一郎", "花子", "美咲", "健太"] {
                guard !document.lines[index].text.contains(given + "氏") else { continue }
                document.lines[index].text = document.lines[index].text.replacing(given, with: given + "氏")
            }
        }
        #expect(BodyReader.roster(document).sittings == fixture.sittings)
    }

    @Test("A page that ends in the middle", arguments: RosterFixtures.all)
    func pageBreaks(fixture: BodyFixture) {
        for place in stride(from: 1, to: fixture.document.lines.count, by: 2)
        where fixture.document.lines[place].cell == nil {
            var document = fixture.document
            let foot = PlacedLine(
                text: "- 3 -", place: DocumentPlace(line: 9_000, page: 1), part: .pageFoot)
            let head = PlacedLine(
                text: "情報化推進計画", place: DocumentPlace(line: 9_001, page: 2), part: .pageHead)
            document.lines.insert(contentsOf: [foot, head], at: place)
            #expect(BodyReader.roster(document).sittings == fixture.sittings, "\(place)")
        }
    }

    @Test("Figures and brackets in the other width", arguments: RosterFixtures.all + ArticleFixtures.all)
    func widths(fixture: BodyFixture) {
        func other(_ text: String, narrow: Bool) -> String {
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { scalar in
                        switch scalar.value {
                        case 0x30...0x39 where !narrow: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
                        case 0xFF10...0xFF19 where narrow: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                        case 0xFF08 where narrow, 0xFF09 where narrow: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                        case 0x28 where !narrow, 0x29 where !narrow: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
                        default: scalar
                        }
                    }))
        }
        for narrow in [true, false] {
            var document = fixture.document
            for index in document.lines.indices {
                document.lines[index].text = other(document.lines[index].text, narrow: narrow)
            }
            let isArticles = ArticleFixtures.all.contains { $0.name == fixture.name }
            let reading = isArticles ? BodyReader.articles(document) : BodyReader.roster(document)
            let wanted = fixture.sittings.map { sitting in
                var sitting = sitting
                sitting.name = other(sitting.name, narrow: narrow)
                return sitting
            }
            #expect(reading.sittings == wanted)
        }
    }
}
