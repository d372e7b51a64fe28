import Foundation
import Japanese
import Testing

@testable import Notices

/// The facts of the ward's notice, taken from the paper by hand.
@Suite("The ward's own notice")
struct WardNoticeTests {
    private let reading: NoticeReading

    init() throws { reading = try NoticeTexts.readWard() }

    @Test("1: the title names fiscal year and subject")
    func title() {
        #expect(reading.title == "令和6年度の区のデジタル化に関する取組について")
        #expect(reading.titleLine == 3)
        #expect(reading.fiscalYear == FiscalYear(2024))
        #expect(reading.subject == "区のデジタル化に関する取組")
        #expect(reading.source.byteCount == 6100)
        #expect(reading.source.lineCount == 65)
    }

    @Test("2: three sections, numbered without gaps")
    func sections() {
        #expect(reading.sections.map(\.number) == ["1", "2", "3"])
        #expect(reading.sections.map(\.title) == ["今年度の主な取組について", "検討グループの設置について", "その他"])
        #expect(reading.sections.map(\.line) == [7, 40, 52])
        #expect(reading.findings("V1").isEmpty)
    }

    @Test("3: six initiatives under the first section")
    func initiatives() {
        #expect(reading.initiatives.map(\.number) == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
        #expect(reading.initiatives.map(\.line) == [9, 14, 20, 26, 30, 36])
        #expect(
            reading.initiatives.map(\.title) == [
                "行政保有データ等の利活用の推進", "住民情報系システムの標準化", "働き方改革を推進するための情報インフラ環境の再構築", "デジタルデバイド対策の強化",
                "デジタル技術を活用した区民サービスの向上と行政内部の事務の効率化", "情報化経費の最適化",
            ])
        #expect(reading.initiatives.map(\.promises.count) == [2, 1, 2, 1, 4, 1])
        #expect(reading.initiative("(1)")?.dues == [])
        #expect(reading.initiative("(4)")?.dues == [])
    }

    @Test("4: it rests on a policy and a plan, both revised in January 2024")
    func basis() {
        #expect(reading.basis.map(\.title) == ["杉並区デジタル化推進基本方針", "杉並区デジタル化推進計画"])
        #expect(reading.basis.map(\.revised) == ["令和6年1月", "令和6年1月"])
        for item in reading.basis {
            #expect(item.period?.from.description == "2024-01-01")
            #expect(item.period?.to.description == "2024-01-31")
            #expect(item.period.map { Quarter(containing: $0.from) } == Quarter(FiscalYear(2023), 4))
        }
    }

    @Test("5: (2) has the nation's year and the ward's own end of March 2026")
    func standardisation() throws {
        let dues = try #require(reading.initiative("(2)")).dues
        #expect(dues.map(\.deadline.raw) == ["令和7年度", "令和7年度中"])
        #expect(dues.map(\.isExternal) == [true, false])
        #expect(dues.map(\.deadline.deadlineClass) == [.none, .within])
        #expect(dues.last?.deadline.to?.description == "2026-03-31")
        #expect(dues.map(\.line) == [18, 18])
        #expect(dues.map(\.column) == [55, 77])
    }

    @Test("6: (3) rebuilds the network by March 2026 and supports skills without a date")
    func infrastructure() throws {
        let promises = try #require(reading.initiative("(3)")).promises
        #expect(promises.map(\.line) == [22, 24])
        #expect(promises[0].deadlines.map { $0.deadline.to?.description } == ["2026-03-31"])
        #expect(promises[0].deadlines.map(\.isExternal) == [false])
        #expect(promises[1].deadlines.isEmpty)
        #expect(promises[1].text.hasSuffix("伴走型でデジタルスキル向上の支援を行っていく。"))
    }

    @Test("7: (5) opens a counter this September, improves from 2026-04-01, and tries AI since March 2024")
    func services() throws {
        let promises = try #require(reading.initiative("(5)")).promises
        let dues = promises.map { $0.deadlines.map(\.deadline) }
        #expect(dues[0].map(\.raw) == ["今年9月"])
        #expect(dues[1].map(\.deadlineClass) == [.from])
        #expect(dues[1].map { $0.from?.description } == ["2026-04-01"])
        #expect(dues[1].map(\.to) == [nil])
        #expect(promises[2].text == "また、RPA等の自動化ツールの運用・拡充を進めるとともに、")
        #expect(dues[2].isEmpty)
        #expect(dues[3].map { $0.from?.description } == ["2024-03-01"])
        let trial = try #require(dues[3].first?.from)
        #expect(Quarter(containing: trial) == Quarter(FiscalYear(2023), 4))
    }

    @Test("今年9月 stays a question until a person confirms the year")
    func thisSeptember() throws {
        let due = try #require(reading.dues.first { $0.deadline.raw == "今年9月" })
        #expect(due.deadline.needsAnchor)
        #expect(due.days == "?…?")
        let questions = reading.findings.filter { $0.severity == .question }
        #expect(questions.map(\.key) == ["D1:32:39"])
        #expect(questions.first?.proposal?.contains("令和6年9月1日から令和6年9月30日まで") == true)
        let confirmed = try NoticeTexts.readWard(confirmedYear: FiscalYear(2024))
        let read = try #require(confirmed.dues.first { $0.deadline.raw == "今年9月" })
        #expect(read.days == "2024-09-01…2024-09-30")
        #expect(confirmed.findings.filter { $0.severity == .question }.isEmpty)
        #expect(confirmed.confirmedYear == FiscalYear(2024))
    }

    @Test("8: (6) goes on since 2012 and looks at this year's systems")
    func costs() throws {
        let dues = try #require(reading.initiative("(6)")).dues
        #expect(dues.map(\.deadline.raw) == ["平成24年度から", "今年度"])
        #expect(dues.first?.deadline.from?.description == "2012-04-01")
        #expect(dues.last?.days == "2024-04-01…2025-03-31")
    }

    @Test("9: the document has no date; its words bound it to April to August 2024")
    func documentDate() {
        #expect(reading.issuedOn == nil)
        #expect(reading.findings("D2").count == 1)
        #expect(reading.findings("D2").first?.message.contains("令和6年4月1日から令和6年8月31日まで") == true)
    }

    @Test("10: three groups, in list and table in the same order, one name repaired only for comparing")
    func groups() {
        let groups = reading.bodies.filter { $0.kind == .studyGroup }
        #expect(groups.map(\.name) == ["住民情報系システム標準化検討グループ", "働き方改革検討グループ", "デジタルデバイド対策検討グループ"])
        #expect(groups.map(\.rawName) == ["住民情報系システム標準化検討グループ", "働き方改革検討グループ", "デジタルデバйд対策検討グループ"])
        #expect(reading.findings("V3").map(\.severity) == [.info])
    }

    @Test("The only error is the Cyrillic in line 46, with its scalars, its place and a proposal")
    func cyrillic() throws {
        #expect(reading.errors.count == 1)
        let error = try #require(reading.errors.first)
        #expect(error.rule == .mistakenCharacters)
        #expect(error.line == 46)
        #expect(error.column == 10)
        #expect(error.message.contains("U+0439"))
        #expect(error.message.contains("U+0434"))
        #expect(error.message.contains("26行目、28行目、61行目"))
        #expect(error.proposal == "デジタルデバイド対策検討グループ")
    }

    @Test("11: groups belong to initiatives (2), (3) and (4); the others have none")
    func relations() {
        #expect(reading.bodies.map(\.relatedInitiative) == [nil, "(2)", "(3)", "(4)"])
        #expect(reading.findings("G1").contains { $0.line == 0 && $0.message.contains("(1)、(5)、(6)") })
    }

    @Test("12: the row over all columns is the parent")
    func parent() {
        #expect(reading.bodies.first?.name == "デジタル・セキュリティ部会")
        #expect(reading.bodies.first?.kind == .subcommittee)
        #expect(reading.bodies.first?.line == 60)
        #expect(reading.bodies.dropFirst().allSatisfy { $0.parent == "デジタル・セキュリティ部会" })
    }

    @Test("13: one leader for all, and one, two and one deputies")
    func leaders() {
        let groups = reading.bodies.dropFirst()
        #expect(groups.allSatisfy { $0.posts(.leader) == ["区政イノベーション担当部長"] })
        #expect(
            groups.map { $0.posts(.deputy) } == [["情報システム担当課長"], ["デジタル戦略担当課長", "人事課長"], ["デジタル戦略担当課長"]])
    }

    @Test("14: the totals 22, 16 and 11 close with leader and deputies and without the secretariat")
    func totals() {
        let groups = reading.bodies.dropFirst()
        #expect(groups.map(\.declaredTotal) == [22, 16, 11])
        #expect(groups.map(\.computedTotal) == [22, 16, 11])
        #expect(groups.map { $0.posts(.member).count } == [17, 5, 9])
        #expect(groups.map(\.categories) == [["職員団体推薦 3"], ["職員団体推薦 3", "その他職員 5"], []])
        #expect(reading.findings("V2").map(\.severity) == [.info, .info, .info])
        #expect(reading.findings("V2").first?.message.contains("職名17＋職員団体推薦3＋長1＋副1＝22") == true)
    }

    @Test("15: “19 計22名” is a total and never a member")
    func numberedTotal() {
        #expect(reading.findings("T1").count == 1)
        #expect(reading.findings("T1").first?.message.contains("19 計22名") == true)
        #expect(!reading.bodies.flatMap(\.seats).contains { $0.raw.contains("計") && $0.raw.contains("22") })
    }

    @Test("16: 49 seats, 38 named, 30 posts, 11 unnamed; who sits in several")
    func seats() {
        let seats = reading.bodies.flatMap(\.seats)
        #expect(seats.reduce(0) { $0 + $1.count } == 49)
        #expect(seats.filter { $0.post != nil }.count == 38)
        #expect(Set(seats.compactMap(\.post)).count == 30)
        #expect(seats.filter { $0.post == nil }.reduce(0) { $0 + $1.count } == 11)
        func roles(_ post: String) -> [ReadBody.Seat.Role] { seats.filter { $0.post == post }.map(\.role) }
        #expect(roles("情報管理課長") == [.member, .member, .member])
        #expect(roles("デジタル戦略担当課長") == [.member, .deputy, .deputy])
        #expect(roles("情報システム担当課長") == [.deputy, .member])
        #expect(roles("障害者施策課長") == [.member, .member])
    }

    @Test("17: the secretariats")
    func secretariats() {
        #expect(reading.bodies.map(\.secretariat) == [[], ["情報管理課"], ["情報管理課", "人事課"], ["情報管理課"]])
    }

    @Test("18: working teams may be set up, and none is")
    func workingTeams() {
        #expect(!reading.bodies.contains { $0.kind == .workingTeam })
        #expect(reading.findings("W1").map(\.line) == [50])
        #expect(reading.governance.filter { $0.kind == .workingTeams }.map(\.line) == [50])
    }

    @Test("19: quarterly check, report as appropriate, revision as needed")
    func governance() {
        func lines(_ kind: ReadClause.Kind) -> [Int] { reading.governance.filter { $0.kind == kind }.map(\.line) }
        #expect(lines(.quarterlyCheck) == [54])
        #expect(lines(.report) == [54])
        #expect(lines(.revision) == [56])
        #expect(reading.governance.first { $0.kind == .report }?.text.contains("適宜報告する") == true)
    }

    @Test("20: what the notice does not say is listed")
    func gaps() {
        func count(_ kind: Gap.Kind) -> Int { reading.gaps.filter { $0.kind == kind }.count }
        #expect(count(.responsibleUnit) == 6)
        #expect(count(.indicator) == 6)
        #expect(reading.gaps.filter { $0.kind == .noDeadline }.map { $0.subject.prefix(3) } == ["(1)", "(4)"])
        for kind in [Gap.Kind.budget, .documentDate, .author, .numbering, .reportingDates] { #expect(count(kind) == 1) }
        #expect(reading.findings("B1").map(\.line) == [60])
    }

    @Test("The same bytes give the same reading, and every finding has a key of its own")
    func repeatable() throws {
        let again = try NoticeTexts.readWard()
        #expect(again == reading)
        #expect(Set(reading.findings.map(\.key)).count == reading.findings.count)
    }
}
