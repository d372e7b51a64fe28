import Japanese

extension SyntheticWard {
    /// How defects are written: pure changes of one text.
    enum FlawText {
        /// An era that was not in use on a day near a border of eras; `nil` for other days.
        static func wrongEra(of day: Int32) -> Era? {
            switch day {
            case SyntheticWard.day(1989, 1, 1)...SyntheticWard.day(1989, 1, 7): .heisei
            case SyntheticWard.day(1989, 1, 8)...SyntheticWard.day(1989, 12, 31): .showa
            case SyntheticWard.day(2019, 1, 1)...SyntheticWard.day(2019, 4, 30): .reiwa
            case SyntheticWard.day(2019, 5, 1)...SyntheticWard.day(2019, 12, 31): .heisei
            case SyntheticWard.day(1926, 12, 26)...SyntheticWard.day(1927, 12, 31): .taisho
            default: nil
            }
        }

        /// A name with its parts set apart in another way (NM2).
        static func separated(_ name: String, _ variant: Int, isKanjiOnly: Bool) -> String {
            let others = isKanjiOnly ? ["　　"] : [" ", "　　", "  "]
            return name.replacing("　", with: others[variant % others.count])
        }

        /// 番地号 with another of the marks that look like a hyphen (AD1).
        static func hyphened(_ lot: String, _ variant: Int) -> String {
            lot.replacing("－", with: ["ー", "―", "‐"][variant % 3])
        }

        /// A town's name in another usual spelling (AD2); `nil` where there is none.
        static func spelling(_ town: String, _ variant: Int = 0) -> String? {
            for (name, others) in spellings where town.hasPrefix(name) {
                return others[variant % others.count] + String(town.unicodeScalars.dropFirst(name.unicodeScalars.count))
            }
            return nil
        }

        private static let spellings: [(String, [String])] = [
            ("阿佐谷", ["阿佐ヶ谷", "阿佐ケ谷", "阿佐が谷"]), ("堀ノ内", ["堀之内", "堀の内"]), ("松ノ木", ["松の木", "松之木"]),
        ]

        /// A town's name with its 丁目 in figures (AD3).
        static func numbered(_ town: Town, _ variant: Int, isBeforeLot: Bool) -> String {
            let figure = NameText.wide(String(town.chome))
            // 和田１－２－３ can only be told where the block follows.
            return town.oaza + [figure + "丁目", figure + "－", "\(town.chome)丁目"][isBeforeLot ? variant % 3 : 0]
        }

        /// A building's name that is longer than 100 characters (LN1).
        static func longBuilding(_ variant: Int) -> String {
            let part = "見本荘園グリーンハイツ別館"
            var view = String.UnicodeScalarView()
            while view.count < 101 + variant % 8 { view.append(contentsOf: part.unicodeScalars) }
            return NameText.wide(String(String.UnicodeScalarView(view.prefix(104 + variant % 8))) + "101")
        }

        /// Towns that the list does not have, or has no more (AD4).
        static func oddTown(_ place: Int) -> String {
            (["架空町一丁目", "架空町二丁目", "存在田三丁目"] + Towns.closed.map(\.name))[place % 6]
        }

        /// A kana text that says something else: the last character is another one.
        static func otherKana(_ kana: String) -> String {
            guard let last = kana.unicodeScalars.last else { return kana }
            return String(kana.unicodeScalars.dropLast()) + (last == "ン" ? "ミ" : "ン")
        }

        /// A character of the family name that some sets lack, as a private one.
        static func withPrivate(_ name: String, _ scalar: Unicode.Scalar) -> String {
            var isDone = false
            return NameGlyphs.of(name).map { glyph in
                guard !isDone, OddNames.glyphs.contains(glyph), isRare(glyph) else { return glyph }
                isDone = true
                return String(scalar)
            }.joined()
        }

        /// Glyphs of the lists that are beyond JIS X 0208.
        private static func isRare(_ glyph: String) -> Bool { rare.contains(glyph) }

        private static let rare: Set<String> = {
            let set = MainframeCharacterSet(.keis83).table.codes()
            return Set(
                OddNames.glyphs.filter { glyph in
                    let scalars = Array(glyph.unicodeScalars)
                    return scalars.count > 1 || set[scalars[0]] == nil
                })
        }()
    }
}
