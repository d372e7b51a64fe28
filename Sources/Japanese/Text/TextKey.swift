import Foundation

/// The form in which two texts are compared, beside the raw form that is kept and shown.
///
///     TextKey("墨⽥区 デ－タ（①）") == TextKey("墨田区データ(1)")   // true
///
/// Radicals become kanji, then NFKC (width, circled and squared forms), lower case; spaces and invisible scalars go;
/// hyphens, dashes and the prolonged sound mark become ー after kana and - elsewhere; 〜 and ～ become ~; · becomes ・.
/// Hiragana and katakana stay apart: see `TextKey.kana`. Never show a key to a reader and never store it instead of the
/// text: ① and 1 are the same in it.
public struct TextKey: Hashable, Sendable, Comparable {
    /// The normalised text.
    public let text: String

    /// The key of a text as it was written.
    public init(_ raw: String) {
        text = TextKey.short(raw) ?? TextKey.long(raw)
    }

    /// The key with katakana folded to hiragana, for readings: サトウ and さとう are the same.
    public static func kana(_ raw: String) -> TextKey {
        TextKey(alreadyFolded: Kana.hiragana(TextKey(raw).text))
    }

    private init(alreadyFolded text: String) {
        self.text = text
    }

    private static let passesMax = 4

    /// By Unicode scalars: an order that never changes with the language of the machine.
    public static func < (left: TextKey, right: TextKey) -> Bool {
        left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
    }

    /// The short way for the letters most Japanese text consists of, each of which stands for itself or one other whatever
    /// its neighbours are; `nil` when there is any other letter, which Unicode's tables decide on.
    static func short(_ raw: String) -> String? {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(raw.utf8.count / 2)
        var previous: Unicode.Scalar?
        for scalar in raw.unicodeScalars {
            let folded: Unicode.Scalar
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0x3000: continue
            case 0x41...0x5A, 0xFF21...0xFF3A: folded = ascii(scalar.value & 0x1F | 0x60)
            case 0x2D, 0xFF0D, 0x30FC: folded = mark("-", after: previous)
            // ※, → and ○ are in many tables.
            case 0x21...0x7E, 0x3001...0x3002, 0x3005...0x3011, 0x3041...0x3096, 0x30A1...0x30FB, 0x3400...0x4DBF,
                0x4E00...0x9FFF, 0x203B, 0x2190...0x2193, 0x25A0...0x25EF:
                folded = scalar
            case 0xFF01...0xFF5E: folded = ascii(scalar.value - 0xFEE0)
            default: return nil
            }
            result.append(folded)
            previous = folded
        }
        return String(scalars: result)
    }

    private static func ascii(_ value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: value))
    }

    /// The way for any text.
    static func long(_ raw: String) -> String {
        var folded = folding(raw)
        // Further passes settle what one leaves to normalise: ¨, İ, and on Linux ﾃﾞ, which Foundation leaves as テ and a mark.
        for _ in 0..<passesMax {
            let again = folding(folded)
            if again.unicodeScalars.elementsEqual(folded.unicodeScalars) { break }
            folded = again
        }
        return folded
    }

    private static func folding(_ raw: String) -> String {
        var prepared = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars {
            prepared.append(Radicals.unified(scalar) ?? spacelessMark(scalar))
        }
        let normalised = String(prepared).precomposedStringWithCompatibilityMapping.lowercased()
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in normalised.unicodeScalars where !isDropped(scalar) {
            let folded = mark(scalar, after: previous)
            result.append(folded)
            previous = folded
        }
        return String(result).precomposedStringWithCompatibilityMapping
    }

    /// ゛ and ゜ decompose to a space and a combining mark; the space would only be dropped again.
    private static func spacelessMark(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x309B: "\u{3099}"
        case 0x309C: "\u{309A}"
        default: scalar
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .control
    }

    private static func mark(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Unicode.Scalar {
        switch scalar.value {
        case 0x2D, 0x2010...0x2015, 0x2043, 0x207B, 0x2212, 0x2500, 0x30FC, 0xFE58:
            guard let previous else { return "-" }
            switch Script(of: previous) {
            case .hiragana, .katakana: return "ー"
            default: return "-"
            }
        case 0x301C, 0x3030, 0x223C: return "~"
        case 0xB7, 0x2022, 0x22C5: return "・"
        default: return scalar
        }
    }
}

extension TextKey: CustomStringConvertible {
    public var description: String { text }
}
