/// How a maker's set differs from JIS X 0208 in the area they share.
struct MainframeDifferences: Sendable {
    /// By the code of the cell in JIS X 0208 (two bytes 21–7E).
    let others: [Int: Unicode.Scalar]
    /// Cells that have no character.
    let absent: [ClosedRange<Int>]

    /// - Parameter text: four hexadecimal figures and a character, over and over.
    init(_ text: String, absent: [ClosedRange<Int>] = []) {
        var others: [Int: Unicode.Scalar] = [:]
        var code = ""
        for scalar in text.unicodeScalars {
            if code.utf8.count < 4 {
                code.unicodeScalars.append(scalar)
            } else {
                others[Int(code, radix: 16) ?? 0] = scalar
                code = ""
            }
        }
        self.others = others
        self.absent = absent
    }
}

extension MainframeCharacterSet.Name {
    /// Most are the pairs of kanji that changed places in JIS X 0208-1983, and shapes that it simplified; cells added in 1983 and
    /// 1990 are absent from the older sets. Facts after the public mapping project jef4j (Apache-2.0), read 2026-04.
    var differences: MainframeDifferences {
        switch self {
        case .keis83:
            MainframeDifferences("")
        case .keis78:
            MainframeDifferences(
                """
                223E⊃223F⊂3033鰺3229鶯3342蠣3349攪3376竈3443灌3452諫375B頸395C礦3C49蘂3F59靱4128賤445B壺4557礪\
                456E檮4573濤4676邇4768蠅4930檜4B79儘4C79藪4F36籠5056侭5464壷5978撹5B58桧5B6D梼5E39涛5E75潅6268砿\
                626A砺635E竃6446篭6922蕊692E薮695A蛎6A24蝿6B5D諌6C4D賎6D6E迩7057靭7074頚724D鯵7274鴬
                """,
                absent: [0x2821...0x2840, 0x7421...0x7424])
        case .jef:
            MainframeDifferences(
                """
                213D―2141～2142∥215D－2171￠2172￡3022啞3033鰺3133噓316B焰3229鶯322A鷗3342蠣3349攪336C\u{FA60}3376竈\
                337A嚙3442㵎3443灌3452諫3622俠3646堯366D軀3752繫3755荆375B頸3764𨻶3834鹼3937昻395C礦396D麴3A74栅\
                3C48屢3C49蘂3D2B繡3E55蔣3E5F醬3F59靱4066蟬4128賤415F搔4169瘦424D驒433D簞444F摑445B壺4536塡453F顚\
                4557礪456E檮4573濤4578禱4642瀆4676邇4739囊4768蠅476D剝482E潑4830醱4930檜4B4B頰4B6A槇4B79儘4C4D麵\
                4C79藪4D5A遙4D69萊4F36籠4F39蠟5056侭5464壷5563𡨚5622屛5978撹5A39攢5B4A柺5B58桧5B6D梼5B74梎5E39涛\
                5E75潅5F73𤏐6076瑤6268砿626A砺635E竃6446篭6922蕊692E薮695A蛎6A24蝿6B5D諌6C4D賎6D6E迩7057靭7074頚\
                724D鯵7274鴬
                """,
                absent: [
                    0x223A...0x2241, 0x224A...0x2250, 0x225C...0x226A, 0x2272...0x2279, 0x227E...0x227E,
                    0x2821...0x2840, 0x7421...0x7426,
                ])
        case .jips:
            MainframeDifferences(
                """
                2834┣2838┷2840┼3033鰺3229鶯3342蠣3349攪3376竈3443灌3452諫375B頸395C礦3C49蘂3F59靱4128賤445B壺\
                4557礪456E檮4573濤4676邇4768蠅4930檜4B6A槇4B79儘4C79藪4D5A遙4F36籠5056侭5464壷5978撹5B58桧5B6D梼\
                5E39涛5E75潅6076瑤6268砿626A砺635E竃6446篭6922蕊692E薮695A蛎6A24蝿6B5D諌6C4D賎6D6E迩7057靭7074頚\
                724D鯵7274鴬
                """,
                absent: [0x223A...0x2241, 0x224A...0x224B, 0x224D...0x2250, 0x225C...0x226A, 0x7421...0x7426])
        }
    }
}
