import RandomTesting
import Testing

@testable import Notices

@Suite("Hostile files")
struct NoticeFuzzTests {
    @Test("3,000 seeded edits of bytes and characters never break the reader")
    func edits() throws {
        let ward = try NoticeTexts.ward()
        let text = Array(String(decoding: ward, as: UTF8.self).unicodeScalars)
        let odd: [Unicode.Scalar] = [
            "\t", "\n", " ", "　", "|", "(", ")", "（", "「", "」", "。", "1", "９", "年", "月", "第", "#", "○", "й", "\u{3099}",
            "\u{200B}",
            "計", "名", "長", "\u{1F600}", "\r",
        ]
        var read = 0
        for seed in UInt64(0)..<3000 {
            var random = SeededGenerator(seed: seed)
            var bytes = ward
            if seed % 5 > 0 {
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            } else {
                var scalars = text
                for _ in 0..<Int.random(in: 1...40, using: &random) {
                    let place = Int.random(in: scalars.indices, using: &random)
                    switch Int.random(in: 0...3, using: &random) {
                    case 0: scalars.remove(at: place)
                    case 1: scalars.insert(odd.randomElement(using: &random) ?? " ", at: place)
                    case 2: scalars[place] = odd.randomElement(using: &random) ?? " "
                    default: scalars.swapAt(place, Int.random(in: scalars.indices, using: &random))
                    }
                }
                bytes = Array(String(String.UnicodeScalarView(scalars)).utf8)
            }
            if try soundly(bytes, "seed \(seed)") { read += 1 }
        }
        #expect(read > 500)
    }

    @Test("A file cut off anywhere is read or refused")
    func truncated() throws {
        let ward = try NoticeTexts.ward()
        for length in stride(from: 0, to: ward.count, by: 13) {
            _ = try soundly(Array(ward.prefix(length)), "cut at \(length)")
        }
    }

    /// Whether it was read; what was read points into the file.
    private func soundly(_ bytes: [UInt8], _ name: String) throws -> Bool {
        let reading: NoticeReading
        do throws(NoticeRefusal) {
            reading = try NoticeReader.read(bytes: bytes, name: name)
        } catch {
            #expect(!error.words.isEmpty)
            return false
        }
        let lines = reading.source.lineCount
        #expect(reading.findings.allSatisfy { (0...lines).contains($0.line) && $0.column >= 1 }, "\(name)")
        #expect(reading.initiatives.allSatisfy { (1...lines).contains($0.line) }, "\(name)")
        #expect(Set(reading.findings.map(\.key)).count == reading.findings.count, "\(name)")
        return true
    }

    static let hostile: [(name: String, piece: String)] = [
        ("numbers", "1 2 ３ 令和6年7月8日から令和7年度末まで、国は平成33年に12名を\n"), ("brackets", "（(「『【（((「【"),
        ("tabs", "委員長\t1\t\t計3名\t\n"), ("wide table", "課長\t"), ("foreign letters", "デйタルЖ化ボシステム標Ш化α課Я長"),
        ("bodies", "・第1検討委員会\n会議に、次の検討会を置く。\n"), ("headings", "(1) 取組を進める。\n1 取組\nア 推進\n"),
        ("many bodies", "・第%検討委員会\n%会議に、次の検討会を置く。\n"), ("roster", "委員長　部長\n委　員　課長\n検討委員会\n"),
        ("dates", "国は令和6年4月、市は2025年度末までに"),
        ("unending", "行政のデジタル化を進めるための取組の\n\n"), ("hashes", "# 行政のデジタル化\n## 窓口のデジタル化\n### 1 取組\n"),
        ("annual", "取組\t主管課\t令和6年度\n窓口の取組\t区民課\t実施\n"),
    ]

    @Test("300 kB of repetition is read, however it is made", arguments: hostile.indices)
    func repetition(index: Int) throws {
        let (name, piece) = Self.hostile[index]
        #expect(try soundly(Self.bytes(piece, count: 300_000), name))
    }

    /// Repeated to about so many bytes, with lines of at most 19,000 scalars.
    static func bytes(_ piece: String, count: Int) -> [UInt8] {
        var text = "1 主な取組\n(1) 推進\n"
        var column = 0
        while text.utf8.count < count {
            text += piece.replacing("%", with: "\(text.utf8.count)")
            column = piece.hasSuffix("\n") ? 0 : column + piece.unicodeScalars.count
            if column > 18_900 {
                text += "\n"
                column = 0
            }
        }
        return Array(text.utf8)
    }
}
