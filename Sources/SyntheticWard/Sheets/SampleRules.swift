/// Rules over the sample target layout of a generated ward: every class of the ward's defect list that concerns whole records, households,
/// histories or several systems.
enum SampleRules {
    /// Systems that hold a copy of somebody's name, birth or address, with the items they share with the resident register.
    private static let copies: [(group: String, items: [String])] = [
        ("印鑑登録", ["氏名", "氏名_フリガナ", "生年月日"]),
        ("選挙人", ["氏名", "氏名_フリガナ", "生年月日", "性別", "町字", "番地号"]),
        ("個人住民税", ["氏名", "町字", "番地号"]),
        ("国保資格", ["氏名", "氏名_フリガナ", "生年月日", "性別", "町字", "番地号"]),
        ("国民年金", ["氏名", "氏名_フリガナ", "生年月日"]),
        ("介護保険", ["氏名", "氏名_フリガナ", "生年月日", "性別", "町字", "番地号"]),
        ("児童手当", ["氏名"]),
        ("就学", ["氏名", "氏名_フリガナ", "生年月日", "町字", "番地号"]),
        ("福祉", ["氏名", "氏名_フリガナ", "生年月日", "町字", "番地号"]),
    ]

    /// Systems that know of protection.
    private static let protecting = ["選挙人", "個人住民税", "国保資格", "介護保険", "児童手当", "就学", "福祉"]

    static let yaml: String = {
        var lines = [
            "# 見本の移行先に対する規則。1行が1つの規則である。",
            "rules:",
            "  # 日付（DT3）",
            "  - {id: DT3-born, rule: order, group: 住民, first: 生年月日, then: 住民となった年月日}",
            "  - {id: DT3-left, rule: order, group: 住民, first: 生年月日, then: 住民でなくなった年月日}",
            "  # 氏名と住所（NM5、AD4）",
            "  - {id: NM5, rule: kana, group: 住民, item: 氏名_フリガナ, name: 氏名, where: {住民区分: \"1\"}}",
            "  - {id: AD4, rule: town, group: 住民, item: 町字コード, on: 届出年月日}",
            "  # 世帯（HH1からHH3まで）",
            "  - id: HH",
            "    rule: household",
            "    group: 世帯",
            "    household: 世帯番号",
            "    designated-head: 世帯主宛名番号",
            "    members: 住民",
            "    relation: 続柄",
            "    sex: 性別",
            "    birth: 生年月日",
            "    living: {住民状態: \"1\"}",
            "    codes: {head: \"01\", husband: \"02\", wife: \"03\", child: \"04\", male: \"1\", female: \"2\"}",
            "  # 番号（ID1からID3まで）",
            "  - {id: ID1-number, rule: check-digit, group: 住民, item: 個人番号, scheme: individual-number}",
            "  - {id: ID1-code, rule: check-digit, group: 住民, item: 住民票コード, scheme: resident-code}",
            "  - {id: ID2-number, rule: unique, group: 住民, items: [個人番号]}",
            "  - {id: ID2-code, rule: unique, group: 住民, items: [住民票コード]}",
            "  - {id: ID2-key, rule: unique, group: 住民, items: [宛名番号]}",
            "  - {id: ID3, rule: disjoint, group: 住登外者, item: 宛名番号, to: 住民}",
            "  # 履歴（HI1、HI2）",
            "  - id: HI",
            "    rule: history",
            "    group: 異動履歴",
            "    person: 宛名番号",
            "    number: 履歴番号",
            "    date: 異動年月日",
            "    newest: 最新",
            "    of: 住民",
            "    items: [氏名, 町字, 番地号]",
            "  # システムの間（XS1からXS3まで、PR1、PR2）",
        ]
        for copy in copies {
            lines.append(
                "  - {id: XS1-\(copy.group), rule: reference, group: \(copy.group), item: 宛名番号, to: [住民, 住登外者]}")
            let items = copy.items.joined(separator: ", ")
            lines.append(
                "  - {id: XS2-\(copy.group), rule: same, group: \(copy.group), key: 宛名番号, items: [\(items)], to: 住民}")
        }
        for group in ["個人住民税", "国保資格", "介護保険"] {
            lines.append("  - {id: XS3-\(group), rule: sum, group: \(group), total: 賦課額, parts: [収納額, 未納額]}")
        }
        lines.append(
            "  - {id: XS3-算定, rule: same-amount, group: 国保資格, key: 宛名番号, item: 算定住民税額, to: 個人住民税, to-item: 賦課額, newest: 年度}"
        )
        for group in protecting {
            lines.append("  - {id: PR1-\(group), rule: same-flag, group: \(group), key: 宛名番号, item: 支援措置, to: 住民}")
        }
        for group in ["選挙人", "就学"] {
            lines.append(
                "  - {id: PR2-\(group), rule: none-flagged, group: \(group), key: 宛名番号, item: 他業務参照不可, to: 住民}")
        }
        return lines.joined(separator: "\n") + "\n"
    }()
}
