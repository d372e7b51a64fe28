import Japanese
import Ward

/// The tables of the demonstration: invented places and figures, the same each time.
enum DemoTables {
    struct Sample: Sendable {
        let name: String
        let title: String
        let notes: String
        let theme: Theme
        let tags: [String]
        var frequency = Frequency.annual
        var standard: String?
        /// The rows of the first release, and of the next.
        let table: @Sendable (_ release: Int) -> ReleaseTable
    }

    static let all: [Sample] = [
        places("public-facilities", "公共施設一覧", .administration, ["施設"], "01", 24, "会館", ["集会所", "庁舎", "図書館", "体育館"]),
        places("evacuation-sites", "指定緊急避難場所一覧", .disaster, ["防災", "避難"], "03", 30, "避難場所", ["地震", "洪水", "大規模な火事"]),
        places("aed", "AED設置箇所一覧", .welfare, ["AED", "救急"], "08", 40, "AED", ["屋外・24時間", "屋内・開庁時間"]),
        places("public-toilets", "公衆トイレ一覧", .environment, ["トイレ"], "13", 26, "公衆トイレ", ["車椅子対応", "一般"]),
        places("childcare", "子育て施設一覧", .children, ["保育"], "05", 32, "保育園", ["認可保育所", "認定こども園", "小規模保育"]),
        places("wireless-lan", "公衆無線LANアクセスポイント一覧", .traffic, ["Wi-Fi"], "07", 18, "アクセスポイント", ["庁舎", "駅前", "公園"]),
        places("parks", "公園一覧", .environment, ["公園"], nil, 36, "公園", ["街区公園", "近隣公園", "児童遊園"]),
        population,
        years("libraries", "図書館の利用", "年度ごとの貸出冊数と来館者数です。", .culture, ["図書館"], ["貸出冊数", "来館者数"], 410_000, 17_000),
        years("waste", "ごみと資源の量", "年度ごとの量（トン）です。", .environment, ["ごみ", "資源"], ["可燃ごみ", "資源"], 92_000, -1_300),
        years("accidents", "交通事故の件数", "年ごとの件数です。", .traffic, ["交通", "事故"], ["件数", "負傷者数"], 960, -31),
        budget, events,
    ]

    // MARK: places

    private static func places(
        _ name: String, _ title: String, _ theme: Theme, _ tags: [String], _ standard: String?, _ count: Int,
        _ noun: String, _ kinds: [String]
    ) -> Sample {
        Sample(
            name: name, title: title, notes: "場所は、架空のものです。", theme: theme, tags: tags, frequency: .irregular,
            standard: standard
        ) { _ in
            ReleaseTable(
                heads: ["全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "種別", "所在地_連結表記", "緯度", "経度", "備考"],
                rows: (1...count).map { number in
                    [
                        "000000", padded(number, to: 4), "見本区", "見本\(noun)\(number)", "ミホン",
                        kinds[number * 7 % kinds.count],
                        "見本区見本町\(number % 5 + 1)丁目\(number)番", degrees(35_680_000 + number * 7_919 % 41_000),
                        degrees(139_600_000 + number * 10_007 % 68_000), "",
                    ]
                })
        }
    }

    /// From millionths of a degree.
    private static func degrees(_ millionths: Int) -> String { ExactNumber(mantissa: millionths, scale: 6).plain }

    private static func padded(_ number: Int, to count: Int) -> String {
        String(repeating: "0", count: max(0, count - "\(number)".count)) + "\(number)"
    }

    // MARK: figures

    private static let population = Sample(
        name: "population", title: "町丁別の世帯数と人口", notes: "毎月1日の数です。町の名前と数は、架空のものです。", theme: .population,
        tags: ["人口", "世帯"], frequency: .monthly, standard: "04"
    ) { release in
        ReleaseTable(
            heads: ["地域コード", "地域名", "調査年月日", "世帯数", "総人口", "男性", "女性"],
            rows: (1...20).map { number in
                let households = 1_800 + number * 137 % 900 + (number % 4 == 0 ? release * 6 : 0)
                let (men, women) = (households * 9 / 10, households * 96 / 100)
                return [
                    padded(number, to: 3), "見本町\(number)丁目", release == 0 ? "2026-10-01" : "2026-11-01",
                    "\(households)",
                    "\(men + women)", "\(men)", "\(women)",
                ]
            })
    }

    private static func years(
        _ name: String, _ title: String, _ notes: String, _ theme: Theme, _ tags: [String], _ heads: [String],
        _ first: Int, _ step: Int
    ) -> Sample {
        Sample(name: name, title: title, notes: notes, theme: theme, tags: tags) { _ in
            ReleaseTable(
                heads: ["年度"] + heads,
                rows: (2017...2025).enumerated().map { position, year in
                    ["\(year)年度"] + heads.indices.map { "\((first + step * position) / ($0 + 1))" }
                })
        }
    }

    private static let budget = Sample(
        name: "budget", title: "当初予算の款別の額", notes: "単位は百万円です。", theme: .administration, tags: ["予算"]
    ) { _ in
        let shares = [
            ("総務費", 28_100), ("保健福祉費", 108_400), ("都市整備費", 19_800), ("環境清掃費", 11_900), ("教育費", 33_700), ("公債費", 4_200),
        ]
        return ReleaseTable(heads: ["款", "予算額（百万円）"], rows: shares.map { [$0.0, "\($0.1)"] })
    }

    private static let events = Sample(
        name: "events", title: "イベント一覧", notes: "区が主催するイベントです。", theme: .culture, tags: ["イベント"], frequency: .monthly,
        standard: "12"
    ) { release in
        let kinds = ["講座", "まつり", "スポーツ"]
        return ReleaseTable(
            heads: ["ID", "イベント名", "分類", "開始日", "開始時間", "場所_名称", "定員"],
            rows: (1...(12 + release * 3)).map { number in
                [
                    padded(number, to: 4), "見本イベント\(number)", kinds[number % kinds.count],
                    "\(CivilDate(dayNumber: 20_800 + number * 4))", "10:00", "見本会館\(number % 6 + 1)",
                    "\(20 + number % 5 * 10)",
                ]
            })
    }
}
