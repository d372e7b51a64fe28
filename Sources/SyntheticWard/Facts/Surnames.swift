extension SyntheticWard {
    /// A word of a name with the ways it is read, the usual one first.
    struct NameWord: Hashable, Sendable {
        let text: String
        /// Full-width katakana.
        let readings: [String]
    }

    /// Family names, the most common first. Written for this project; the weights fall off as in any large town, and no list of
    /// real people was used.
    enum Surnames {
        /// Common ones, then those composed of two words.
        static let common: [NameWord] = parsed(list) + composed

        private static let composed: [NameWord] = {
            let taken = Set(parsed(list).map(\.text))
            var found: [NameWord] = []
            // Every other pair: the tail of rare names, each borne by few.
            for (number, first) in parsed(firstWords).enumerated() {
                for (place, last) in parsed(lastWords).enumerated() where (number + place) % 2 == 0 {
                    let text = first.text + last.text
                    guard first.text != last.text, !taken.contains(text) else { continue }
                    found.append(NameWord(text: text, readings: last.readings.map { first.readings[0] + $0 }))
                }
            }
            return found
        }()

        /// `山崎 ヤマザキ/ヤマサキ`, separated by spaces.
        static func parsed(_ list: String) -> [NameWord] {
            let words = list.split(whereSeparator: { $0 == " " || $0 == "\n" })
            return stride(from: 0, to: words.count - 1, by: 2).map { place in
                NameWord(text: String(words[place]), readings: words[place + 1].split(separator: "/").map(String.init))
            }
        }

        private static let list = """
            佐藤 サトウ 鈴木 スズキ 高橋 タカハシ 田中 タナカ 渡辺 ワタナベ 伊藤 イトウ 中村 ナカムラ 小林 コバヤシ
            山本 ヤマモト 加藤 カトウ 吉田 ヨシダ 山田 ヤマダ 佐々木 ササキ 山口 ヤマグチ 松本 マツモト 井上 イノウエ
            木村 キムラ 清水 シミズ 林 ハヤシ 斎藤 サイトウ 山崎 ヤマザキ/ヤマサキ 阿部 アベ 森 モリ 池田 イケダ
            橋本 ハシモト 石川 イシカワ 山下 ヤマシタ 小川 オガワ 石井 イシイ 長谷川 ハセガワ 後藤 ゴトウ 岡田 オカダ
            近藤 コンドウ 前田 マエダ 藤田 フジタ 遠藤 エンドウ 青木 アオキ 坂本 サカモト 村上 ムラカミ 太田 オオタ
            金子 カネコ 藤井 フジイ 福田 フクダ 西村 ニシムラ 三浦 ミウラ 竹内 タケウチ 中川 ナカガワ 岡本 オカモト
            松田 マツダ 原田 ハラダ 中野 ナカノ 小野 オノ 田村 タムラ 藤原 フジワラ/フジハラ 中山 ナカヤマ 石田 イシダ
            小島 コジマ/オジマ 和田 ワダ 森田 モリタ 内田 ウチダ 柴田 シバタ 酒井 サカイ 原 ハラ 高木 タカギ 安藤 アンドウ
            宮崎 ミヤザキ 上田 ウエダ 島田 シマダ 工藤 クドウ 大野 オオノ 宮本 ミヤモト 杉山 スギヤマ 今井 イマイ
            丸山 マルヤマ 増田 マスダ 高田 タカダ/タカタ 村田 ムラタ 平野 ヒラノ 大塚 オオツカ 菅原 スガワラ/スガハラ
            武田 タケダ 新井 アライ 小山 コヤマ/オヤマ 野口 ノグチ 桜井 サクライ 千葉 チバ 岩崎 イワサキ 佐野 サノ
            谷口 タニグチ 上野 ウエノ 松井 マツイ 河野 コウノ/カワノ 古川 フルカワ/コガワ 菊地 キクチ 市川 イチカワ 菊池 キクチ
            木下 キノシタ 野村 ノムラ 大西 オオニシ 杉本 スギモト 新田 ニッタ/シンデン 渡部 ワタナベ/ワタベ 水野 ミズノ 小松 コマツ
            北村 キタムラ 松尾 マツオ 川口 カワグチ 久保 クボ 平田 ヒラタ 五十嵐 イガラシ 服部 ハットリ 東 ヒガシ/アズマ
            川上 カワカミ 岩田 イワタ 福島 フクシマ 土屋 ツチヤ 西田 ニシダ 関 セキ 大島 オオシマ 秋山 アキヤマ 本田 ホンダ
            浜田 ハマダ 中島 ナカジマ/ナカシマ 川崎 カワサキ 樋口 ヒグチ 永井 ナガイ 辻 ツジ 荒井 アライ 横山 ヨコヤマ
            吉村 ヨシムラ 栗原 クリハラ 須藤 スドウ/ストウ 川村 カワムラ 飯田 イイダ 星野 ホシノ 望月 モチヅキ 熊谷 クマガイ/クマガヤ
            大久保 オオクボ 西川 ニシカワ 松村 マツムラ 田口 タグチ 小池 コイケ 石原 イシハラ 内藤 ナイトウ 早川 ハヤカワ
            篠原 シノハラ 片山 カタヤマ 吉川 ヨシカワ/キッカワ 荒木 アラキ 関口 セキグチ 黒田 クロダ 矢野 ヤノ 松下 マツシタ
            永田 ナガタ 小田 オダ 岡 オカ 長田 オサダ/ナガタ 成田 ナリタ 尾崎 オザキ 宮田 ミヤタ 大谷 オオタニ/オオヤ 上村 ウエムラ/カミムラ
            桑原 クワバラ 今村 イマムラ 柳 ヤナギ 徳田 トクダ 瀬戸 セト 葛西 カサイ 榊原 サカキバラ 戸田 トダ 神田 カンダ/コウダ
            児玉 コダマ 角田 ツノダ/カクタ 三宅 ミヤケ 宇野 ウノ 柏木 カシワギ 日野 ヒノ 相沢 アイザワ 堀 ホリ 沢田 サワダ 梅田 ウメダ
            """

        private static let firstWords = """
            大 オオ 小 コ 中 ナカ 西 ニシ 北 キタ 南 ミナミ 上 カミ 下 シモ 高 タカ 長 ナガ 古 フル 新 ニイ 松 マツ 竹 タケ
            梅 ウメ 杉 スギ 桜 サクラ 石 イシ 岩 イワ 金 カネ 白 シラ 黒 クロ 青 アオ 赤 アカ 平 ヒラ 安 ヤス 広 ヒロ 宮 ミヤ
            神 カミ 戸 ト 森 モリ 萩 ハギ 楠 クスノキ 若 ワカ 秋 アキ 春 ハル
            """

        private static let lastWords = """
            田 タ/ダ 川 カワ/ガワ 山 ヤマ 沢 サワ/ザワ 村 ムラ 野 ノ 原 ハラ 井 イ 木 キ/ギ 島 シマ/ジマ 谷 タニ/ヤ 岡 オカ
            崎 サキ/ザキ 田島 タジマ 倉 クラ 橋 ハシ/バシ 尾 オ 見 ミ 浦 ウラ 本 モト 林 バヤシ 塚 ツカ 瀬 セ 池 イケ
            """
    }
}
