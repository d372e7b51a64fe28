import Japanese

/// The form in which names of 町字 are compared: 丁目 in figures, without 大字 and 字, ケ and ヶ alike.
struct TownKey {
    let text: String
    private let scalars: [Unicode.Scalar]

    init(_ raw: String) {
        var key = TextKey(raw).text
        for (old, new) in [
            ("大字", ""), ("ヶ", "ケ"), ("ヵ", "カ"), ("之", "の"), ("ノ", "の"), ("髙", "高"), ("﨑", "崎"), ("番地", "-"),
        ] {
            key = key.replacing(old, with: new)
        }
        key = Self.withFigures(key)
        text = key
        scalars = Array(key.unicodeScalars)
    }

    /// The name without its 丁目; `nil` where it has none.
    var base: String? {
        guard text.hasSuffix("丁目") else { return nil }
        let head = text.dropLast(2)
        let name = head.prefix { !$0.isNumber }
        return name.isEmpty || name.count == head.count ? nil : String(name)
    }

    /// 阿佐谷南1 is not the beginning of 阿佐谷南15.
    func mayEnd(after length: Int) -> Bool {
        guard length < scalars.count else { return true }
        return !(isFigure(scalars[length - 1]) && isFigure(scalars[length]))
    }

    private func isFigure(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    func rest(after length: Int) -> String {
        var rest = String.UnicodeScalarView()
        rest.append(contentsOf: scalars[length...].drop { $0 == "-" })
        return String(rest)
    }

    /// 一丁目 → 1丁目; 1-15-1 behind a name → 1丁目15-1.
    private static func withFigures(_ key: String) -> String {
        var result = ""
        var rest = Substring(key)
        while let found = rest.range(of: "丁目") {
            let head = rest[..<found.lowerBound]
            let digits = head.tail { "一二三四五六七八九十".contains($0) }
            if !digits.isEmpty, let number = KanjiNumeral.value(of: String(digits)) {
                result += head.dropLast(digits.count) + String(number)
            } else {
                result += head
            }
            result += "丁目"
            rest = rest[found.upperBound...]
        }
        if result.isEmpty { return firstFigure(key) }
        return result + rest
    }

    /// The first of three figures joined by hyphens is the 丁目: so addresses are shortened.
    private static func firstFigure(_ key: String) -> String {
        guard let start = key.firstIndex(where: \.isNumber), key[start].isASCII, start > key.startIndex else {
            return key
        }
        let name = key[..<start]
        let parts = key[start...].split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 2, let first = parts.first, first.allSatisfy({ $0.isASCII && $0.isNumber }),
            first.count <= 2
        else { return key }
        return name + first + "丁目" + parts.dropFirst().joined(separator: "-")
    }
}

extension Substring {
    /// The characters at its end that are so.
    fileprivate func tail(_ isIn: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, isIn(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}

/// An address cut into prefecture, municipality and the rest.
struct AddressParts {
    let prefecture: String?
    let municipality: String?
    /// From the 町字 on.
    let town: String

    init(_ raw: String) {
        let text = Substring(raw.filter { !$0.isWhitespace })
        prefecture = Prefectures.names.first { text.hasPrefix($0) }
        var rest = text.dropFirst(prefecture?.count ?? 0)
        guard let end = Self.municipalityEnd(rest) else {
            municipality = nil
            town = String(rest)
            return
        }
        municipality = String(rest[..<end])
        rest = rest[end...]
        town = String(rest)
    }

    /// After 市 (and its 区), 区, or 郡 with 町 or 村; 市川市 and 四日市市 end at their second 市.
    private static func municipalityEnd(_ text: Substring) -> Substring.Index? {
        let head = text.prefix(14)
        if let county = head.firstIndex(of: "郡"), county != head.startIndex {
            let behind = head[head.index(after: county)...]
            if let end = behind.firstIndex(where: { $0 == "町" || $0 == "村" }) { return head.index(after: end) }
        }
        guard var end = head.firstIndex(where: { $0 == "市" || $0 == "区" }) else { return nil }
        let next = head.index(after: end)
        if head[end] == "市" {
            let behind = head[next...].prefix(4)
            if end == head.startIndex || head[..<next].hasSuffix("四日市") || head[..<next].hasSuffix("廿日市"),
                let second = behind.firstIndex(of: "市")
            {
                end = second
            } else if let ward = behind.firstIndex(of: "区") {
                end = ward
            }
        }
        return head.index(after: end)
    }
}

/// 都道府県
enum Prefectures {
    /// In the order of their codes, from 01.
    static let names = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都",
        "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府",
        "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県",
        "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]
}
