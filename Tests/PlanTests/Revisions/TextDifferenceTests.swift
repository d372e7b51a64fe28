import RandomTesting
import Testing

@testable import Plan

@Suite("What changed in a text")
struct TextDifferenceTests {
    /// The new text, made from the old one and the difference alone; `nil` where they do not fit.
    private static func applied(_ difference: TextDifference, to old: String) -> String? {
        var rest = Array(old.unicodeScalars)[...]
        var result = String.UnicodeScalarView()
        for part in difference.parts {
            let (expected, written) =
                switch part {
                case .same(let text): (text, text)
                case .changed(let old, let new): (old, new)
                }
            let scalars = Array(expected.unicodeScalars)
            guard rest.starts(with: scalars) else { return nil }
            rest = rest.dropFirst(scalars.count)
            result.append(contentsOf: written.unicodeScalars)
        }
        return rest.isEmpty ? String(result) : nil
    }

    private static let pieces = [
        "情報", "管理", "政策", "課", "を", "に", "する", "した", "令和", "7", "8", "12", "年度", "末", "までに", "サーバ", "サービス", "Web",
        "ICT",
        "、", "。", "\n", "が", "か\u{3099}", "𠮟", "👨‍👩‍👧", " ", "・",
    ]

    private static func text(_ count: Int, _ generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test("The old text with its changes is the new text, scalar by scalar", arguments: 1...40)
    func applies(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            let old = Self.text(Int.random(in: 0...25, using: &generator), &generator)
            var new = old
            if generator.chance(1, in: 3) {
                new = Self.text(Int.random(in: 0...25, using: &generator), &generator)
            } else {
                for _ in 0..<3 {
                    let piece = Self.pieces.randomElement(using: &generator) ?? ""
                    let other = Self.pieces.randomElement(using: &generator) ?? ""
                    new = new.replacingFirst(piece, with: other)
                }
            }
            let applied = Self.applied(TextDifference(from: old, to: new), to: old)
            #expect(
                applied.map { $0.unicodeScalars.elementsEqual(new.unicodeScalars) } == true,
                "seed \(seed): \(old) → \(new)")
        }
    }

    @Test("Equal texts have no change, and a text put in is all that is marked", arguments: 1...20)
    func insertions(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (head, tail) = (Self.text(8, &generator) + "。", "。" + Self.text(8, &generator))
        let old = head + tail
        #expect(TextDifference(from: old, to: old).new.allSatisfy { !$0.isChanged }, "seed \(seed)")
        let marked = TextDifference(from: old, to: "\(head)（第99号）\(tail)")
        #expect(marked.old.allSatisfy { !$0.isChanged }, "seed \(seed)")
        #expect(marked.new.filter(\.isChanged).map(\.text) == ["（第99号）"], "seed \(seed)")
    }

    @Test("A date, a letter of a name and a word put in are marked, and nothing beside them")
    func letters() {
        #expect(
            TextDifference(from: "令和7年度末までに再構築する", to: "令和8年度末までに再構築する").parts == [
                .same("令和"), .changed(old: "7", new: "8"), .same("年度末までに再構築する"),
            ])
        #expect(
            TextDifference(from: "情報管理課", to: "情報政策課").parts == [
                .same("情報"), .changed(old: "管理", new: "政策"), .same("課"),
            ])
        #expect(
            TextDifference(from: "電子申請を始める", to: "電子申請を令和9年度に始める").parts == [
                .same("電子申請を"), .changed(old: "", new: "令和9年度に"), .same("始める"),
            ])
    }

    @Test("A number is one letter, and words that are others altogether are marked in one piece")
    func words() {
        #expect(
            TextDifference(from: "12件", to: "15件").parts == [.changed(old: "12", new: "15"), .same("件")])
        let sentence = TextDifference(from: "説明会を開いた", to: "研修を行った")
        #expect(sentence.new.filter(\.isChanged).count == 1)
        #expect(TextDifference(from: "", to: "新しい文").parts == [.changed(old: "", new: "新しい文")])
        #expect(TextDifference(from: "旧い文", to: "").parts == [.changed(old: "旧い文", new: "")])
        #expect(TextDifference(from: "", to: "").parts.isEmpty)
    }

    @Test("What looks the same and is encoded otherwise has changed")
    func encodings() {
        let difference = TextDifference(from: "か\u{3099}", to: "が")
        #expect(difference.new.contains { $0.isChanged })
    }
}
