import Foundation
import RandomTesting
import Testing

@testable import Japanese

@Suite("Scripts")
struct ScriptTests {
    @Test("The ranges are sorted and do not overlap")
    func ranges() {
        for (range, next) in zip(Script.ranges, Script.ranges.dropFirst()) {
            #expect(range.first <= range.last)
            #expect(range.last < next.first)
        }
    }

    @Test("Scalars are told apart by script")
    func scripts() {
        let expected: [(Unicode.Scalar, Script)] = [
            ("A", .latin), ("é", .latin), ("α", .greek), ("й", .cyrillic), ("д", .cyrillic), ("가", .hangul),
            ("あ", .hiragana), ("ア", .katakana), ("ー", .katakana), ("漢", .kanji), ("々", .kanji), ("〇", .kanji),
            ("𠮷", .kanji), ("⽥", .kangxiRadical), ("⺠", .radicalSupplement), ("\u{FA11}", .compatibilityKanji),
            ("１", .fullwidthDigit), ("Ａ", .fullwidthLatin), ("ｱ", .halfwidthKatakana), ("7", .digit), (" ", .space),
            ("\u{3000}", .space), ("\n", .space), ("\u{200B}", .invisible), ("\u{FEFF}", .invisible), ("。", .common),
            ("・", .common), ("①", .common), ("\u{E000}", .privateUse), ("ا", .other), ("\u{0306}", .common),
        ]
        for (scalar, script) in expected {
            #expect(Script(of: scalar) == script, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("Runs cover a text and set foreign letters apart, also when they are decomposed")
    func runs() {
        let runs = ScriptRun.runs(in: "デバйд対策")
        #expect(runs.map(\.text) == ["デバ", "йд", "対策"])
        #expect(runs.map(\.script) == [.katakana, .cyrillic, .kanji])
        #expect(runs[1].range == 2..<4)
        let decomposed = ScriptRun.runs(in: "デバ\u{438}\u{306}д")
        #expect(decomposed[1].range == 2..<5)
        #expect(decomposed[1].script == .cyrillic)
        #expect(ScriptRun.runs(in: "らーめん").count == 1)
        #expect(ScriptRun.runs(in: "").isEmpty)
    }

    @Test("The ward's notice has one foreign run, at the third group's name")
    func notice() throws {
        let sample = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Samples/令和6年度の区のデジタル化に関する取組について.txt")
        let text = try String(contentsOf: sample, encoding: .utf8)
        let foreign = ScriptRun.runs(in: text).filter { $0.script == .cyrillic || $0.script == .greek }
        #expect(foreign.map(\.text) == ["йд"])
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let inLine = ScriptRun.runs(in: String(String.UnicodeScalarView(lines[45]))).first { $0.script == .cyrillic }
        #expect(inLine?.range == 9..<11)
    }
}

@Suite("Keys, widths, kana and radicals")
struct TextKeyTests {
    @Test("Texts that differ only in form have one key")
    func equalKeys() {
        let pairs = [
            ("墨⽥区⾏政", "墨田区行政"), ("⺠⽣⻑", "民生長"), ("江⼾川", "江戸川"), ("⻘⿊⾭⿈", "青黒青黄"), ("ﾃﾞｰﾀ", "データ"), ("デ－タ", "データ"),
            ("デ―タ", "データ"), ("１－２－11", "1-2-11"), ("（１）", "(1)"), ("ＲＰＡ", "rpa"), ("杉 並　区", "杉並区"),
            ("杉\u{200B}並", "杉並"),
            ("か\u{3099}", "が"), ("4～6", "4〜6"), ("㈱", "(株)"), ("㍻", "平成"), ("A·B", "a・b"), ("神\u{E0100}", "神"),
        ]
        for (left, right) in pairs {
            #expect(TextKey(left) == TextKey(right), "\(left): \(TextKey(left)) \(TextKey(right))")
        }
        #expect(TextKey("さとう") != TextKey("サトウ"))
        #expect(TextKey.kana("さとう") == TextKey.kana("ｻﾄｳ"))
        #expect(TextKey("課長") != TextKey("係長"))
    }

    @Test("A key is its own key")
    func idempotent() {
        let seed: UInt64 = 11
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let top: UInt32 = Bool.random(using: &random) ? 0x3FFF : 0x1_FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...top, using: &random)) { text.append(scalar) }
            }
            let key = TextKey(String(text))
            guard Array(TextKey(key.text).text.unicodeScalars) == Array(key.text.unicodeScalars) else {
                Issue.record("seed \(seed): \(text.map { String($0.value, radix: 16) })")
                return
            }
        }
    }

    @Test("The short way gives what the long way gives, wherever it gives anything")
    func shortWay() {
        for scalar in (0...0x1_FFFF).compactMap(Unicode.Scalar.init) {
            if let short = TextKey.short(String(scalar)) {
                #expect(short == TextKey.long(String(scalar)), "\(scalar.value)")
            }
        }
        let letters = Array("Aaz09 -－ー　・、。々〆〇「」【】ぁあがんァアガーＡｚ０９（）～／漢字鿿㐀\t".unicodeScalars)
        var random = SeededGenerator(seed: 12)
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &random)]
            }
            let raw = String(String.UnicodeScalarView(text))
            guard TextKey.short(raw) == TextKey.long(raw) else {
                Issue.record("\(raw): \(TextKey.short(raw) ?? "nil"), \(TextKey.long(raw))")
                return
            }
        }
        #expect(TextKey.short("か\u{3099}") == nil)
        // What rows of tables hold goes the short way.
        #expect(TextKey.short("窓口 ○→※") == "窓口○→※")
        #expect(TextKey.short("①") == nil)
        #expect(TextKey.short("ｶ") == nil)
    }

    @Test("Every Kangxi radical leads where NFKC leads, but for four in their Japanese form")
    func kangxi() {
        let japanese: [UInt32: String] = [0x2F3E: "戸", 0x2FAD: "青", 0x2FC8: "黄", 0x2FCA: "黒"]
        for value in UInt32(0x2F00)...0x2FD5 {
            guard let scalar = Unicode.Scalar(value), let unified = Radicals.unified(scalar) else {
                Issue.record("no counterpart: \(String(value, radix: 16))")
                continue
            }
            let expected = japanese[value] ?? String(scalar).precomposedStringWithCompatibilityMapping
            #expect(String(unified) == expected)
            #expect(Script(of: unified) == .kanji)
        }
    }

    @Test("Every radical of the supplement but one has a kanji")
    func supplement() {
        var without: [UInt32] = []
        for value in UInt32(0x2E80)...0x2EF3 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if let unified = Radicals.unified(scalar) {
                #expect(Script(of: unified) == .kanji, "\(String(value, radix: 16))")
            } else {
                without.append(value)
            }
        }
        // U+2E9A is not assigned.
        #expect(without == [0x2E80, 0x2E9A])
        let known = "⺟母⺠民⺝月⻄西⻑長⻘青⻝食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀⺩王⺮𥫗⻳龟"
        let scalars = Array(known.unicodeScalars)
        for index in stride(from: 0, to: scalars.count, by: 2) {
            #expect(Radicals.unified(scalars[index]) == scalars[index + 1])
        }
        #expect(Radicals.unified("田") == nil)
        #expect(Radicals.unified("⽥") == "田")
    }

    @Test("Half-width katakana widen as NFKC does, marks included")
    func widening() {
        for base in UInt32(0xFF61)...0xFF9F {
            for mark in [nil, UInt32(0xFF9E), 0xFF9F] {
                var text = String.UnicodeScalarView()
                for value in [base, mark].compactMap({ $0 }) {
                    if let scalar = Unicode.Scalar(value) { text.append(scalar) }
                }
                let widened = Width.wideningKatakana(String(text))
                // Foundation's compatibility mapping leaves カ and its mark apart; a canonical pass joins them.
                let expected = String(text).precomposedStringWithCompatibilityMapping
                    .precomposedStringWithCanonicalMapping
                // A mark that joins nothing is kept visible as ゛ or ゜ and not as a combining mark.
                let visible = expected.unicodeScalars.map {
                    $0 == "\u{3099}" ? "゛" : $0 == "\u{309A}" ? "゜" : $0
                }
                #expect(Array(widened.unicodeScalars) == visible, "\(text)")
            }
        }
        #expect(Width.wideningKatakana("ﾊﾞｽ(ABC)ﾌﾟﾗﾝ") == "バス(ABC)プラン")
        #expect(Width.narrowingDigitsAndLatin("ＲＰＡ１２（）") == "RPA12（）")
    }

    @Test("Kana fold both ways")
    func kana() {
        #expect(Kana.hiragana("サトウ・ヴァー") == "さとう・ゔぁー")
        #expect(Kana.katakana("さとうゔゞ漢字") == "サトウヴヾ漢字")
        for value in UInt32(0x3041)...0x3096 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(Kana.hiragana(Kana.katakana(String(scalar))) == String(scalar))
        }
    }

    @Test("Private-use characters are found with their offsets")
    func gaiji() {
        #expect(Gaiji.occurrences(in: "髙\u{E123}橋\u{F0001}").map(\.offset) == [1, 3])
        #expect(Gaiji.occurrences(in: "高橋").isEmpty)
    }
}

@Suite("Texts of scalars")
struct ScalarTextTests {
    @Test("A text of scalars is the one over a view of them, for every scalar there is")
    func everyScalar() {
        for plane in UInt32(0)...16 {
            let scalars = (plane << 16...plane << 16 | 0xFFFF).compactMap(Unicode.Scalar.init)
            #expect(Array(String(scalars: scalars).unicodeScalars) == scalars, "plane \(plane)")
        }
        #expect(String(scalars: [Unicode.Scalar]()).isEmpty)
        #expect(String(scalars: "区の\u{1F600}窓口".unicodeScalars.reversed()) == "口窓\u{1F600}の区")
    }
}
