extension SyntheticWard {
    /// Somebody who pays a tax here and lives elsewhere (住登外者): made from its number alone.
    struct Outsider {
        let number: String
        let name: String
        let kana: String
        let birth: Int32
        let sex: Sex
        let address: String
        /// 他業務参照不可.
        let isHidden: Bool

        init(_ place: Int, seed: UInt64) {
            var draw = Draw(seed, .outsiders, place)
            number = Numbers.outsider(place)
            sex = draw.below(2) == 0 ? .man : .woman
            birth = day(1936, 1, 1) + Int32(draw.below(25_000))
            let family = Outsider.families.position(&draw)
            let period = GivenNames.period(ofYear: date(birth).year)
            let given = draw.element(GivenNames.lists[period][Int(sex.rawValue)])
            name = Surnames.common[family].text + "　" + given.text
            kana = Surnames.common[family].readings[0] + "　" + given.readings[0]
            let lot = "\(1 + draw.below(9))-\(1 + draw.below(40))-\(1 + draw.below(30))"
            address = draw.element(Outsider.places) + lot
            isHidden = draw.chance(200)
        }

        private static let families = FallingWeights(count: Surnames.common.count, offset: 24)
        /// Prefectures are real, the towns in them are not.
        private static let places = [
            "埼玉県見本市中央", "千葉県見本市本町", "神奈川県見本市緑町", "東京都見本市栄町", "大阪府見本市北町", "北海道見本市南町",
            "福岡県見本市東町", "愛知県見本市西町",
        ]
    }
}
