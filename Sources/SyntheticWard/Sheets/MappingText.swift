extension SyntheticWard {
    /// The mapping of each system as YAML, as a section would write it.
    enum MappingText {
        static func yaml(_ system: SystemID) -> String {
            let body =
                switch system {
                case .juki: juki
                case .juminzei: juminzei
                case .kokuho: kokuho
                case .inkan: inkan
                case .senkyo: senkyo
                case .nenkin: nenkin
                case .kaigo: kaigo
                case .jido: jido
                case .shugaku: shugaku
                case .fukushi: fukushi
                }
            return "mapping: \"\(system.name)から\"\nsystem: \(system.rawValue)\n" + body + "\n"
        }

        /// Codes of the register's own, from those of the target.
        static let relationCodes: [Relation: String] = [
            .head: "11", .husband: "12", .wife: "13", .child: "21", .wifeOfChild: "22", .husbandOfChild: "23",
            .grandchild: "24",
            .father: "31", .mother: "32", .grandparent: "33", .sibling: "41", .housemate: "90",
        ]

        /// A letter and a figure, as the register of 1985 had them.
        static func causeCode(_ cause: Cause) -> String {
            (cause.rawValue < 10 ? "A" : "B") + String(cause.rawValue % 10)
        }

        private static let relations = Relation.allCases.map { "\"\(relationCodes[$0] ?? "")\": \"\($0.code)\"" }
            .joined(separator: ", ")
        private static let causes = Cause.allCases.map { "\"\(causeCode($0))\": \"\($0.code)\"" }.joined(
            separator: ", ")

        private static let juki = """
            codes:
              性別: {"M": "1", "F": "2"}
              続柄: {\(relations)}
              住民区分: {"0": "1", "1": "2"}
              住民状態: {"0": "1", "1": "2", "2": "3", "3": "4"}
              異動事由: {\(causes)}
              有無: {"0": "0", "1": "1"}
            groups:
              - to: 住民
                from: 住民マスタ
                items:
                  宛名番号: 宛名番号
                  世帯番号: 世帯番号
                  住民票コード: 住民票コード
                  個人番号: 個人番号
                  氏名: name(漢字氏名)
                  氏名_フリガナ: name(kana(ｶﾅ氏名))
                  氏名_英字: 英字氏名
                  通称: name(通称名)
                  生年月日: date(生年月日)
                  生年月日_不詳フラグ: unknown-flag(生年月日)
                  生年月日_不詳表記: unknown-text(生年月日)
                  性別: code(性別, 性別)
                  続柄: code(続柄, 続柄)
                  住民区分: code(住民区分, 外国人区分)
                  住民状態: code(住民状態, 消除区分)
                  町字コード: town-code(町名)
                  町字: 町名
                  番地号: address(wide(番地))
                  方書: 方書
                  郵便番号: 郵便番号
                  住民となった年月日: date(住定年月日)
                  住民でなくなった年月日: date(消除年月日)
                  届出年月日: date(異動届出日 ?? 出生届出日)
                  支援措置: code(有無, 支援区分)
                  他業務参照不可: code(有無, 他課非公開)
                discard:
                  予備: 使っていない欄である
              - to: 世帯
                from: 世帯マスタ
                items:
                  世帯番号: 世帯番号
                  世帯主宛名番号: 世帯主番号
                  世帯主氏名: name(世帯主名)
                  町字: 町名
                  番地号: address(wide(番地))
                discard:
                  予備: 使っていない欄である
              - to: 異動履歴
                from: 異動履歴マスタ
                items:
                  宛名番号: 宛名番号
                  履歴番号: number(履歴番号)
                  異動事由: code(異動事由, 異動コード)
                  異動年月日: date(異動日)
                  届出年月日: date(届出日)
                  処理年月日: date(処理日)
                  最新: code(有無, 最新区分)
                  氏名: name(漢字氏名)
                  町字: 町名
                  番地号: address(wide(番地))
            """

        private static let juminzei = """
            codes:
              有無: {"N": "0", "Y": "1"}
              非公開: {"0": "0", "1": "1"}
              性別: {"1": "1", "2": "2"}
            groups:
              - to: 個人住民税
                from: 課税
                items:
                  宛名番号: 宛名番号
                  年度: year(賦課年度)
                  氏名: name(氏名)
                  町字: town(現住所)
                  番地号: address(wide(lot(現住所)))
                  賦課額: number(年税額)
                  収納額: number(納付済額)
                  未納額: number(滞納額)
                  支援措置: code(有無, 秘匿)
                discard:
                  予備: 使っていない欄である
              - to: 住登外者
                from: 住登外
                items:
                  宛名番号: 宛名番号
                  氏名: name(氏名)
                  氏名_フリガナ: name(kana(ｶﾅ))
                  生年月日: date(生年月日)
                  性別: code(性別, 性別)
                  住所: address(wide(住所))
                  他業務参照不可: code(非公開, 非公開)
            """

        private static let kokuho = """
            codes:
              有無: {"0": "0", "1": "1"}
              性別: {"1": "1", "2": "2"}
            groups:
              - to: 国保資格
                from: 資格
                items:
                  宛名番号: 個人番号内部
                  記号番号: 記号番号
                  氏名: name(氏名漢字)
                  氏名_フリガナ: name(kana(氏名カナ))
                  生年月日: date(生年月日)
                  性別: code(性別, 性別)
                  町字: town(住所)
                  番地号: address(wide(lot(住所)))
                  資格取得年月日: date(取得日)
                  資格喪失年月日: until(喪失日)
                  算定住民税額: number(算定税額)
                  賦課額: number(保険料額)
                  収納額: number(収納額)
                  未納額: number(未納額)
                  支援措置: code(有無, 支援区分)
                discard:
                  FILLER: 使っていない欄である
            """

        private static let inkan = """
            codes:
              登録状態: {"有効": "1", "廃止": "2"}
            groups:
              - to: 印鑑登録
                from: 印鑑
                items:
                  登録番号: 登録番号
                  宛名番号: 宛名番号
                  氏名: name(氏名)
                  氏名_フリガナ: name(kana(ｶﾅ))
                  生年月日: date(生年月日)
                  登録年月日: date(登録日)
                  登録状態: code(登録状態, 状態)
            """

        private static let senkyo = """
            codes:
              性別: {"男": "1", "女": "2"}
              有無: {"": "0", "○": "1"}
            groups:
              - to: 選挙人
                from: 名簿
                items:
                  宛名番号: 宛名番号
                  氏名: name(選挙人氏名)
                  氏名_フリガナ: name(kana(フリガナ))
                  生年月日: date(生年月日)
                  性別: code(性別, 男女)
                  町字: town(町名)
                  番地号: address(wide(番地))
                  投票区: 投票区
                  支援措置: code(有無, 支援)
            """

        private static let nenkin = """
            codes:
              種別: {"1号": "1", "3号": "3", "任意": "4"}
            groups:
              - to: 国民年金
                from: 被保険者
                items:
                  宛名番号: 住民番号
                  基礎年金番号: 年金番号
                  氏名: name(氏名)
                  氏名_フリガナ: name(kana(フリガナ))
                  生年月日: date(生年月日)
                  種別: code(種別, 種別)
                  資格取得年月日: date(取得年月日)
            """

        private static let kaigo = """
            codes:
              性別: {"男": "1", "女": "2"}
              要介護度: {"なし": "00", "要支援１": "11", "要支援２": "12", "要介護１": "21", "要介護２": "22", "要介護３": "23", "要介護４": "24", "要介護５": "25"}
              有無: {"0": "0", "1": "1"}
            groups:
              - to: 介護保険
                from: 被保険者台帳
                items:
                  宛名番号: 宛名番号
                  被保険者番号: 被保険者番号
                  氏名: name(氏名)
                  氏名_フリガナ: name(kana(氏名カナ))
                  生年月日: date(生年月日)
                  性別: code(性別, 性別)
                  町字: town(住所)
                  番地号: address(wide(lot(住所)))
                  要介護度: code(要介護度, 認定結果)
                  認定年月日: date(認定日)
                  賦課額: number(保険料)
                  収納額: number(収納)
                  未納額: number(未納)
                  支援措置: code(有無, 支援措置)
            """

        private static let jido = """
            codes:
              有無: {"0": "0", "1": "1"}
            groups:
              - to: 児童手当
                from: 支給
                items:
                  宛名番号: 受給者番号
                  児童宛名番号: 児童番号
                  氏名: name(受給者氏名)
                  児童生年月日: date(児童生年月日)
                  手当月額: number(月額)
                  認定年月日: date(認定日)
                  支援措置: code(有無, 支援)
            """

        private static let shugaku = """
            codes:
              有無: {"0": "0", "1": "1"}
              学校: {"小01": "P001", "小02": "P002", "小03": "P003", "小04": "P004", "小05": "P005", "小06": "P006", "小07": "P007", "小08": "P008", "中01": "J001", "中02": "J002", "中03": "J003", "中04": "J004"}
            groups:
              - to: 就学
                from: 学齢簿
                items:
                  宛名番号: 宛名番号
                  氏名: name(児童生徒氏名)
                  氏名_フリガナ: name(kana(フリガナ))
                  生年月日: date(生年月日)
                  学校コード: code(学校, 学校)
                  学年: number(学年)
                  保護者宛名番号: 保護者番号
                  町字: town(住所)
                  番地号: address(wide(lot(住所)))
                  支援措置: code(有無, 支援)
            """

        private static let fukushi = """
            codes:
              等級: {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "6": "6"}
              有無: {"0": "0", "1": "1"}
            groups:
              - to: 福祉
                from: 手帳
                items:
                  宛名番号: 宛名番号
                  氏名: name(氏名)
                  氏名_フリガナ: name(kana(ｶﾅ氏名))
                  生年月日: date(生年月日)
                  手帳番号: 手帳番号
                  等級: code(等級, 等級)
                  町字: town(町名)
                  番地号: address(wide(番地))
                  支援措置: code(有無, 支援)
            """
    }
}
