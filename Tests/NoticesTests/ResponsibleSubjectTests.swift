import Testing

@testable import Notices

@Suite("Sections that no label names, and labels that say by when")
struct ResponsibleSubjectTests {
    @Test(
        "The subject of a promise is responsible",
        arguments: [
            ("防災課は、装置を全ての避難所へ置く。", ["防災課"]),
            ("総務課及び会計室は、町と覚書を交わす。", ["総務課", "会計室"]),
            ("紙の台帳を廃し、通信課において電子の台帳へ移す。", ["通信課"]),
            ("予防課が中心となり、仕組みを整える。", ["予防課"]),
            ("夜間の相談を、福祉課が週2回行う。", ["福祉課"]),
        ])
    func acting(sentence: String, sections: [String]) {
        #expect(ResponsibleUnits.acting(in: sentence) == sections)
    }

    @Test(
        "Whoever else is named is not",
        arguments: [
            "総務課が認めた職員を対象とする。", "当課は、ファイルを削除する。", "各課は、帳票を見直す。", "総務課は廃止する。", "県の担当課は、資料を配る。",
            "審査会の事務は、組合が行う。",
        ])
    func others(sentence: String) {
        #expect(ResponsibleUnits.acting(in: sentence).isEmpty)
    }

    @Test(
        "A label says by when",
        arguments: ["期限", "達成時期", "達成期限", "完了期限", "完了目途", "完了予定", "完了予定年月", "目標年月", "目標時期", "納期"])
    func due(label: String) {
        #expect(FieldLabel(label) == .due)
    }

    @Test("A label says from when", arguments: ["開始", "着手時期", "開始年度", "着工予定年月", "実施開始"])
    func start(label: String) {
        #expect(FieldLabel(label) == .start)
    }

    @Test("Others tell when", arguments: ["実施時期", "スケジュール", "実施期間", "年次計画"])
    func time(label: String) {
        #expect(FieldLabel(label) == .time)
    }

    @Test("A cost in a bracket stands beside whose it is")
    func besideAmount() {
        #expect(ResponsibleUnits.besideAmount(in: "（予算額　6,720千円／教育相談室）") == ["教育相談室"])
        #expect(ResponsibleUnits.besideAmount(in: "（事業費　－／廃棄物対策課、中央図書館）") == ["廃棄物対策課", "中央図書館"])
        #expect(ResponsibleUnits.besideAmount(in: "（小学校／中学校）").isEmpty)
    }
}
