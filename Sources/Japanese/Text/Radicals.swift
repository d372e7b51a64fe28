/// Kanji radicals that stand where a kanji should stand (康熙部首・CJK部首補助).
///
///     Radicals.unified("⽥")   // 田
///     Radicals.unified("⺠")   // 民
///     Radicals.unified("⼾")   // 戸, where NFKC gives the older 戶
///
/// Text taken from PDF files often holds them, because a font shares one glyph between the radical and the kanji. Unicode's
/// compatibility normalisation repairs the Kangxi block and only two of the supplement, so both tables are our own.
public enum Radicals {
    /// The kanji a radical looks like, or `nil` when the scalar is no radical or has no counterpart.
    ///
    /// Without counterpart: U+2E80 ⺀ (a repetition mark). U+2E9A is not assigned. Four Kangxi radicals lead to the form in
    /// Japanese use (戸 青 黄 黒), because their NFKC form (戶 靑 黃 黑) is not in JIS X 0208 and no ward document means it.
    public static func unified(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x2E80...0x2EF3: supplement[Int(scalar.value - 0x2E80)]
        case 0x2F00...0x2FD5: kangxi[Int(scalar.value - 0x2F00)]
        default: nil
        }
    }

    private static func table(_ rows: [String]) -> [Unicode.Scalar?] {
        rows.joined().unicodeScalars.map { $0 == " " ? nil : $0 }
    }

    /// U+2E80–2EF3, sixteen to a row; a space where there is no counterpart.
    private static let supplement = table([
        " 厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣",  // U+2E80
        "尢𡯂巳幺彑彐忄心扌攵 旡日月歺母",  // U+2E90
        "民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹",  // U+2EA0
        "纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹",  // U+2EB0
        "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑",  // U+2EC0
        "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠",  // U+2ED0
        "饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜",  // U+2EE0
        "龙龜亀龟",  // U+2EF0
    ])

    /// U+2F00–2FD5, sixteen to a row.
    private static let kangxi = table([
        "一丨丶丿乙亅二亠人儿入八冂冖冫几",  // U+2F00
        "凵刀力勹匕匚匸十卜卩厂厶又口囗土",  // U+2F10
        "士夂夊夕大女子宀寸小尢尸屮山巛工",  // U+2F20
        "己巾干幺广廴廾弋弓彐彡彳心戈戸手",  // U+2F30
        "支攴文斗斤方无日曰月木欠止歹殳毋",  // U+2F40
        "比毛氏气水火爪父爻爿片牙牛犬玄玉",  // U+2F50
        "瓜瓦甘生用田疋疒癶白皮皿目矛矢石",  // U+2F60
        "示禸禾穴立竹米糸缶网羊羽老而耒耳",  // U+2F70
        "聿肉臣自至臼舌舛舟艮色艸虍虫血行",  // U+2F80
        "衣襾見角言谷豆豕豸貝赤走足身車辛",  // U+2F90
        "辰辵邑酉釆里金長門阜隶隹雨青非面",  // U+2FA0
        "革韋韭音頁風飛食首香馬骨高髟鬥鬯",  // U+2FB0
        "鬲鬼魚鳥鹵鹿麥麻黄黍黒黹黽鼎鼓鼠",  // U+2FC0
        "鼻齊齒龍龜龠",  // U+2FD0
    ])
}
