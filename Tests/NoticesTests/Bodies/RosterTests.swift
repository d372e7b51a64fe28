import Documents
import Testing

@testable import Notices

@Suite("Rosters")
struct RosterTests {
    @Test("Every layout gives the seats a careful reader finds", arguments: RosterFixtures.all)
    func sittings(fixture: BodyFixture) {
        #expect(BodyReader.roster(fixture.document).sittings == fixture.sittings)
    }

    @Test("No name of a person is in a reading", arguments: RosterFixtures.all.filter { !$0.people.isEmpty })
    func names(fixture: BodyFixture) {
        let reading = BodyReader.roster(fixture.document)
        for person in fixture.people { #expect(!reading.words.contains(person)) }
        #expect(reading.namesSetAside > 0)
    }

    @Test("A post run together with a label and a name is no post")
    func runTogether() {
        #expect(!PostWord.isPost("学識経験者氏名山田太郎課長"))
        #expect(PostWord.isPost("情報政策課長"))
    }

    @Test("A total equals the seats where the roster says so", arguments: RosterFixtures.all)
    func totals(fixture: BodyFixture) {
        for body in BodyReader.roster(fixture.document).bodies where body.declaredTotal != nil {
            #expect(body.declaredTotal == body.computedTotal)
        }
    }

    @Test("Observers sit apart: they do not count among the members")
    func observers() throws {
        let reading = BodyReader.roster(
            try #require(RosterFixtures.all.first { $0.name.contains("observers") }).document)
        #expect(reading.bodies.map(\.computedTotal) == [5])
    }

    @Test("Each line of a roster is accounted for: title, head, members, total")
    func ledger() {
        let document = BodyDocuments.text("情報化推進委員会名簿\n役職\t職名\n委員長\t副市長\n委員\t企画部長\n計\t2名")
        let ledger = BodyReader.roster(document).ledger
        #expect(ledger[1] == .used(.body))
        #expect(ledger[2] == .setAside(.tableHead))
        #expect(ledger[3] == .used(.member))
        #expect(ledger[4] == .used(.member))
        #expect(ledger[5] == .used(.total))
        #expect(ledger.unread(in: document).isEmpty)
    }

    @Test("A roster of names alone seats nobody, sets its lines aside and still counts the people")
    func namesOnly() throws {
        let document = BodyDocuments.text("緑の審議会委員名簿\n会長　山田　太郎\n委員　佐藤　花子\n委員　鈴木　一郎")
        let reading = BodyReader.roster(document)
        let body = try #require(reading.bodies.first)
        #expect(body.seats.isEmpty)
        #expect(body.computedTotal == 3)
        #expect(reading.ledger[2] == .setAside(.personName))
        #expect(reading.namesSetAside == 3)
    }
}
