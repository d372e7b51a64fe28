import Japanese
import LifeEvents
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("Protected people in the list of deaths")
struct ProtectionTests {
    private static func list(_ head: String, _ row: String, _ desk: TestedDesk? = nil) throws -> DeathList {
        DeathList(
            Array("氏名,フリガナ,生年月日,死亡日,住所\(head)\n\(row)\n".utf8),
            base: try #require(KnowledgeLibrary.base("bereavement")), today: CivilDate(dayNumber: 20_781))
    }

    private static func person(_ address: String, _ mark: String? = nil) -> String {
        "見本故人1,ミホンコジン1,\(CivilDate(dayNumber: -9_999)),\(CivilDate(dayNumber: 20_775)),\(address)"
            + (mark.map { ",\($0)" } ?? "")
    }

    @Test(
        "However a system heads the mark, whoever has it is protected",
        arguments: [
            "支援措置", "支援措置区分", "DV支援措置", "ＤＶ等支援措置", "支援措置フラグ", "支援措置等", "住基支援対象", "支援措置対象者の有無", "支援対象者区分",
            "DVフラグ", "DV・ストーカー等被害者支援措置", "支援措置 区分",
            "support_measure", "Support_Measure",
        ])
    func headings(_ heading: String) throws {
        let list = try Self.list("," + heading, Self.person("秘密0番地", "有"))
        #expect(list.rows.map(\.deceased.address.shown) == ["（表示しません）"])
        #expect(list.unread.isEmpty)
    }

    @Test("Every mark but a clear no protects", arguments: ["1", "2", "有", "期限切れ", "不明", "Y", "?", "-", "終了"])
    func marks(_ mark: String) throws {
        #expect(try Self.list(",支援措置区分", Self.person("町", mark)).rows.first?.deceased.isRestricted == true)
    }

    @Test("A clear no does not protect", arguments: ["", "0", "０", "無", "なし", "対象外", "非該当", "×"])
    func clearNo(_ mark: String) throws {
        #expect(try Self.list(",支援措置区分", Self.person("町", mark)).rows.first?.deceased.isRestricted == false)
    }

    @Test("Of two marks the stricter one counts")
    func stricter() throws {
        #expect(
            try Self.list(",支援措置,DVフラグ", Self.person("町", "無") + ",1").rows.first?.deceased.isRestricted == true)
    }

    @Test(
        "A heading that speaks of protection and is not understood refuses the file, and says which",
        arguments: ["支援措置開始日", "支援措置備考", "DV相談機関", "DV加害者氏名", "住民票交付制限", "ストーカー規制法"])
    func unclear(_ heading: String) throws {
        let list = try Self.list("," + heading, Self.person("秘密0番地", "x"))
        #expect(list.rows.isEmpty)
        #expect(list.findings.first?.message.contains(heading) == true)
    }

    @Test("A column is told as read, as a fact, or as not read")
    func columns() throws {
        let list = try Self.list(",自立支援医療,備考", Self.person("町", "有") + ",x")
        #expect(
            list.columns.suffix(2) == [
                .init(heading: "自立支援医療", use: .fact("自立支援医療")), .init(heading: "備考", use: .unread),
            ])
        #expect(list.columns.prefix(5).map(\.use) == ["氏名", "フリガナ", "生年月日", "死亡日", "住所"].map { .person($0) })
        #expect(list.unread == ["備考"])
    }

    @Test("Facts of a row whose days cannot be right are told, and the row is not taken")
    func days() throws {
        let list = try Self.list(",葬儀を行った日", Self.person("町", "\(CivilDate(dayNumber: 20_770))"))
        #expect(list.rows.isEmpty)
        #expect(list.findings.first?.message.contains("葬儀を行った日") == true)
    }

    @Test(
        "The same person in another spelling is taken once, protection never falls back, and the open case follows",
        arguments: TestDatabases.all)
    func strictest(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                func take(_ head: String, _ row: String) throws -> DeathStore.Outcome {
                    try DeathStore.take(try Self.list(head, row), by: desk.stamp(), on: connection)
                }
                func protected() throws -> [Bool] {
                    try DeathStore.latest(10, on: connection).map(\.deceased.isRestricted)
                }
                // Opened before any list came.
                let early = try CaseStore.open(TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: connection)
                #expect(try take("", Self.person("杉並区見本町1丁目1番")) == .init(taken: 1, known: 0))
                #expect(try DeskCase.known(early.id, on: connection).death != nil)
                #expect(try protected() == [false])
                #expect(try take(",支援措置区分", Self.person("杉並区見本町１－１", "有")) == .init(taken: 0, known: 1))
                #expect(try protected() == [true])
                #expect(try DeskCase.known(early.id, on: connection).deceased.isRestricted)
                #expect(try take("", Self.person("見本町1-1")) == .init(taken: 0, known: 1))
                #expect(try take(",支援措置区分", Self.person("見本町1-1", "無")).taken == 0)
                #expect(try protected() == [true])
                // Whoever opens another case, or corrects one, cannot lift it.
                let late = try CaseStore.open(TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: connection)
                #expect(late.deceased.isRestricted)
                var bared = late
                bared.deceased.address = ProtectedAddress("町", isRestricted: false)
                try CaseStore.correct(bared, by: desk.stamp(), on: connection)
                #expect(try DeskCase.known(late.id, on: connection).deceased.isRestricted)
            }
        }
    }

    @Test(
        "What the desk marked in a case counts for the next list and the next case, also when the case has ended or its key is old",
        arguments: TestDatabases.all)
    func markedByTheDesk(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                let marked = try CaseStore.open(
                    TestedDesk.opening(1, isRestricted: true), base: desk.base, by: desk.stamp(), on: connection)
                try CaseStore.end(marked, because: "見本", by: desk.stamp(), on: connection)
                // As an earlier edition wrote the key.
                try connection.execute("UPDATE counter_case SET kana_key = 'old' WHERE id = \(marked.id)")
                try ReadingKey.renew(on: connection)
                _ = try DeathStore.take(try Self.list("", Self.person("町")), by: desk.stamp(), on: connection)
                let listed = try DeathStore.latest(10, on: connection)
                #expect(listed.map(\.deceased.isRestricted) == [true])
                let again = try CaseStore.open(
                    TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: connection)
                #expect(again.deceased.isRestricted)
            }
        }
    }

    @Test(
        "A row that is left out protects its person all the same, by whatever could be read of it",
        arguments: TestDatabases.all,
        [
            "見本故人1,ミホンコジン1,\(CivilDate(dayNumber: -9_999)),怪しい日,町,有", "見本故人1,,\(CivilDate(dayNumber: -9_999)),怪しい日,町,有",
            "見本故人1,ﾐﾎﾝｺｼﾞﾝ1,昭和99年1月1日,\(CivilDate(dayNumber: 20_775)),町,有",
        ])
    func leftOut(_ kind: TestDatabase, _ row: String) async throws {
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                let open = try CaseStore.open(TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: connection)
                let other = try CaseStore.open(TestedDesk.opening(2), base: desk.base, by: desk.stamp(), on: connection)
                let list = try Self.list(",支援措置", row)
                #expect(list.rows.isEmpty)
                #expect(list.findings.contains { $0.message.contains("支援措置の印") })
                _ = try DeathStore.take(list, by: desk.stamp(), on: connection)
                #expect(try DeskCase.known(open.id, on: connection).deceased.isRestricted)
                #expect(try !DeskCase.known(other.id, on: connection).deceased.isRestricted)
            }
        }
    }

    @Test(
        "A case follows whoever says that the person is protected, and nobody's no lifts it",
        arguments: TestDatabases.all)
    func told(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                let open = try CaseStore.open(TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: connection)
                func tell(_ answer: Bool) throws -> Bool {
                    try FactStore.tell(
                        CaseFacts([ProtectionMark.fact: .known(.truth(answer))]), case: open.id, source: .family,
                        by: desk.stamp(), on: connection)
                    return try DeskCase.known(open.id, on: connection).deceased.isRestricted
                }
                #expect(try !tell(false))
                #expect(try tell(true))
                #expect(try tell(false))
                #expect(desk.base.facts[ProtectionMark.fact] != nil)
            }
        }
    }

    @Test("A name in Latin letters is the same with its marks and without")
    func latin() {
        #expect(ReadingKey.of("Nguyễn Văn An") == ReadingKey.of("NGUYEN VAN AN"))
        #expect(ReadingKey.of("Đặng Łukasz") == ReadingKey.of("dang lukasz"))
        #expect(ReadingKey.of("ﾀｶﾊｼ ﾀﾛｳ") == ReadingKey.of("たかはし たろう"))
        #expect(ReadingKey.of("ガラ") != ReadingKey.of("カラ"))
    }
}
