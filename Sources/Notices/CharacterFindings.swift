import Foundation
import Japanese

/// Letters that do not belong: foreign scripts in Japanese words, radicals, unjoined marks, invisible signs, other widths.
struct CharacterFindings {
    let text: NoticeText
    /// Only a broken text needs it.
    private lazy var vocabulary = Vocabulary(text)
    private(set) var findings: [Finding] = []
    /// Broken words with what the document's own words suggest; used for comparing, never written anywhere.
    private(set) var repairs: [String: String] = [:]

    init(_ text: NoticeText) {
        self.text = text
        let digits = DigitWidths(text)
        for line in text.lines where !line.isBlank {
            foreign(line)
            single(line)
            digits.findings(in: line, into: &findings)
        }
        waves()
        parentheses()
        if text.hasBOM { add(.fileForm, .info, 1, 1, "ファイルの先頭に BOM があります。読み飛ばしました。") }
        if text.hasCarriageReturns { add(.fileForm, .info, 1, 1, "改行が CR LF です。そのまま読みました。") }
    }

    private mutating func add(
        _ rule: NoticeRule, _ severity: Finding.Severity, _ line: Int, _ column: Int, _ message: String,
        _ proposal: String? = nil
    ) {
        findings.append(
            Finding(rule: rule, severity: severity, line: line, column: column, message: message, proposal: proposal))
    }

    // MARK: V18

    private mutating func foreign(_ line: NoticeText.Line) {
        // Nothing is foreign where all is Japanese; of Latin letters only small ones are looked at.
        guard
            line.scalars.contains(where: {
                !$0.isOrdinary || (0x61...0x7A).contains($0.value) || (0xFF41...0xFF5A).contains($0.value)
            })
        else { return }
        let runs = ScriptRun.runs(in: line.text)
        for (index, run) in runs.enumerated() {
            let before = index > 0 ? runs[index - 1].script : nil
            let after = index + 1 < runs.count ? runs[index + 1].script : nil
            let touches = before.map(Self.isWord) ?? false || after.map(Self.isWord) ?? false
            let isForeign: Bool =
                switch run.script {
                case .greek:
                    touches && !Self.isJapaneseUse(run, after: index + 1 < runs.count ? runs[index + 1].text : "")
                // A Cyrillic Р before PA is as wrong as one before kanji.
                case .cyrillic, .hangul: touches || before == .latin || after == .latin
                // RPA等 and 学校ICT担当 are Japanese; a small letter in the middle of katakana is not.
                // AとB, インフラDXアプリ are words of their own.
                case .latin:
                    run.range.count == 1 && run.text.unicodeScalars.allSatisfy(\.properties.isLowercase)
                        && (before == .katakana && after == .katakana || before == .hiragana && after == .hiragana)
                default: false
                }
            guard isForeign else { continue }
            let names = run.text.unicodeScalars.map { Self.name($0) }.joined(separator: "、")
            let columns =
                run.range.count == 1
                ? "\(run.range.lowerBound + 1)文字目" : "\(run.range.lowerBound + 1)〜\(run.range.upperBound)文字目"
            let repair = vocabulary.repair(of: run.range, in: line)
            let word = repair.map { "「\($0.broken)」の" } ?? ""
            var message = "\(line.number)行目の\(columns)、\(word)「\(run.text)」は日本語の文字ではありません（\(names)）。"
            if let repair {
                repairs[repair.broken] = repair.whole
                message +=
                    "この文書のほかの行（\(repair.lines.map { "\($0)行目" }.joined(separator: "、"))）の書き方に合わせると「\(repair.whole)」です。よければ案を採用してください。"
            } else {
                message += "正しい文字を確かめてください。"
            }
            add(.mistakenCharacters, .error, line.number, run.range.lowerBound + 1, message, repair?.whole)
        }
    }

    /// β版 and αテスト are words.
    private static func isJapaneseUse(_ run: ScriptRun, after: String) -> Bool {
        ["α", "β", "γ"].contains(run.text) && ["版", "テスト"].contains { after.hasPrefix($0) }
    }

    private static func isWord(_ script: Script) -> Bool {
        script == .hiragana || script == .katakana || script == .kanji || script == .halfwidthKatakana
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
        return "U+\(padded) \(scalar.properties.name ?? "")"
    }

    // MARK: single scalars

    private mutating func single(_ line: NoticeText.Line) {
        for (offset, scalar) in line.scalars.enumerated() where !scalar.isOrdinary {
            let place = "\(line.number)行目の\(offset + 1)文字目"
            let name = Self.name(scalar)
            if let unified = Radicals.unified(scalar) {
                add(
                    .radicals, .error, line.number, offset + 1,
                    "\(place)の「\(String(Character(scalar)))」は部首の記号です（\(name)）。漢字の「\(String(Character(unified)))」ではありませんか。",
                    String(Character(unified)))
                continue
            }
            switch Script(of: scalar) {
            case .privateUse:
                add(
                    .privateCharacters, .error, line.number, offset + 1,
                    "\(place)に外字があります（\(name)）。ほかの機械では読めません。元の字を確かめてください。")
            case .invisible:
                // An ideographic variation selector is part of a name.
                guard !(0xE0100...0xE01EF).contains(scalar.value) else { continue }
                add(
                    .invisibleCharacters, .error, line.number, offset + 1,
                    "\(place)に、目に見えない文字があります（\(name)）。取り除けるか確かめてください。")
            case .halfwidthKatakana where !previousIsHalfwidth(line, offset):
                let run = line.scalars[offset...].prefix { Script(of: $0) == .halfwidthKatakana }
                let raw = String(scalars: run)
                add(
                    .halfwidthKatakana, .warning, line.number, offset + 1, "\(place)から半角のカタカナ「\(raw)」があります。全角ではありませんか。",
                    Width.wideningKatakana(raw))
            case .compatibilityKanji:
                add(
                    .compatibilityCharacters, .warning, line.number, offset + 1,
                    "\(place)の「\(String(Character(scalar)))」は互換用の漢字です（\(name)）。ふつうの漢字と照合できないことがあります。")
            default: mark(scalar, offset, line)
            }
        }
    }

    private func previousIsHalfwidth(_ line: NoticeText.Line, _ offset: Int) -> Bool {
        offset > 0 && Script(of: line.scalars[offset - 1]) == .halfwidthKatakana
    }

    private mutating func mark(_ scalar: Unicode.Scalar, _ offset: Int, _ line: NoticeText.Line) {
        let place = "\(line.number)行目の\(offset + 1)文字目"
        let category = scalar.properties.generalCategory
        if category == .nonspacingMark, offset > 0, !(0xFE00...0xFE0F).contains(scalar.value) {
            let joined = String(scalars: [line.scalars[offset - 1], scalar])
            add(
                .looseMarks, .error, line.number, offset + 1,
                "\(place)で、濁点などの印が文字から離れています（\(Self.name(scalar))）。「\(joined)」を1文字にしてください。",
                Self.composed(joined))
        } else if scalar == "\u{FFFD}" {
            add(.brokenCharacters, .error, line.number, offset + 1, "\(place)が文字化けしています。元の文書で確かめてください。")
        } else if (0x3200...0x33FF).contains(scalar.value) {
            add(
                .compatibilityCharacters, .info, line.number, offset + 1,
                "\(place)の「\(String(Character(scalar)))」は組み文字です。照合では「\(TextKey(String(Character(scalar))).text)」として扱います。"
            )
        }
    }

    /// The one scalar that letter and mark stand for, where there is one.
    private static func composed(_ joined: String) -> String? {
        let composed = joined.precomposedStringWithCanonicalMapping
        return composed.unicodeScalars.count == 1 ? composed : nil
    }

    // MARK: whole document

    private mutating func waves() {
        var seen: [Unicode.Scalar: [(Int, Int)]] = [:]
        for line in text.lines {
            for (offset, scalar) in line.scalars.enumerated() where scalar == "〜" || scalar == "～" || scalar == "~" {
                seen[scalar, default: []].append((line.number, offset + 1))
                let before = offset > 0 ? Script(of: line.scalars[offset - 1]) : .other
                let after = offset + 1 < line.scalars.count ? Script(of: line.scalars[offset + 1]) : .other
                if before == .katakana, after == .katakana {
                    add(
                        .waves, .warning, line.number, offset + 1,
                        "\(line.number)行目の\(offset + 1)文字目の「\(String(Character(scalar)))」がカタカナの中にあります。長音の「ー」ではありませんか。",
                        "ー")
                }
            }
        }
        guard seen.count > 1,
            let main = seen.max(by: { ($0.value.count, $0.key.value) < ($1.value.count, $1.key.value) })
        else { return }
        for (scalar, places) in seen.sorted(by: { $0.key.value < $1.key.value }) where scalar != main.key {
            for (line, column) in places {
                add(
                    .waves, .info, line, column,
                    "波線の字が混ざっています（ここは\(Self.name(scalar))、多いのは\(Self.name(main.key))）。")
            }
        }
    }

    private mutating func parentheses() {
        let wide = text.lines.flatMap { line in
            line.scalars.enumerated().filter { $0.element == "（" }.map { (line.number, $0.offset + 1) }
        }
        let narrow = text.lines.reduce(0) { $0 + $1.scalars.filter { $0 == "(" }.count }
        guard let first = wide.first, narrow > 0 else { return }
        add(
            .parentheses, .info, first.0, first.1,
            "全角のかっこ（\(wide.count)組）と半角のかっこ（\(narrow)組）が混ざっています。どちらも読み取り、原文のまま残します。")
    }
}
