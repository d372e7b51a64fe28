import Conversion
import Foundation
import Japanese
import Site
import Storage
import Ward

/// Characters of one system that somebody has to decide about, the most frequent first: a few glyphs cover most people.
struct CharacterPage: PageView {
    let review: Review
    let system: SystemReport
    let lines: [CharacterLedger.Line]
    /// Codes of which the ward has a picture.
    let pictures: Set<UInt32>
    let showsAll: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CharacterPage {
        let review = try Review.load(request, on: connection)
        let system = try review.system(request)
        let state = review.run.appendingPathComponent("stages/convert-\(system.id)/state.json")
        let ledger = review.hasFiles ? try? RunFiles.decode(SystemLedger.self, from: state) : nil
        return CharacterPage(
            review: review, system: system, lines: ledger?.characters ?? [],
            pictures: GlyphPictures.codes(in: review.folder, system: system.id), showsAll: request.query["all"] == "1")
    }

    /// Rows shown at once.
    static let rowsMax = 400

    static func code(_ code: UInt32) -> String { String(code, radix: 16, uppercase: true) }

    private func picture(_ line: CharacterLedger.Line) -> HTML {
        if pictures.contains(line.code) {
            let source = "\(review.record.path)/glyphs/\(system.id)/\(Self.code(line.code))"
            return
                "<img class=\"glyph\" src=\"\(source)\" alt=\"コード\(Self.code(line.code))の字形\" width=\"48\" height=\"48\">"
        }
        // A private scalar shows another glyph in each font: better none than a wrong one.
        guard let scalar = line.scalar, !Gaiji.isPrivate(scalar), scalar.value >= 0x20, scalar != "\u{FFFD}" else {
            return "<span class=\"glyph glyph-none\">字形なし</span>"
        }
        return "<span class=\"glyph\">\(String(scalar))</span>"
    }

    private func tag(_ verdict: CharacterLedger.Verdict) -> Tag {
        switch verdict {
        case .exact, .ivs: Tag(verdict.japanese, .done)
        case .identified: Tag(verdict.japanese, .active)
        case .shrunk: Tag(verdict.japanese, .warning)
        case .ambiguous, .none: Tag(verdict.japanese, .danger)
        }
    }

    var page: Page {
        guard review.hasFiles else {
            return Page("\(system.name)の文字", trail: review.trail, body: review.missing)
        }
        let waiting = lines.filter { [.none, .ambiguous].contains($0.verdict) }
        let others = lines.filter { ![.none, .ambiguous].contains($0.verdict) && (showsAll || $0.verdict != .exact) }
        let path = "\(review.record.path)/characters/\(system.id)"
        let other =
            showsAll
            ? LinkList.Item("一致した文字を除く", path) : LinkList.Item("一致した文字も示す", path + "?all=1")
        return Page(
            "\(system.name)の文字", trail: review.trail,
            body: """
                <p>外字のまま移行先に出ることはありません。</p>
                <h2>決めていない文字</h2>
                <p>多い順に示します。上から決めると、少ない手間で多くの人の名前が定まります。文字を決めるときは、この表のコードと置き換える文字を、情報システムの担当へ伝えてください（外字の同定表 gaiji.tsv に、システムの記号「\(system.id)」とともに書くと、次の試行で置き換わります）。</p>
                \(table("決めていない文字", waiting, empty: "すべての文字が決まっています。"))
                <h2>そのほかの文字</h2>
                \(LinkList([other]))
                \(table("そのほかの文字", others, empty: "ありません。"))
                """)
    }

    private func table(_ caption: String, _ lines: [CharacterLedger.Line], empty: String) -> HTML {
        let total = max(1, lines.reduce(0) { $0 + $1.count })
        var sum = 0
        let rows = lines.prefix(Self.rowsMax).map { line -> [HTML] in
            sum += line.count
            let target: HTML = line.target.map { "<span class=\"glyph\">\($0)</span>" } ?? "―"
            return [
                "<code>\(Self.code(line.code))</code>", picture(line), "\(RehearsalTables.number(line.count))",
                "\(sum * 100 / total)%", "\(tag(line.verdict))", target,
                "\(line.basis ?? "")\(line.isTwin ? "（重複するコード）" : "")",
            ]
        }
        let rest: HTML =
            lines.count > Self.rowsMax ? "<p>ほかに\(RehearsalTables.number(lines.count - Self.rowsMax))種類あります。</p>\n" : ""
        let table = TableView(
            caption: caption,
            columns: [
                .rowHeader("コード"), .text("字形"), .number("回数"), .number("累計"), .text("結果"), .text("移行先の文字"), .text("根拠"),
            ], rows: Array(rows), empty: empty, isCaptionHidden: true)
        return "\(table)\(rest)"
    }
}
