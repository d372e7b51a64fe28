import Testing

@testable import Notices

@Suite("What a sentence does is told by its grammar")
struct SentenceMoodTests {
    @Test(
        "Plans", .enabled(if: Morphology.shared != nil, "no dictionary"),
        arguments: [
            "令和6年度中に端末を更新する。", "窓口を改めます。", "全ての窓口で実施することとする。", "令和6年9月から証明書を対象とする。", "誰でも使えるようにする。",
            "検討を進めていく。", "効率化を図る。", "来年度に始める予定である。", "補助額を令和6年7月から増額します。", "取組を強化していきたいと考えています。",
            "土曜日にも交付することとした。", "事務の負担の軽減に努める。", "ごみの分別を写真で調べられるアプリを公開する（令和7年3月）。",
        ])
    func plans(sentence: String) {
        #expect(SentenceMood(of: sentence) == .plan)
    }

    @Test(
        "What is", .enabled(if: Morphology.shared != nil, "no dictionary"),
        arguments: [
            "手続の4割を電子化している。", "見直しが必要である。", "利用者は年々増えている。", "端末が足りない。", "システムの更新が課題となっている。", "職員の数が減る。",
            "移行の時期は令和7年度とされている。", "便利な町とすることを目的とする。",
        ])
    func states(sentence: String) {
        #expect(SentenceMood(of: sentence) == .state)
    }

    @Test(
        "What was", .enabled(if: Morphology.shared != nil, "no dictionary"),
        arguments: ["研修を2回実施した。", "計画を策定しました。", "手続30件を電子化した。", "機器は更新済み"])
    func pasts(sentence: String) {
        #expect(SentenceMood(of: sentence) == .past)
    }

    @Test(
        "What is to hold, and what may be", .enabled(if: Morphology.shared != nil, "no dictionary"),
        arguments: [
            ("委員の任期は2年とするものとする。", SentenceMood.rule), ("速やかに報告しなければならない。", .rule), ("毎月報告すること。", .rule),
            ("窓口で相談を受けることができる。", .possibility), ("オンラインで申請できます。", .possibility), ("端末の更新", .action),
            ("多言語での案内", .action),
            ("今年度の目標", .none),
        ])
    func others(sentence: String, mood: SentenceMood) {
        #expect(SentenceMood(of: sentence) == mood)
    }
}
