import Japanese

/// The towns (町字) of the ward with their ids and the days on which they existed.
///
///     TownList(list, municipality: "東京都杉並区").match("杉並区阿佐ヶ谷北１－２－３")   // 阿佐谷北一丁目, rest "２－３"
///
/// Written forms that mean the same are read as one: ヶ・ケ・が and none, 之・ノ・の, 大字 or none, 一丁目・1丁目・１－. What is
/// matched is the longest name at the start of the address; an address that begins with no known town matches nothing.
public struct TownList: Hashable, Sendable {
    public struct Town: Hashable, Sendable {
        /// 町字ID.
        public let code: String
        /// As the official list writes it: 阿佐谷北一丁目.
        public let name: String
        public let postalCode: String
        /// The first and the last day of the town; `nil` where the list has none.
        public let from: CivilDate?
        public let until: CivilDate?

        /// Whether the town existed on a day.
        public func exists(on day: CivilDate) -> Bool {
            (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
        }
    }

    /// A town found at the start of an address.
    public struct Match: Hashable, Sendable {
        public let town: Town
        /// What follows the town.
        public let rest: String
        /// The name was written as in the list, but for the number of its 丁目.
        public let isSpeltSo: Bool
        /// The number of the 丁目 was written as in the list.
        public let isNumberedSo: Bool
    }

    public let towns: [Town]
    /// What may stand before a town: 東京都杉並区 and 杉並区. The same town name elsewhere is another place.
    private let prefixes: [[Unicode.Scalar]]
    /// Towns by the key of their name without 丁目, then by its number (0 for none).
    private let byName: [[UInt32]: [Int: Int]]
    private let byCode: [String: Int]
    private let keyLengthMax: Int

    /// - Parameter municipality: the ward with its prefecture, as 東京都杉並区; empty where addresses never name it.
    public init(_ towns: [Town], municipality: String = "") {
        self.towns = towns
        prefixes = TownList.prefixes(Array(municipality.unicodeScalars))
        var byName: [[UInt32]: [Int: Int]] = [:]
        for (position, town) in towns.enumerated() {
            let (base, number) = TownList.parts(Array(town.name.unicodeScalars))
            let key = TownList.key(base)
            // Of two towns of one name the one that still exists is meant.
            if let other = byName[key]?[number], towns[other].until == nil { continue }
            byName[key, default: [:]][number] = position
        }
        self.byName = byName
        byCode = Dictionary(towns.enumerated().map { ($0.element.code, $0.offset) }) { first, _ in first }
        keyLengthMax = byName.keys.map(\.count).max() ?? 0
    }

    public func town(code: String) -> Town? { byCode[code].map { towns[$0] } }

    // MARK: matching

    /// The town at the start of an address, after a prefecture and a municipality where they are written.
    public func match(_ address: String) -> Match? {
        let scalars = Array(address.unicodeScalars)
        var start = 0
        while start < scalars.count, scalars[start] == " " || scalars[start] == "\u{3000}" { start += 1 }
        if let found = match(scalars, from: start) { return found }
        for prefix in prefixes where scalars[start...].starts(with: prefix) {
            var end = start + prefix.count
            while end < scalars.count, scalars[end] == " " || scalars[end] == "\u{3000}" { end += 1 }
            if let found = match(scalars, from: end) { return found }
        }
        return nil
    }

    /// The whole name, and what follows the prefecture.
    private static func prefixes(_ municipality: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        if municipality.isEmpty { return [] }
        guard let end = municipality.dropFirst(2).firstIndex(where: { "都道府県".unicodeScalars.contains($0) }),
            end + 1 < municipality.count
        else { return [municipality] }
        return [municipality, Array(municipality[(end + 1)...])]
    }

    private func match(_ scalars: [Unicode.Scalar], from start: Int) -> Match? {
        var position = start
        if position + 1 < scalars.count, scalars[position] == "大", scalars[position + 1] == "字" { position += 2 }
        let nameStart = position
        // Names by length: keys[n] is what the first n scalars mean.
        var key: [UInt32] = []
        var best: (end: Int, numbers: [Int: Int])?
        while position < scalars.count, key.count <= keyLengthMax {
            if let folded = TownList.folded(scalars[position]) { key.append(folded) }
            position += 1
            if let numbers = byName[key] { best = (position, numbers) }
        }
        guard let best else { return nil }
        let number = TownList.number(scalars, at: best.end)
        if let number, let town = best.numbers[number.value] {
            return result(towns[town], scalars, nameStart..<best.end, numberEnd: number.end)
        }
        guard let town = best.numbers[0] else { return nil }
        return result(towns[town], scalars, nameStart..<best.end, numberEnd: best.end)
    }

    private func result(
        _ town: Town, _ scalars: [Unicode.Scalar], _ name: Range<Int>, numberEnd: Int
    ) -> Match {
        let listed = Array(town.name.unicodeScalars)
        let (base, _) = TownList.parts(listed)
        let written = scalars[name.upperBound..<numberEnd]
        return Match(
            town: town, rest: TownList.text(scalars[numberEnd...]), isSpeltSo: scalars[name].elementsEqual(base),
            isNumberedSo: written.isEmpty || written.elementsEqual(listed[base.count...]))
    }

    // MARK: forms

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func key(_ scalars: [Unicode.Scalar]) -> [UInt32] { scalars.compactMap(folded) }

    /// What a scalar of a name means; `nil` for one that is as good as not written.
    private static func folded(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "ヶ", "ケ", "が", "ガ", "ｹ", "ヵ", " ", "\u{3000}": nil
        case "之", "ノ", "の", "ﾉ", "乃": 0x30CE
        default: scalar.value
        }
    }

    /// A town's name without its 丁目, and the number of it; 0 for none.
    private static func parts(_ name: [Unicode.Scalar]) -> (base: [Unicode.Scalar], number: Int) {
        guard name.count > 3, name[name.count - 2] == "丁", name[name.count - 1] == "目" else { return (name, 0) }
        var start = name.count - 2
        while start > 0, isNumeral(name[start - 1]) { start -= 1 }
        guard let value = value(name[start..<(name.count - 2)]) else { return (name, 0) }
        return (Array(name[..<start]), value)
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || "一二三四五六七八九十".unicodeScalars.contains(scalar)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
        default: nil
        }
    }

    private static func value(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        let figures = scalars.compactMap(digit)
        if figures.count == scalars.count, !figures.isEmpty, figures.count <= 3 {
            return figures.reduce(0) { $0 * 10 + $1 }
        }
        return figures.isEmpty ? KanjiNumeral.value(of: text(scalars)) : nil
    }

    /// A 丁目 after a name: 一丁目, 1丁目, or figures before a hyphen.
    private static func number(_ scalars: [Unicode.Scalar], at start: Int) -> (value: Int, end: Int)? {
        var end = start
        while end < scalars.count, end - start < 4, isNumeral(scalars[end]) { end += 1 }
        guard end > start, let value = value(scalars[start..<end]) else { return nil }
        if end + 1 < scalars.count, scalars[end] == "丁", scalars[end + 1] == "目" { return (value, end + 2) }
        guard end < scalars.count, isHyphen(scalars[end]) else {
            return end == scalars.count ? (value, end) : nil
        }
        return (value, end + 1)
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D, 0xFF70, 0x30FC: true
        default: scalar == "の" || scalar == "ノ"
        }
    }
}
