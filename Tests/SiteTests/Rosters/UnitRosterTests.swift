import Japanese
import Testing
import Ward

@testable import Site

@Suite("The list of units")
struct UnitRosterTests {
    private static let today = CivilDate(dayNumber: 20_000)
    private static let welfare = unit("1", "0300", "保健福祉部")
    private static let children = unit("2", "0400", "子ども家庭部")
    private static let first = unit("3", "0310", "管理課", parent: welfare)
    private static let second = unit("4", "0410", "管理課", parent: children)
    private static let provisional = unit("5", "仮5", "情報管理課")

    private static func unit(
        _ id: String, _ code: String, _ name: String, parent: OfficeUnit? = nil, to: CivilDate? = nil
    ) -> OfficeUnit {
        OfficeUnit(
            id: ID(id), code: code, name: name, parent: parent?.id, validFrom: nil, validTo: to, successor: nil)
    }

    private static func judged(
        _ text: String, units: [OfficeUnit] = [welfare, children, first, second, provisional]
    ) throws -> RosterReading<UnitRoster> {
        let table = try RosterTable(Array(text.utf8), UnitRoster.form.columns, UnitRoster.meaning)
        return RosterReading(
            table, UnitRoster(succession: Succession(units: units), contacts: [:], today: today))
    }

    @Test("Departments and sections in columns of their own become units that stand under one another")
    func separate() throws {
        let reading = try Self.judged(
            """
            コード,部,課,係
            0110,区民部,区民課,
            0111,区民部,区民課,戸籍係
            0100,区民部,,
            0320,保健福祉部,福祉推進課,
            """)
        #expect(reading.findings.all == [])
        #expect(reading.lines.map(\.subject) == ["区民課", "戸籍係", "区民部", "福祉推進課"])
        #expect(
            reading.lines.map(\.step.parent) == [.listed("0100"), .listed("0110"), nil, .known(Self.welfare.id)])
        #expect(reading.lines.map(\.step.depth) == [1, 2, 0, 0])
        #expect(reading.newCount == 4)
    }

    @Test("Names written together with their department are parted where the department is known")
    func joined() throws {
        let reading = try Self.judged("コード,部課名\n0330,保健福祉部障害者施策課\n0340,保健福祉部　介護保険課\n")
        #expect(reading.findings.all == [])
        #expect(reading.lines.map(\.subject) == ["障害者施策課", "介護保険課"])
        #expect(reading.lines.map(\.step.parent) == [.known(Self.welfare.id), .known(Self.welfare.id)])
    }

    @Test("What stands is the same, under a code that a spreadsheet shortened and in full width as well")
    func same() throws {
        let reading = try Self.judged("コード,名称,上位の組織\n310,管理課,保健福祉部\n０４１０,管理課,0400\n0300,保健福祉部,\n")
        #expect(reading.findings.all == [])
        #expect(reading.sameCount == 3)
        #expect(reading.effective.isEmpty)
    }

    @Test("A slip in a name is mended, a provisional code gets the real one, and what stands above is filled in")
    func mended() throws {
        let reading = try Self.judged("コード,名称,上位の組織\n0310,管理調整課,\n0210,情報管理課,保健福祉部\n")
        #expect(reading.findings.all == [])
        #expect(reading.changedCount == 2)
        #expect(reading.lines[0].changes == [RosterChange("名称", from: "管理課", to: "管理調整課")])
        #expect(
            reading.lines[1].changes == [
                RosterChange("組織コード", from: "仮5", to: "0210"), RosterChange("上位の組織", to: "保健福祉部"),
            ])
        #expect(reading.lines[1].step.existing == Self.provisional)
    }

    @Test("Everything that is wrong is told at once, each with its row, its column and the repair")
    func findings() throws {
        let reading = try Self.judged(
            """
            コード,名称,上位の組織,設置日,課の代表のアドレス
            ,税務課,,,
            0500,,,,
            0510,課税課,ない部,,
            0510,納税課,,,
            0520,契約課,,いつか,
            0530,経理課,,,kumin@
            0540,用地課,管理課,,
            0410,管理課,保健福祉部,,
            """)
        let told = reading.findings.all.map { "\($0.row ?? 0) \($0.column ?? "-")" }
        #expect(
            told.sorted() == [
                "2 組織コード", "3 名称", "4 上位の組織", "5 組織コード", "6 設置日", "7 課の代表のアドレス", "8 上位の組織", "9 上位の組織",
            ])
        #expect(reading.findings.all.allSatisfy { !$0.how.isEmpty })
        let ambiguous = try #require(reading.findings.all.first { $0.row == 8 })
        #expect(ambiguous.what.contains("「管理課」という組織が2つあります。"))
        #expect(ambiguous.how.contains("「保健福祉部管理課」か「子ども家庭部管理課」"))
        let moved = try #require(reading.findings.all.first { $0.row == 9 })
        #expect(moved.how.contains("組織改正"))
    }

    @Test("The code of a unit that has ended may not be taken on days on which it stood")
    func endedCode() throws {
        let ended = Self.unit("9", "0900", "旧課", to: Self.today.adding(days: -100))
        let bare = try Self.judged("コード,名称\n0900,新課\n", units: [ended])
        #expect(bare.findings.all.map(\.column) == ["組織コード"])
        let dated = try Self.judged(
            "コード,名称,設置日\n0900,新課,\(Self.today.japanese)\n", units: [ended])
        #expect(dated.findings.all == [])
        #expect(dated.newCount == 1)
    }

    @Test("Units that stand above each other in a circle are told")
    func circle() throws {
        let reading = try Self.judged("コード,名称,上位の組織\n1,甲課,乙課\n2,乙課,甲課\n")
        #expect(reading.findings.all.map(\.row) == [1, 2].map { $0 + 1 })
        #expect(reading.findings.all.allSatisfy { $0.what.contains("自分に戻ります") })
    }

    @Test("What a list does not do is set aside with the reason")
    func setAside() throws {
        let reading = try Self.judged("コード,名称,上位の組織,廃止日\n0310,管理課,,令和9年3月31日\n")
        #expect(reading.findings.all == [])
        #expect(reading.sameCount == 1)
        let column = try #require(reading.table?.columns.last)
        #expect(column.meaning?.use == .setAside("廃止は「組織改正を記録する」で行います。"))
    }
}
