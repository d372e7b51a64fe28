import Japanese

/// Something in a text that points to a person (個人情報の保護に関する法律2条1項): such texts are worded anew before they are kept.
///
/// A pure reading of patterns; it finds what has a form, not every name. Who types opinions from outside still reads them.
enum PersonalDetail: Hashable, Sendable {
    /// `氏名：`, `お名前:`, `住所：` …
    case label(String)
    case mailAddress(String)
    case phoneNumber(String)

    var words: String {
        switch self {
        case .label(let label): "「\(label)」のように、個人を示す欄が残っています。その部分を消してください（規則V22）。"
        case .mailAddress(let text): "メールアドレスと思われる「\(text)」があります。消して書き直してください（規則V22）。"
        case .phoneNumber(let text): "電話番号と思われる「\(text)」があります。消して書き直してください（規則V22）。"
        }
    }

    /// The first thing found, or `nil`.
    static func found(in text: String) -> PersonalDetail? {
        let original = Array(text.unicodeScalars)
        let scalars = original.map(narrowed)
        func words(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(original[range])) }
        if let range = label(in: scalars) { return .label(words(range)) }
        if let range = mailAddress(in: scalars) { return .mailAddress(words(range)) }
        return phoneNumber(in: scalars).map { .phoneNumber(words($0)) }
    }

    // MARK: patterns

    private static let labels = [
        "氏名", "名前", "お名前", "姓名", "住所", "電話", "電話番号", "TEL", "メール", "メールアドレス", "生年月日", "フリガナ", "ふりがな",
    ].map { $0.unicodeScalars.map(narrowed) }

    /// A label is followed by a colon, or stands in brackets: 氏名：, 【氏名】, （住所）.
    private static func label(in scalars: [Unicode.Scalar]) -> Range<Int>? {
        for label in labels where label.count < scalars.count {
            for start in 0..<(scalars.count - label.count)
            where scalars[start..<(start + label.count)].elementsEqual(label, by: { upper($0) == $1 }) {
                var next = start + label.count
                while next < scalars.count, scalars[next] == " " || scalars[next] == "\t" { next += 1 }
                guard next < scalars.count else { continue }
                let isBracketed = start > 0 && "【[(「<".unicodeScalars.contains(scalars[start - 1])
                if scalars[next] == ":" || isBracketed && "】])」>".unicodeScalars.contains(scalars[next]) {
                    return (isBracketed ? start - 1 : start)..<(next + 1)
                }
            }
        }
        return nil
    }

    private static func mailAddress(in scalars: [Unicode.Scalar]) -> Range<Int>? {
        for (position, scalar) in scalars.enumerated() where scalar == "@" {
            var start = position
            while start > 0, isMailScalar(scalars[start - 1]) { start -= 1 }
            var end = position + 1
            while end < scalars.count, isMailScalar(scalars[end]) { end += 1 }
            if start < position, end - position > 2 { return start..<end }
        }
        return nil
    }

    /// Ten or eleven digits that begin with 0, or eleven to thirteen that begin with +81, with the signs between them that
    /// people write.
    private static func phoneNumber(in scalars: [Unicode.Scalar]) -> Range<Int>? {
        var start = 0
        while start < scalars.count {
            guard isDigit(scalars[start]) else {
                start += 1
                continue
            }
            let isForeign = start > 0 && scalars[start - 1] == "+" && scalars[start...].starts(with: ["8", "1"])
            let counts = isForeign ? 11...13 : 10...11
            var count = 0
            var position = start
            while position < scalars.count, count <= counts.upperBound {
                while position < scalars.count, isDigit(scalars[position]) {
                    position += 1
                    count += 1
                }
                if counts.contains(count), isForeign || scalars[start] == "0" {
                    return (isForeign ? start - 1 : start)..<position
                }
                let signs = scalars[position...].prefix(2).prefix { "-() .の".unicodeScalars.contains($0) }.count
                guard signs > 0 else { break }
                position += signs
                guard position < scalars.count, isDigit(scalars[position]) else { break }
            }
            // From the next run of digits on: a number may stand before the telephone number.
            while start < scalars.count, isDigit(scalars[start]) { start += 1 }
        }
        return nil
    }

    // MARK: scalars

    /// Full-width ASCII and the many dashes become ASCII, one scalar for one.
    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x2010...0x2015, 0x2212, 0x30FC, 0xFF70: "-"
        case 0x3000: " "
        default: scalar
        }
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x61...0x7A).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0x20) ?? scalar : scalar
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isMailScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            && (isDigit(scalar) || scalar.properties.isAlphabetic || "._%+-".unicodeScalars.contains(scalar))
    }
}
