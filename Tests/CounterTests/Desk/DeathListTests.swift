import Japanese
import LifeEvents
import RandomTesting
import Testing

@testable import Counter

@Suite("The daily list of deaths")
struct DeathListTests {
    private static let today = CivilDate(dayNumber: 20_781)

    private static func read(_ text: String) throws -> DeathList {
        DeathList(Array(text.utf8), base: try #require(KnowledgeLibrary.base("bereavement")), today: today)
    }

    @Test("Dates of four kinds, kana of three, facts by their names; wrong rows are told and the others taken")
    func dirt() throws {
        let list = try Self.read(
            """
            氏名,フリガナ,生年月日,死亡日,住所,支援措置,世帯主,備考
            髙橋 太郎,ﾀｶﾊｼ ﾀﾛｳ,昭和19年3月3日,2026-11-17,見本町1,,1,x
            邉 花子,なべ はなこ,19380102,R8.11.18,見本町2,有,0,
            空 欄,,1938-01-02,2026-11-18,見本町3,,1,
            逆 順,ギャク,2026-11-19,2026-11-18,見本町4,,1,
            未 来,ミライ,1938-01-02,2026-11-25,見本町5,,1,
            怪 日,カイ,昭和99年1月1日,2026-11-18,見本町6,,多分,

            """)
        #expect(list.rows.map(\.deceased.name) == ["髙橋 太郎", "邉 花子"])
        #expect(list.rows[0].deceased.kana == "タカハシ タロウ")
        #expect(list.rows[1].deceased.kana == "ナベ ハナコ")
        #expect(list.rows[0].deceased.bornOn.description == "1944-03-03")
        #expect(list.rows[1].deceased.diedOn.description == "2026-11-18")
        #expect(!list.rows[0].deceased.isRestricted)
        #expect(list.rows[1].deceased.isRestricted)
        #expect(list.rows[1].deceased.address.shown == "（表示しません）")
        #expect(list.rows[0].facts["head"] == .known(.truth(true)))
        #expect(list.rows[1].facts["head"] == .known(.truth(false)))
        #expect(Set(list.findings.compactMap(\.line)) == [4, 5, 6, 7])
        // All that is wrong with a row at once.
        #expect(list.findings.filter { $0.line == 7 }.count == 2)
    }

    @Test("個人番号 is never read, and an unreadable mark protects")
    func refusals() throws {
        let numbered = try Self.read("氏名,フリガナ,生年月日,死亡日,住所,個人番号\n見本,ミホン,1938-01-02,2026-11-18,町,1\n")
        #expect(numbered.rows.isEmpty)
        #expect(numbered.findings.first?.message.contains("個人番号") == true)
        let card = try Self.read("氏名,フリガナ,生年月日,死亡日,住所,マイナンバーカード\n見本,ミホン,1938-01-02,2026-11-18,町,1\n")
        #expect(card.rows.first?.facts["myna_card"] == .known(.truth(true)))
        let mark = try Self.read("氏名,フリガナ,生年月日,死亡日,住所,支援措置\n見本,ミホン,1938-01-02,2026-11-18,町,？\n")
        #expect(mark.rows.first?.deceased.isRestricted == true)
        #expect(try Self.read("").findings.isEmpty == false)
        let missing = try Self.read("氏名,生年月日\n見本,1938-01-02\n")
        #expect(missing.rows.isEmpty)
        #expect(missing.findings.first?.message.contains("フリガナ") == true)
    }

    @Test("Whatever the bytes, reading ends, and every row is taken or told")
    func fuzz() throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let good = Array(
            "氏名,フリガナ,生年月日,死亡日,住所,支援措置\n見本 太郎,ミホン,昭和19年3月3日,2026-11-17,見本町1,\n見本 次郎,ミホン,19380102,R8.11.18,見本町2,有\n".utf8)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<2_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert([0x22, 0x2C, 0x0A, 0x30, 0xE3].randomElement(using: &random) ?? 0, at: place)
                }
            }
            let list = DeathList(bytes, base: base, today: Self.today)
            if list.rows.count < 2 { #expect(!list.findings.isEmpty || list.rows.count == 1) }
        }
    }
}
