extension SyntheticWard {
    /// Numbers of people, households and papers. All lie in ranges that show them to be samples.
    enum Numbers {
        /// 宛名番号 of a resident or of somebody who was one: 90… .
        static func person(_ place: Int) -> String { "9" + padded(place + 1, to: 9) }
        /// 宛名番号 of somebody who is no resident: 95… .
        static func outsider(_ place: Int) -> String { "95" + padded(place + 1, to: 8) }
        /// A 宛名番号 that no register knows: 97… .
        static func stranger(_ place: Int) -> String { "97" + padded(place + 1, to: 8) }
        /// 世帯番号: 80… .
        static func household(_ place: Int) -> String { "8" + padded(place + 1, to: 9) }

        /// 個人番号 that begins with 9990, with its check digit.
        static func individual(_ place: Int) -> String { checked("9990" + padded(scattered(place), to: 7)) }
        /// 住民票コード that begins with 999, with its check digit.
        static func resident(_ place: Int) -> String { checked("999" + padded(scattered(place + 77), to: 7)) }

        /// Numbers of neighbours are not neighbours. A different one for each place below ten million.
        private static func scattered(_ place: Int) -> Int { (place * 6_700_417 + 1_234_567) % 10_000_000 }

        /// Adds the check digit: weights 2 to 7 and again from 2, from the last figure on; 11 less the remainder of the sum by 11,
        /// 0 where the remainder is 0 or 1.
        ///
        /// For 個人番号: 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令第8条、同省令第5条. 住民票コード is counted in
        /// the same way over its ten figures.
        static func checked(_ figures: String) -> String { figures + String(checkDigit(figures)) }

        static func checkDigit(_ figures: String) -> Int {
            var sum = 0
            for (place, byte) in figures.utf8.reversed().enumerated() { sum += Int(byte - 0x30) * (place % 6 + 2) }
            return sum % 11 <= 1 ? 0 : 11 - sum % 11
        }
    }

    /// The texts of one person's names.
    enum NameText {
        /// 氏名 with one full-width space.
        static func kanji(_ person: Person, family: NamePart) -> String {
            if person.marks.contains(.katakanaName) { return kana(person, family: family) }
            if person.isForeign { return wide(latin(person)) }
            return FamilyNames.all[Int(family.word)].text + "　" + GivenIndex.words[Int(person.given.word)].text
        }

        /// Full-width katakana; empty where the register has none.
        static func kana(_ person: Person, family: NamePart) -> String {
            if person.isForeign {
                if person.marks.contains(.noKana) { return "" }
                let (family, given) = foreign(person)
                return family.readings[0] + "　" + given.readings[0]
            }
            return FamilyNames.all[Int(family.word)].readings[Int(family.reading)] + "　"
                + GivenIndex.words[Int(person.given.word)].readings[Int(person.given.reading)]
        }

        /// 氏名_英字, for residents of other nationalities.
        static func latin(_ person: Person) -> String {
            guard person.isForeign else { return "" }
            let (family, given) = foreign(person)
            return family.text + " " + given.text
        }

        /// 通称: a Japanese name that some use.
        static func alias(_ person: Person, _ place: Int, seed: UInt64) -> String {
            guard person.marks.contains(.alias) else { return "" }
            var draw = Draw(seed, .names, -1 - place)
            let family = Surnames.common[draw.below(60)].text
            return family + "　" + GivenNames.lists[2][Int(person.sex.rawValue)][draw.below(20)].text
        }

        private static func foreign(_ person: Person) -> (NameWord, NameWord) {
            let names = ForeignNames.all[Int(person.origin)]
            let givens = person.sex == .man ? names.men : names.women
            return (names.families[Int(person.family.word)], givens[Int(person.given.word)])
        }

        /// ASCII in full-width forms.
        static func wide(_ text: String) -> String {
            var view = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                if scalar == " " {
                    view.append("\u{3000}")
                } else if (0x21...0x7E).contains(scalar.value), let full = Unicode.Scalar(scalar.value + 0xFEE0) {
                    view.append(full)
                } else {
                    view.append(scalar)
                }
            }
            return String(view)
        }
    }

    /// The texts of places.
    enum PlaceText {
        static func town(_ place: Place) -> String { Towns.all[Int(place.town)].name }
        /// 番地号 as the register writes it: １２－３.
        static func lot(_ place: Place) -> String { NameText.wide("\(place.block)-\(place.house)") }
        static func narrowLot(_ place: Place) -> String { "\(place.block)-\(place.house)" }

        /// 方書: a third of the households live in a building with a name.
        static func building(household: Int, seed: UInt64, isDashed: Bool) -> String {
            if isDashed { return dashed[household % dashed.count] }
            var draw = Draw(seed, .apartments, household)
            guard draw.chance(3_800) else { return "" }
            let name = draw.element(firsts) + draw.element(lasts)
            return name + NameText.wide("\(1 + draw.below(9))0\(1 + draw.below(8))")
        }

        private static let firsts = ["見本", "サン", "グリーン", "メゾン", "第二", "コーポ", "青葉", "ひかり", "リバー", "パーク"]
        private static let lasts = ["ハイツ", "コート", "荘", "ハウス", "テラス", "ビル", "フラット", "レジデンス"]
        /// Marks that look alike and are meant: no rule may touch them.
        private static let dashed = ["ユー－ワンコーポ１０１", "カーサー－ミホン２０２", "メゾン・ド・ツー－ワン", "エー－ビーハイツ３０３"]
    }
}
