import Documents
import Testing

@testable import Notices

@Suite("Minutes")
struct MinutesTests {
    @Test("A summary tells body, number, day, place, who was there by post and what was decided")
    func summary() throws {
        let meeting = try #require(BodyReader.minutes(MinutesFixtures.summary).meetings.first)
        #expect(meeting.body == "情報化推進本部会議")
        #expect(meeting.number == 2)
        #expect(meeting.date?.description == "2024-08-20")
        #expect(meeting.place == "庁議室")
        #expect(meeting.attendance.filter { !$0.isAbsent }.map(\.post) == ["区長", "副区長", "政策経営部長", "総務部長", "区民部長"])
        #expect(
            meeting.attendance.filter { !$0.isAbsent }.map(\.role) == [.leader, .deputy, .member, .member, .member])
        #expect(meeting.attendance.filter(\.isAbsent).map(\.post) == ["保健福祉部長"])
        #expect(meeting.agenda.map(\.text) == ["情報化推進計画の一部修正について", "標準化の進捗について"])
        #expect(meeting.decisions.map(\.text) == ["原案のとおり決定した。", "情報政策課長から報告があり、了承された。"])
        #expect(meeting.decisions.map(\.line) == [18, 20])
    }

    @Test("Speakers with colons: what they say is set aside, what stands under 決定事項 is decided")
    func speakers() throws {
        let reading = BodyReader.minutes(MinutesFixtures.speakers)
        let meeting = try #require(reading.meetings.first)
        #expect(meeting.body == "みどり区窓口改革検討会")
        #expect(meeting.number == 3)
        #expect(meeting.date?.description == "2024-10-03")
        #expect(meeting.place == "本庁舎5階　大会議室")
        #expect(
            meeting.attendance.map { $0.post ?? $0.category } == ["青葉大学教授", "弁護士", "総務部長", "区民課長", "公募委員", "情報政策課長"])
        #expect(meeting.attendance.map(\.count) == [1, 1, 1, 1, 2, 1])
        #expect(meeting.attendance.map(\.isStaff) == [false, false, false, false, false, true])
        #expect(meeting.decisions.map(\.text) == ["窓口予約は令和7年1月から試行する。"])
        for line in 20...23 { #expect(reading.ledger[line] == .setAside(.speech)) }
    }

    @Test("An assembly's minutes: names before posts go, items called out in a speech are speech's")
    func assembly() throws {
        let reading = BodyReader.minutes(MinutesFixtures.assembly)
        let meeting = try #require(reading.meetings.first)
        #expect(meeting.date?.description == "2023-12-11")
        #expect(meeting.place == "第一委員会室")
        #expect(meeting.attendance.map(\.post) == ["区長", "副区長", "総務部長"])
        #expect(meeting.agenda.map(\.text) == ["情報化の調査について"])
        #expect(meeting.decisions.isEmpty)
        #expect(reading.ledger[14] == .setAside(.speech))
        #expect(reading.ledger[17] == .setAside(.speech))
        #expect(reading.ledger[18] == .setAside(.speech))
    }

    @Test("Speakers in brackets: a date in a speech is nobody's promise")
    func brackets() throws {
        let reading = BodyReader.minutes(MinutesFixtures.brackets)
        let meeting = try #require(reading.meetings.first)
        #expect(meeting.body == "検討会")
        #expect(meeting.number == 1)
        #expect(meeting.date?.description == "2024-06-08")
        #expect(meeting.decisions.isEmpty)
        #expect(reading.speechLineCount == 4)
    }

    @Test("Speakers before a closing bracket")
    func closingBrackets() throws {
        let reading = BodyReader.minutes(MinutesFixtures.closingBrackets)
        let meeting = try #require(reading.meetings.first)
        #expect(meeting.number == 11)
        #expect(meeting.date?.description == "2018-11-19")
        #expect(meeting.attendance.map(\.post) == ["区長", "総務部長"])
        #expect(reading.ledger[7] == .setAside(.speech))
        #expect(reading.ledger[8] == .setAside(.speech))
    }

    @Test("No line of minutes is left unread", arguments: MinutesFixtures.all)
    func ledger(document: PlacedDocument) {
        let unread = BodyReader.minutes(document).ledger.unread(in: document).filter { !$0.text.isEmpty }
        #expect(unread.map(\.text) == [])
    }

    @Test("No name of a person is in a meeting", arguments: MinutesFixtures.all)
    func names(document: PlacedDocument) {
        let people = ["佐藤", "鈴木", "高橋", "田中", "渡辺", "矢田", "齊藤", "中嶋", "大和田", "石橋", "櫻井", "今泉", "根本"]
        let meetings = BodyReader.minutes(document).meetings
        let words = meetings.flatMap(\.attendance).map { ($0.post ?? "") + ($0.category ?? "") }.joined()
        for person in people { #expect(!words.contains(person)) }
    }
}
