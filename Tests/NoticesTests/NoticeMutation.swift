import Foundation
import Japanese
import RandomTesting

@testable import Notices

/// One damage done to a text, with the finding it must raise.
struct NoticeMutation {
    enum Kind: CaseIterable {
        case foreignReplaced, foreignInserted, latinInKatakana, radical, looseMark, zeroWidth, halfwidthKana
        case otherDigit, wave, privateUse
        // Of the ward's notice only.
        case wrongTotal, droppedMember, renumberedSection, renumberedInitiative, renamedInList, renamedInTable

        static let ofCharacters: [Kind] = [
            .foreignReplaced, .foreignInserted, .latinInKatakana, .radical, .looseMark, .zeroWidth, .halfwidthKana,
            .otherDigit, .wave, .privateUse,
        ]

        var rule: String {
            switch self {
            case .foreignReplaced, .foreignInserted, .latinInKatakana: "V18"
            case .radical: "C1"
            case .looseMark: "C2"
            case .zeroWidth: "C3"
            case .halfwidthKana: "C4"
            case .privateUse: "C5"
            case .otherDigit: "C6"
            case .wave: "C7"
            case .wrongTotal, .droppedMember: "V2"
            case .renumberedSection, .renumberedInitiative: "V1"
            case .renamedInList, .renamedInTable: "V3"
            }
        }
    }

    let kind: Kind
    let lines: [[Unicode.Scalar]]
    let line: Int
    /// `nil` where the finding stands only about there.
    let column: Int?
    /// The whole word before the damage, where a letter of it was replaced.
    var word: String?

    var bytes: [UInt8] { Array(lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n").utf8) }
    var rule: String { kind.rule }
}

/// Damages a text at random, always in a way that can be seen.
struct NoticeMutator {
    let lines: [[Unicode.Scalar]]
    var random: SeededGenerator

    private typealias Spot = (line: Int, offset: Int)

    private static let foreign = Array("бгдйцжшщюяАВЕКМНОРСТХΓΔΘΛΞΠΣΦΨΩαβγδεζηθλμνξοπρστω가나다라마바사아자차".unicodeScalars)
    private static let invisible: [Unicode.Scalar] = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}",
    ]
    private static let radicals: [Unicode.Scalar: [Unicode.Scalar]] = {
        var map: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for value in Array(0x2E80...0x2EF3) + Array(0x2F00...0x2FD5) {
            guard let radical = Unicode.Scalar(UInt32(value)), let kanji = Radicals.unified(radical) else { continue }
            map[kanji, default: []].append(radical)
        }
        return map
    }()

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        let script = Script(of: scalar)
        return script == .kanji || script == .katakana
    }

    /// - Returns: `nil` where the text has no place for it.
    mutating func mutation(_ kind: NoticeMutation.Kind) -> NoticeMutation? {
        switch kind {
        case .foreignReplaced:
            return replace(kind, at: { Self.isWord($1) && (Self.isWord($0) || Self.isWord($2)) }) { _ in Self.foreign }
        case .foreignInserted: return insert(kind, Self.foreign)
        case .zeroWidth: return insert(kind, Self.invisible)
        case .latinInKatakana:
            return replace(kind, at: { [$0, $1, $2].allSatisfy { Script(of: $0) == .katakana } }) { _ in
                Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars)
            }
        case .radical:
            return replace(kind, at: { Self.radicals[$1] != nil && (Self.isWord($0) || Self.isWord($2)) }) {
                Self.radicals[$0] ?? []
            }
        case .looseMark: return loosen(kind)
        case .halfwidthKana:
            return replace(kind, at: { Script(of: $1) == .katakana && Self.halfwidth($1) != nil && Self.isWord($2) }) {
                Self.halfwidth($0).map { [$0] } ?? []
            }
        case .otherDigit:
            return replace(kind, at: { Script(of: $1) == .digit && Script(of: $2) == .kanji }) {
                Unicode.Scalar($0.value - 0x30 + 0xFF10).map { [$0] } ?? []
            }
        case .wave: return replace(kind, at: { $1 == "ー" && Script(of: $2) == .katakana }) { _ in ["〜", "～"] }
        case .privateUse:
            return replace(kind, at: { before, it, _ in Self.isWord(before) && Self.isWord(it) }) { _ in
                ["\u{E000}", "\u{E757}", "\u{F0001}"]
            }
        case .wrongTotal:
            return edit(kind, line: 64, "計\(["22", "16", "11"].randomElement(using: &random) ?? "")名", by: "計23名")
        case .droppedMember:
            let members = [
                "情報管理課長 情報システム担当課長", "地域課長 ", "経理課長 ", "人材育成担当課長 ", "文化・交流課長 ", "12 保健サービス課長 ", "14 地域子育て支援課長 ",
                "その他職員(5名) ", "高齢者施策課長 ",
            ]
            return edit(kind, line: 64, members.randomElement(using: &random) ?? "", by: "")
        case .renumberedSection:
            let section = [(7, "1", "2"), (40, "2", "4"), (52, "3", "2"), (52, "3", "5"), (40, "2", "3")].randomElement(
                using: &random)
            return section.flatMap { edit(kind, line: $0.0, $0.1, by: $0.2) }
        case .renumberedInitiative:
            let number = Int.random(in: 1...6, using: &random)
            let other = ((number + Int.random(in: 1...5, using: &random) - 1) % 6) + 1
            return edit(kind, line: [9, 14, 20, 26, 30, 36][number - 1], "(\(number))", by: "(\(other))")
        case .renamedInList:
            let name = [(44, "情報系", "記録系"), (44, "標準化", "共通化"), (45, "働き方", "勤め方"), (46, "対策", "方策")].randomElement(
                using: &random)
            return name.flatMap { edit(kind, line: $0.0, $0.1, by: $0.2) }
        case .renamedInTable:
            let name = [("情報系", "記録系"), ("標準化", "共通化"), ("働き方", "勤め方"), ("デバイド対策", "デバイド方策")].randomElement(
                using: &random)
            return name.flatMap { edit(kind, line: 61, $0.0, by: $0.1) }
        }
    }

    private mutating func spot(_ fits: (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) -> Bool) -> Spot? {
        var spots: [Spot] = []
        for (line, scalars) in lines.enumerated() where scalars.count > 2 {
            for offset in 1..<scalars.count - 1 where fits(scalars[offset - 1], scalars[offset], scalars[offset + 1]) {
                spots.append((line, offset))
            }
        }
        return spots.randomElement(using: &random)
    }

    private mutating func replace(
        _ kind: NoticeMutation.Kind, at fits: (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) -> Bool,
        by choices: (Unicode.Scalar) -> [Unicode.Scalar]
    ) -> NoticeMutation? {
        guard let (line, offset) = spot(fits) else { return nil }
        guard let new = choices(lines[line][offset]).randomElement(using: &random) else { return nil }
        var changed = lines
        changed[line][offset] = new
        return NoticeMutation(
            kind: kind, lines: changed, line: line + 1, column: offset + 1, word: word(around: offset, in: lines[line]))
    }

    private mutating func insert(_ kind: NoticeMutation.Kind, _ choices: [Unicode.Scalar]) -> NoticeMutation? {
        guard let (line, offset) = spot({ Self.isWord($0) && Self.isWord($1) && Self.isWord($2) }),
            let new = choices.randomElement(using: &random)
        else { return nil }
        var changed = lines
        changed[line].insert(new, at: offset)
        return NoticeMutation(
            kind: kind, lines: changed, line: line + 1, column: offset + 1, word: word(around: offset, in: lines[line]))
    }

    private mutating func loosen(_ kind: NoticeMutation.Kind) -> NoticeMutation? {
        func parts(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
            let parts = Array(String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars)
            return parts.last == "\u{3099}" || parts.last == "\u{309A}" ? parts : []
        }
        guard let (line, offset) = spot({ _, it, _ in parts(it).count == 2 }) else { return nil }
        var changed = lines
        changed[line].replaceSubrange(offset...offset, with: parts(lines[line][offset]))
        return NoticeMutation(kind: kind, lines: changed, line: line + 1, column: offset + 2)
    }

    private func edit(_ kind: NoticeMutation.Kind, line: Int, _ old: String, by new: String) -> NoticeMutation? {
        let text = String(String.UnicodeScalarView(lines[line - 1]))
        guard !old.isEmpty, let range = text.firstRange(of: old) else { return nil }
        var changed = lines
        changed[line - 1] = Array(text.replacingCharacters(in: range, with: new).unicodeScalars)
        return NoticeMutation(kind: kind, lines: changed, line: line, column: nil)
    }

    private func word(around offset: Int, in line: [Unicode.Scalar]) -> String {
        var start = offset
        var end = offset
        while start > 0, Self.isWord(line[start - 1]) { start -= 1 }
        while end < line.count, Self.isWord(line[end]) { end += 1 }
        return String(String.UnicodeScalarView(line[start..<end]))
    }

    private static func halfwidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        (0xFF66...0xFF9D).lazy.compactMap { Unicode.Scalar($0 as UInt32) }
            .first { Width.wideningKatakana(String(Character($0))) == String(Character(scalar)) }
    }
}
