extension SyntheticWard {
    /// Names in Latin letters of residents of other nationalities. Written for this project.
    enum ForeignNames {
        /// What kind of names go together.
        struct Origin: Sendable {
            /// Family names, then given names of men and of women, each with katakana.
            let families: [NameWord]
            let men: [NameWord]
            let women: [NameWord]
        }

        static let all: [Origin] = [
            Origin(
                families: Surnames.parsed(
                    "WANG ワン LI リー ZHANG チャン CHEN チェン LIU リュウ YANG ヤン HUANG ファン ZHAO チャオ XU シュー LIN リン"),
                men: Surnames.parsed("WEI ウェイ JUN ジュン LEI レイ HAO ハオ TAO タオ BO ボー MINGHAO ミンハオ"),
                women: Surnames.parsed("NA ナ FANG ファン JING ジン XIAOLI シャオリー YUE ユエ MEILING メイリン YAN イェン")),
            Origin(
                families: Surnames.parsed("KIM キム PARK パク CHOI チェ JEONG チョン KANG カン YOON ユン LIM イム"),
                men: Surnames.parsed("MINJUN ミンジュン JIHO ジホ SEUNGHO スンホ DONGHYUN ドンヒョン YOUNGSOO ヨンス"),
                women: Surnames.parsed("SOYEON ソヨン JIWOO ジウ EUNJI ウンジ HYEJIN ヘジン MINSEO ミンソ")),
            Origin(
                families: Surnames.parsed("NGUYEN グエン TRAN チャン LE レ PHAM ファム HOANG ホアン VU ヴ DANG ダン"),
                men: Surnames.parsed("VAN バン MINH ミン DUC ドゥック HUNG フン QUANG クアン TUAN トゥアン"),
                women: Surnames.parsed("THI ティ LINH リン HUONG フオン MAI マイ TRANG チャン NGOC ゴック")),
            Origin(
                families: Surnames.parsed("SHRESTHA シュレスタ GURUNG グルン THAPA タパ RAI ライ TAMANG タマン KARKI カルキ"),
                men: Surnames.parsed("BIKASH ビカス RAJESH ラジェス SUMAN スマン DIPAK ディパク ANIL アニル"),
                women: Surnames.parsed("SITA シタ ANITA アニタ SUNITA スニタ PUJA プジャ RITA リタ")),
            Origin(
                families: Surnames.parsed(
                    "SMITH スミス BROWN ブラウン MILLER ミラー TAYLOR テイラー MARTIN マルタン SANTOS サントス REYES レイエス CRUZ クルス WILSON ウィルソン"
                ),
                men: Surnames.parsed("JOHN ジョン DAVID デイビッド MICHAEL マイケル PAUL ポール JOSE ホセ MARK マーク THOMAS トーマス"),
                women: Surnames.parsed("MARY メアリー ANNA アンナ EMILY エミリー MARIA マリア SARAH サラ JULIE ジュリー GRACE グレース")),
        ]
    }
}
