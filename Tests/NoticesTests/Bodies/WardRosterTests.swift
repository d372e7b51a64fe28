import Documents
import Testing

@testable import Notices

/// The facts of the ward's notice about its bodies, taken from the paper by hand.
@Suite("The bodies of the ward's own notice")
struct WardRosterTests {
    private let reading: BodyReading

    init() throws {
        let text = String(decoding: try NoticeTexts.ward(), as: UTF8.self)
        let repairs = ["デジタルデバйд対策検討グループ": "デジタルデバイド対策検討グループ"]
        reading = BodyReader.roster(BodyDocuments.text(text), repairs: repairs)
            .relating(to: try NoticeTexts.readWard().initiatives)
    }

    @Test("The parent, then three groups, one name repaired only for comparing")
    func names() {
        #expect(
            reading.bodies.map(\.name) == [
                "デジタル・セキュリティ部会", "住民情報系システム標準化検討グループ", "働き方改革検討グループ", "デジタルデバイド対策検討グループ",
            ])
        #expect(reading.bodies.last?.rawName == "デジタルデバйд対策検討グループ")
        #expect(reading.bodies.map(\.kind) == [.subcommittee, .studyGroup, .studyGroup, .studyGroup])
        #expect(reading.bodies.map(\.line) == [60, 61, 61, 61])
        #expect(reading.bodies.dropFirst().allSatisfy { $0.parent == "デジタル・セキュリティ部会" })
        #expect(reading.listedLines == [44, 45, 46])
    }

    @Test("One leader for all, and one, two and one deputies")
    func leaders() {
        let groups = reading.sittings.dropFirst()
        #expect(groups.allSatisfy { $0.leaders == ["区政イノベーション担当部長"] })
        #expect(groups.map(\.deputies) == [["情報システム担当課長"], ["デジタル戦略担当課長", "人事課長"], ["デジタル戦略担当課長"]])
        #expect(groups.map(\.secretariat) == [["情報管理課"], ["情報管理課", "人事課"], ["情報管理課"]])
    }

    @Test("49 seats, 38 by post, 30 posts, 11 of kinds of people; the totals close")
    func seats() {
        let seats = reading.bodies.flatMap(\.seats)
        #expect(seats.reduce(0) { $0 + $1.count } == 49)
        #expect(seats.count { $0.post != nil } == 38)
        #expect(Set(seats.compactMap(\.post)).count == 30)
        #expect(seats.filter { $0.post == nil }.reduce(0) { $0 + $1.count } == 11)
        #expect(reading.bodies.dropFirst().map(\.declaredTotal) == [22, 16, 11])
        #expect(reading.bodies.dropFirst().map(\.computedTotal) == [22, 16, 11])
    }

    @Test("19 計22名 is a total that was numbered, and never a member")
    func numberedTotal() {
        #expect(reading.details.compactMap(\.numberedTotal) == ["19 計22名"])
        #expect(reading.details.compactMap(\.numberedTotalLine) == [64])
        #expect(reading.details[1].numbers == Array(1...18))
        #expect(!reading.bodies.flatMap(\.seats).contains { $0.raw.contains("計22名") })
    }

    @Test("Groups belong to initiatives (2), (3) and (4)")
    func relations() {
        #expect(reading.bodies.map(\.relatedInitiative) == [nil, "(2)", "(3)", "(4)"])
    }
}
