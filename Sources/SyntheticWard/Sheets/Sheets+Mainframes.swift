extension SyntheticWard {
    /// The files of the ten systems.
    enum Sheets {
        static let all: [Sheet] = [
            residents, households, history, tax, outsiders, insurance, seals, voters, pension, care, allowance, school,
            welfare,
        ]

        static func of(_ system: SystemID) -> [Sheet] { all.filter { $0.system == system } }

        // MARK: 富士通 JEF

        static let residents = Sheet(
            system: .juki, group: "住民マスタ", target: "住民", file: "jumin.dat", shape: .fixed(terminator: []),
            columns: [
                Column("宛名番号", .key, bytes: 10, isKey: true), Column("世帯番号", bytes: 10), Column("住民票コード", bytes: 11),
                Column("個人番号", bytes: 12), Column("漢字氏名", .name, .kanji, bytes: 64), Column("ｶﾅ氏名", .kana, bytes: 50),
                Column("英字氏名", bytes: 40), Column("通称名", .other, .kanji, bytes: 40), Column("生年月日", .birth, bytes: 7),
                Column("性別", .sex, bytes: 1), Column("続柄", bytes: 2), Column("外国人区分", .code, bytes: 1),
                Column("消除区分", bytes: 1), Column("町名", .town, .kanji, bytes: 24), Column("番地", .lot, .kanji, bytes: 24),
                Column("方書", .building, .kanji, bytes: 230), Column("郵便番号", bytes: 7), Column("住定年月日", bytes: 7),
                Column("消除年月日", bytes: 7), Column("異動届出日", bytes: 7), Column("出生届出日", bytes: 7),
                Column("支援区分", .shield, bytes: 1), Column("他課非公開", bytes: 1), Column("予備", .filler, .filler, bytes: 28),
            ], dates: .eraFigures)

        static let households = Sheet(
            system: .juki, group: "世帯マスタ", target: "世帯", file: "setai.dat", shape: .fixed(terminator: []),
            columns: [
                Column("世帯番号", .key, bytes: 10, isKey: true), Column("世帯主番号", bytes: 10),
                Column("世帯主名", .name, .kanji, bytes: 64), Column("町名", .town, .kanji, bytes: 24),
                Column("番地", .lot, .kanji, bytes: 24), Column("予備", .filler, .filler, bytes: 8),
            ], dates: .eraFigures)

        static let history = Sheet(
            system: .juki, group: "異動履歴マスタ", target: "異動履歴", file: "ido.dat", shape: .fixed(terminator: []),
            columns: [
                Column("宛名番号", .key, bytes: 10, isKey: true), Column("履歴番号", .other, .zoned, bytes: 4, isKey: true),
                Column("異動コード", .code, bytes: 2), Column("異動日", bytes: 7), Column("届出日", bytes: 7),
                Column("処理日", bytes: 7),
                Column("最新区分", bytes: 1), Column("漢字氏名", .name, .kanji, bytes: 64),
                Column("町名", .town, .kanji, bytes: 24),
                Column("番地", .lot, .kanji, bytes: 24),
            ], dates: .eraFigures)

        // MARK: 日立 KEIS

        static let tax = Sheet(
            system: .juminzei, group: "課税", target: "個人住民税", file: "kazei.dat", shape: .fixed(terminator: []),
            columns: [
                Column("宛名番号", .key, bytes: 10, isKey: true), Column("賦課年度", bytes: 4, isKey: true),
                Column("氏名", .name, bytes: 72), Column("現住所", .address, bytes: 60),
                Column("年税額", .levied, .packed, bytes: 6),
                Column("納付済額", .paid, .packed, bytes: 6), Column("滞納額", .due, .packed, bytes: 6),
                Column("秘匿", .shield, bytes: 1), Column("予備", .filler, .filler, bytes: 5),
            ], dates: .figures)

        static let outsiders = Sheet(
            system: .juminzei, group: "住登外", target: "住登外者", file: "jutogai.dat", shape: .fixed(terminator: []),
            columns: [
                Column("宛名番号", .key, bytes: 10, isKey: true), Column("氏名", .name, bytes: 72),
                Column("ｶﾅ", .kana, bytes: 50),
                Column("生年月日", .birth, bytes: 8), Column("性別", .sex, bytes: 1), Column("住所", bytes: 90),
                Column("非公開", bytes: 1),
            ], dates: .figures)

        // MARK: NEC JIPS

        static let insurance = Sheet(
            system: .kokuho, group: "資格", target: "国保資格", file: "shikaku.dat", shape: .fixed(terminator: []),
            columns: [
                Column("個人番号内部", .key, bytes: 10, isKey: true), Column("記号番号", bytes: 8),
                Column("氏名漢字", .name, bytes: 72),
                Column("氏名カナ", .kana, bytes: 50), Column("生年月日", .birth, bytes: 7), Column("性別", .sex, bytes: 1),
                Column("住所", .address, bytes: 60), Column("取得日", bytes: 7), Column("喪失日", bytes: 7),
                Column("算定税額", .base, .zoned, bytes: 9), Column("保険料額", .levied, .zoned, bytes: 9),
                Column("収納額", .paid, .zoned, bytes: 9), Column("未納額", .due, .zoned, bytes: 9),
                Column("支援区分", .shield, bytes: 1), Column("FILLER", .filler, .filler, bytes: 11),
            ], dates: .eraFigures)
    }
}
