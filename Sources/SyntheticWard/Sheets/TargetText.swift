extension SyntheticWard {
    /// The target layout as YAML: the shape of 基本データリスト with ids of a sample, never official ones.
    enum TargetText {
        private struct Group {
            let name: String
            let items: String
        }

        /// `name type length` and marks: `!` key, `+` required, `?` unknown dates allowed, `#` code list of the item's name.
        private static let groups = [
            Group(
                name: "住民",
                items: """
                    宛名番号 X 10 !+/世帯番号 X 10/住民票コード X 11/個人番号 X 12/氏名 N 100 +/氏名_フリガナ N 100/氏名_英字 X 100/通称 N 100\
                    /生年月日 DATE 10 ?/生年月日_不詳フラグ X 1/生年月日_不詳表記 N 72/性別 X 1 #/続柄 X 2 #/住民区分 X 1 #/住民状態 X 1 #\
                    /町字コード X 7/町字 N 18/番地号 N 50/方書 N 100/郵便番号 X 7/住民となった年月日 DATE 10/住民でなくなった年月日 DATE 10\
                    /届出年月日 DATE 10/支援措置 X 1 #/他業務参照不可 X 1 #
                    """),
            Group(name: "世帯", items: "世帯番号 X 10 !+/世帯主宛名番号 X 10/世帯主氏名 N 100/町字 N 18/番地号 N 50"),
            Group(
                name: "異動履歴",
                items: """
                    宛名番号 X 10 !+/履歴番号 9 4 !+/異動事由 X 2 #/異動年月日 DATE 10/届出年月日 DATE 10/処理年月日 DATE 10/最新 X 1 #\
                    /氏名 N 100/町字 N 18/番地号 N 50
                    """),
            Group(
                name: "印鑑登録",
                items: "登録番号 X 8 !+/宛名番号 X 10/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/登録年月日 DATE 10/登録状態 X 1 #"),
            Group(
                name: "選挙人",
                items: """
                    宛名番号 X 10 !+/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/性別 X 1 #/町字 N 18/番地号 N 50/投票区 X 3/支援措置 X 1 #
                    """),
            Group(
                name: "個人住民税",
                items: """
                    宛名番号 X 10 !+/年度 YEAR 4 !+/氏名 N 100/町字 N 18/番地号 N 50/賦課額 S9 11/収納額 S9 11/未納額 S9 11/支援措置 X 1 #
                    """),
            Group(
                name: "住登外者",
                items: """
                    宛名番号 X 10 !+/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/性別 X 1 #/住所 N 100/他業務参照不可 X 1 #
                    """),
            Group(
                name: "国保資格",
                items: """
                    宛名番号 X 10 !+/記号番号 X 8/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/性別 X 1 #/町字 N 18/番地号 N 50\
                    /資格取得年月日 DATE 10/資格喪失年月日 DATE 10/算定住民税額 S9 11/賦課額 S9 11/収納額 S9 11/未納額 S9 11/支援措置 X 1 #
                    """),
            Group(
                name: "国民年金",
                items: """
                    宛名番号 X 10 !+/基礎年金番号 X 10/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/種別 X 1 #/資格取得年月日 DATE 10
                    """),
            Group(
                name: "介護保険",
                items: """
                    宛名番号 X 10 !+/被保険者番号 X 10/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/性別 X 1 #/町字 N 18/番地号 N 50\
                    /要介護度 X 2 #/認定年月日 DATE 10/賦課額 S9 11/収納額 S9 11/未納額 S9 11/支援措置 X 1 #
                    """),
            Group(
                name: "児童手当",
                items: """
                    宛名番号 X 10 !+/児童宛名番号 X 10 !+/氏名 N 100/児童生年月日 DATE 10/手当月額 S9 11/認定年月日 DATE 10/支援措置 X 1 #
                    """),
            Group(
                name: "就学",
                items: """
                    宛名番号 X 10 !+/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/学校コード X 4/学年 9 1/保護者宛名番号 X 10/町字 N 18\
                    /番地号 N 50/支援措置 X 1 #
                    """),
            Group(
                name: "福祉",
                items: """
                    宛名番号 X 10 !+/氏名 N 100/氏名_フリガナ N 100/生年月日 DATE 10/手帳番号 X 10/等級 X 1 #/町字 N 18/番地号 N 50/支援措置 X 1 #
                    """),
        ]

        private static let codes: [(id: String, values: [(String, String)])] = [
            ("性別", [("1", "男"), ("2", "女")]),
            ("続柄", Relation.allCases.map { ($0.code, $0.japanese) }),
            ("住民区分", [("1", "日本人"), ("2", "外国人住民")]),
            ("住民状態", [("1", "現住"), ("2", "転出"), ("3", "死亡"), ("4", "職権消除")]),
            ("支援措置", [("0", "なし"), ("1", "あり")]),
            ("他業務参照不可", [("0", "参照可"), ("1", "参照不可")]),
            ("異動事由", Cause.allCases.map { ($0.code, $0.japanese) }),
            ("最新", [("0", "過去"), ("1", "最新")]),
            ("登録状態", [("1", "有効"), ("2", "廃止")]),
            ("種別", [("1", "第1号"), ("3", "第3号"), ("4", "任意加入")]),
            (
                "要介護度",
                [
                    ("00", "認定なし"), ("11", "要支援1"), ("12", "要支援2"), ("21", "要介護1"), ("22", "要介護2"), ("23", "要介護3"),
                    ("24", "要介護4"), ("25", "要介護5"),
                ]
            ),
            ("等級", (1...6).map { (String($0), "\($0)級") }),
        ]

        static let yaml: String = {
            var text = "# 見本の区の移行先。項目IDは見本の番号で、公式のものではない。\n"
            text += "layout: \"見本の区の移行先\"\nbusiness: \"901\"\nversion: \"見本\"\nlength-unit: scalars\ncodes:\n"
            for list in codes {
                text += "  \"\(list.id)\":\n    name: \"\(list.id)\"\n    values:\n"
                for (value, meaning) in list.values { text += "      \"\(value)\": \"\(meaning)\"\n" }
            }
            text += "groups:\n"
            for (number, group) in groups.enumerated() {
                text += "  - name: \"\(group.name)\"\n    items:\n"
                for (place, item) in group.items.split(separator: "/").enumerated() {
                    let words = item.split(separator: " ")
                    let id = padded(901 + number, to: 3) + padded(place + 1, to: 5)
                    text += "      - {name: \"\(words[0])\", id: \"\(id)\", type: \"\(words[1])\", length: \(words[2])"
                    let marks = words.count > 3 ? words[3] : ""
                    if marks.contains("#") { text += ", codes: \"\(words[0])\"" }
                    if marks.contains("+") { text += ", required: \"yes\"" }
                    if marks.contains("!") { text += ", key: true" }
                    if marks.contains("?") { text += ", unknown: true" }
                    text += "}\n"
                }
            }
            return text
        }()
    }
}
