extension SyntheticWard.Sheets {
    private typealias Sheet = SyntheticWard.Sheet
    private typealias Column = SyntheticWard.Column

    static let seals = SyntheticWard.Sheet(
        system: .inkan, group: "印鑑", target: "印鑑登録", file: "inkan.csv", shape: .csv(isQuoted: true),
        columns: [
            Column("登録番号", .key, isKey: true), Column("宛名番号"), Column("氏名", .name), Column("ｶﾅ", .kana),
            Column("生年月日", .birth), Column("登録日"), Column("状態", .code),
        ], dates: .eraLetter)

    static let voters = SyntheticWard.Sheet(
        system: .senkyo, group: "名簿", target: "選挙人", file: "meibo.tsv", shape: .tsv,
        columns: [
            Column("宛名番号", .key, isKey: true), Column("選挙人氏名", .name), Column("フリガナ", .kana), Column("生年月日", .birth),
            Column("男女", .sex), Column("町名", .town), Column("番地", .lot), Column("投票区"), Column("支援", .shield),
        ], dates: .words)

    static let pension = SyntheticWard.Sheet(
        system: .nenkin, group: "被保険者", target: "国民年金", file: "hihokensha.csv", shape: .csv(isQuoted: true),
        columns: [
            Column("住民番号", .key, isKey: true), Column("年金番号"), Column("氏名", .name), Column("フリガナ", .kana),
            Column("生年月日", .birth), Column("種別", .code), Column("取得年月日"),
        ], dates: .figures)

    static let care = SyntheticWard.Sheet(
        system: .kaigo, group: "被保険者台帳", target: "介護保険", file: "daicho.csv", shape: .csv(isQuoted: true),
        columns: [
            Column("宛名番号", .key, isKey: true), Column("被保険者番号"), Column("氏名", .name), Column("氏名カナ", .kana),
            Column("生年月日", .birth), Column("性別", .sex), Column("住所", .address), Column("認定結果", .code), Column("認定日"),
            Column("保険料", .levied), Column("収納", .paid), Column("未納", .due), Column("支援措置", .shield),
        ], dates: .slashes)

    static let allowance = SyntheticWard.Sheet(
        system: .jido, group: "支給", target: "児童手当", file: "shikyu.csv", shape: .csv(isQuoted: false),
        columns: [
            Column("受給者番号", .key, isKey: true), Column("児童番号", isKey: true), Column("受給者氏名", .name),
            Column("児童生年月日", .birth), Column("月額"), Column("認定日"), Column("支援", .shield),
        ], dates: .eraLetterPadded)

    static let school = SyntheticWard.Sheet(
        system: .shugaku, group: "学齢簿", target: "就学", file: "gakureibo.csv", shape: .csv(isQuoted: true),
        columns: [
            Column("宛名番号", .key, isKey: true), Column("児童生徒氏名", .name), Column("フリガナ", .kana), Column("生年月日", .birth),
            Column("学校", .code), Column("学年"), Column("保護者番号"), Column("住所", .address), Column("支援", .shield),
        ], dates: .hyphens)

    static let welfare = SyntheticWard.Sheet(
        system: .fukushi, group: "手帳", target: "福祉", file: "techo.dat", shape: .fixed(terminator: [0x0D, 0x0A]),
        columns: [
            Column("宛名番号", .key, bytes: 10, isKey: true), Column("氏名", .name, bytes: 64),
            Column("ｶﾅ氏名", .kana, bytes: 50),
            Column("生年月日", .birth, bytes: 7), Column("手帳番号", bytes: 10), Column("等級", .code, .zoned, bytes: 2),
            Column("町名", .town, bytes: 24), Column("番地", .lot, bytes: 24), Column("支援", .shield, .zoned, bytes: 1),
        ], dates: .eraFigures)
}

extension SyntheticWard.Column {
    fileprivate init(_ name: String, isKey: Bool) { self.init(name, .other, isKey: isKey) }
}
