import Japanese
import Site
import Ward

/// The code under which a family finds its list again. It says nothing of the case: 12 random signs, 60 bits, without the
/// letters that look like figures. It is read whatever its case, width and spacing.
struct GuideCode: Hashable, Sendable {
    /// As it is shown: `K7QM-2X9D-4HTN`.
    let text: String

    /// Figures and letters of Crockford's base 32: no I, L, O, U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".unicodeScalars)
    private static let length = 12
    private static let group = 4

    init(_ random: RandomSource) {
        self.init(signs: random.bytes(Self.length).map { Self.alphabet[Int($0) & 31] })
    }

    /// Reads what somebody typed.
    init?(reading typed: String) {
        let signs = Width.narrowingDigitsAndLatin(typed).uppercased().unicodeScalars.compactMap {
            scalar -> Unicode.Scalar? in
            switch scalar {
            case "O": "0"
            case "I", "L": "1"
            case "-", " ", "\u{3000}", "‐", "‑", "−", "ー", "－", "–", "—", "―": nil
            default: scalar
            }
        }
        guard signs.count == Self.length, signs.allSatisfy(Self.alphabet.contains) else { return nil }
        self.init(signs: signs)
    }

    private init(signs: [Unicode.Scalar]) {
        let groups = stride(from: 0, to: signs.count, by: Self.group).map { start in
            String(String.UnicodeScalarView(signs[start..<min(start + Self.group, signs.count)]))
        }
        text = groups.joined(separator: "-")
    }

    /// Kept in place of the code, so that nobody who sees the database can use it.
    var key: String { ContentHash.of("guide code " + text) }
}

extension GuideCode {
    /// Under which a list was saved.
    static func saved(_ words: GuideWords) -> Field<String> {
        .text(
            "code", words("保存したときの番号", "番号", "Your code"), max: 40,
            hint: words(
                "例: K7QM-2X9D-4HTN　大文字でも小文字でもかまいません。", "れい: K7QM-2X9D-4HTN",
                "Example: K7QM-2X9D-4HTN. Capital or small letters."), autocomplete: "off")
    }

    /// Under which a visit was booked.
    static func booked(_ words: GuideWords) -> Field<String> {
        .text(
            "code", words("予約したときの番号", "番号", "Your code"), max: 40,
            hint: words("例: K7QM-2X9D-4HTN", "れい: K7QM-2X9D-4HTN", "Example: K7QM-2X9D-4HTN"), autocomplete: "off")
    }
}
