import Japanese
import LifeEvents
import Testing
import Ward

@testable import Counter

@Suite("Who said what")
struct FactLedgerTests {
    private static func claim(_ answer: FactAnswer, _ source: FactLedger.Source, at minute: Int64) -> FactLedger.Claim {
        .init(
            code: "head", answer: answer, source: source, section: nil, consent: nil,
            at: Timestamp(milliseconds: minute * 60_000), by: "見本")
    }

    private let yes = FactAnswer.known(.truth(true))
    private let no = FactAnswer.known(.truth(false))

    @Test("The better source counts, whenever it spoke; not knowing never outweighs knowing")
    func ranks() {
        typealias Ledger = FactLedger
        #expect(
            Ledger(claims: [Self.claim(yes, .section, at: 1), Self.claim(no, .family, at: 2)]).facts["head"] == yes)
        #expect(
            Ledger(claims: [Self.claim(yes, .section, at: 1), Self.claim(no, .document, at: 2)]).facts["head"] == no)
        #expect(
            Ledger(claims: [Self.claim(yes, .family, at: 1), Self.claim(.notKnown, .section, at: 2)]).facts["head"]
                == yes)
        #expect(Ledger(claims: [Self.claim(.withheld, .family, at: 1)]).facts["head"] == .withheld)
    }

    @Test("A source may take back what it said")
    func takenBack() {
        let ledger = FactLedger(claims: [Self.claim(yes, .family, at: 1), Self.claim(.notKnown, .family, at: 2)])
        #expect(ledger.facts["head"] == .notKnown)
        #expect(ledger.contradictions.isEmpty)
    }

    @Test("Different words of different sources are shown, the best first")
    func contradictions() throws {
        let ledger = FactLedger(claims: [
            Self.claim(no, .family, at: 1), Self.claim(yes, .section, at: 2), Self.claim(.notKnown, .register, at: 3),
        ])
        let found = try #require(ledger.contradictions.first)
        #expect(found.code == "head")
        #expect(found.claims.map(\.source) == [.section, .family])
    }
}
