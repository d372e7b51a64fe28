extension SyntheticWard {
    /// Family names with characters that older sets of characters lack.
    ///
    /// A system that has no code for such a character keeps it as a 外字 of its own: the same person's name then has another private
    /// code in each system, and the same private code is another character.
    enum OddNames {
        /// Beyond JIS X 0208; Windows-31J has most of them among IBM's characters.
        static let beyondStandard: [NameWord] = Surnames.parsed(
            """
            髙橋 タカハシ 髙木 タカギ 髙田 タカダ/タカタ 髙野 タカノ 山﨑 ヤマザキ/ヤマサキ 宮﨑 ミヤザキ 川﨑 カワサキ 岩﨑 イワサキ
            德田 トクダ 濵田 ハマダ 濵口 ハマグチ 栁 ヤナギ 栁田 ヤナギダ 桒原 クワバラ 瀨戸 セト 瀨川 セガワ 髙瀨 タカセ 廣瀨 ヒロセ
            増﨑 マスザキ 黑田 クロダ 德永 トクナガ 髙栁 タカヤナギ 﨑田 サキタ 淸水 シミズ 靑木 アオキ
            """)

        /// With a variation sequence: in sources in Unicode only, elsewhere a 外字.
        static let withSelector: [NameWord] = Surnames.parsed(
            """
            辻\u{E0100} ツジ 葛\u{E0100}西 カサイ 榊\u{E0100}原 サカキバラ 樋\u{E0100}口 ヒグチ 渡邉\u{E0102} ワタナベ 渡邊\u{E0102} ワタナベ
            芦\u{E0100}田 アシダ 辻\u{E0100}井 ツジイ 葛\u{E0100}城 カツラギ 榊\u{E0100} サカキ
            """)

        /// Beyond the basic plane: a 外字 in every set but Unicode.
        static let supplementary: [NameWord] = Surnames.parsed(
            """
            𠮷田 ヨシダ 𠮷村 ヨシムラ 𡈽屋 ツチヤ 𣘺本 ハシモト 大𣘺 オオハシ 𠮷川 ヨシカワ/キッカワ 𣘺爪 ハシヅメ 𡈽井 ドイ
            """)

        /// In JIS X 0208, but shapes that are often told apart: 渡邉, 渡邊, 齋藤.
        static let olderShapes: [NameWord] = Surnames.parsed(
            """
            渡邉 ワタナベ 渡邊 ワタナベ 齋藤 サイトウ 齊藤 サイトウ 廣田 ヒロタ 櫻井 サクライ 小澤 オザワ 長澤 ナガサワ 國分 コクブ 島﨑 シマザキ
            """)

        /// Every character of the names above that some set may lack, once each, with its variation selector.
        static let glyphs: [String] = {
            var seen: Set<String> = []
            var glyphs: [String] = []
            for word in supplementary + withSelector + beyondStandard + olderShapes {
                for glyph in NameGlyphs.of(word.text) where seen.insert(glyph).inserted { glyphs.append(glyph) }
            }
            return glyphs
        }()
    }

    /// A text as base characters with the selectors that belong to them.
    enum NameGlyphs {
        static func isSelector(_ scalar: Unicode.Scalar) -> Bool { (0xE0100...0xE01EF).contains(scalar.value) }

        static func of(_ text: String) -> [String] {
            var glyphs: [String] = []
            for scalar in text.unicodeScalars {
                if isSelector(scalar), let last = glyphs.popLast() {
                    glyphs.append(last + String(scalar))
                } else {
                    glyphs.append(String(scalar))
                }
            }
            return glyphs
        }
    }
}
