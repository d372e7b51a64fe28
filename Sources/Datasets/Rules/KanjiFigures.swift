/// Figures that are written in kanji one by one: 一二三四, not 千二百三十四.
enum KanjiFigures {
    private static let figures: [Unicode.Scalar: UInt8] = [
        "〇": 0, "○": 0, "◯": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        "壱": 1, "弐": 2, "参": 3,
    ]

    /// Bytes of each of them in UTF-8.
    static let width = 3
    /// As many as 個人番号 has.
    static let least = 12

    /// The text with figures in the place of kanji; `nil` where there are too few of them for a number.
    static func spelled(_ text: String) -> String? {
        guard text.utf8.count >= least * width else { return nil }
        var count = 0
        for scalar in text.unicodeScalars where figures[scalar] != nil { count += 1 }
        guard count >= least else { return nil }
        var spelled = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            spelled.append(figures[scalar].map { Unicode.Scalar(0x30 + $0) } ?? scalar)
        }
        return String(spelled)
    }

    /// Whether so many may stand in the bytes: a look, not an answer.
    static func mayStand(in base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= least * width else { return false }
        var found = 0
        for position in 0..<count - 2 {
            // 一七三 E4 B8, 九 E4 B9, 二五 E4 BA, 弐 E5 BC, 四 E5 9B, 八六 E5 85, 参 E5 8F, 壱 E5 A3, 零 E9 9B, 〇 E3 80 87.
            switch (base[position], base[position + 1]) {
            case (0xE4, 0xB8...0xBA), (0xE5, 0x85), (0xE5, 0x8F), (0xE5, 0x9B), (0xE5, 0xA3), (0xE5, 0xBC),
                (0xE9, 0x9B):
                found += 1
            // ○ and ◯, which are written in its place, are rarer than a glance goes.
            case (0xE3, 0x80) where base[position + 2] == 0x87: found += 1
            default: break
            }
        }
        return found >= least
    }
}
