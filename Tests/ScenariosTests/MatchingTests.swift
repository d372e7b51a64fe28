import Scenarios
import Testing

@Suite("A control is told by all that is known of it")
struct MatchingTests {
    private typealias Element = PageSnapshot.Element
    private static let name = ControlName(screen: "入力", control: "口座番号")
    private static let control = Control(
        name: "口座番号", kind: .field,
        candidates: [.init(.id, "account"), .init(.name, "account"), .init(.label, "口座番号"), .init(.section, "振込先")])

    private static func page(_ elements: [PageSnapshot.Element], title: String = "変更入力") -> PageSnapshot {
        PageSnapshot(address: "http://x/entry", title: title, heading: "", elements: elements)
    }

    private static let before = Element(
        index: 3, kind: .field, id: "account", name: "account", label: "口座番号", section: "振込先")
    private static let decoy = Element(index: 0, kind: .field, id: "quick", name: "q", label: "口座番号", section: "簡易検索")

    @Test("As agreed, it is found beside a decoy with its label")
    func same() {
        #expect(
            Self.control.match(on: Self.page([Self.decoy, Self.before]), as: Self.name) == .same(element: 3, faded: []))
    }

    @Test("With its id renamed it is proposed, and the decoy with its label is not")
    func renamed() throws {
        let renamed = Element(index: 7, kind: .field, id: "kouza", name: "account", label: "口座番号", section: "届出")
        guard case .proposed(let proposal) = Self.control.match(on: Self.page([Self.decoy, renamed]), as: Self.name)
        else {
            Issue.record("not proposed")
            return
        }
        #expect(proposal.new.index == 7)
        #expect(proposal.score > proposal.runnerUp)
        #expect(proposal.lost.map(\.way) == [.id, .section])
        let accepted = proposal.accepted
        #expect(accepted.match(on: Self.page([Self.decoy, renamed]), as: Self.name) == .same(element: 7, faded: []))
        #expect(accepted.candidates.count >= 3)
    }

    @Test("A decoy that took over the id is not taken for it")
    func stolen() {
        let thief = Element(index: 1, kind: .field, id: "account", name: "other", label: "電話番号", section: "連絡先")
        let moved = Element(index: 5, kind: .field, id: "kouza", name: "account", label: "口座番号", section: "振込先")
        let match = Self.control.match(on: Self.page([thief, moved]), as: Self.name)
        #expect(match.element == nil)
    }

    @Test("Two that are alike are not guessed between, and none is missing")
    func doubt() {
        let twins = [1, 2].map { Element(index: $0, kind: .field, label: "口座番号", section: "振込先") }
        #expect(Self.control.match(on: Self.page(twins), as: Self.name) == .ambiguous([1, 2]))
        #expect(Self.control.match(on: Self.page([]), as: Self.name) == .missing)
        let button = Element(index: 1, kind: .button, id: "account", name: "account", label: "口座番号")
        #expect(Self.control.match(on: Self.page([button]), as: Self.name) == .missing)
        let hidden = Element(index: 1, kind: .field, id: "account", name: "account", label: "口座番号", isVisible: false)
        #expect(Self.control.match(on: Self.page([hidden]), as: Self.name) == .missing)
    }

    @Test("A mark that fades does not stop a robot, and is told")
    func faded() {
        let moved = Element(index: 4, kind: .field, id: "account", name: "account", label: "口座番号（半角）", section: "振込先")
        #expect(
            Self.control.match(on: Self.page([moved]), as: Self.name)
                == .same(element: 4, faded: [Candidate(.label, "口座番号")]))
    }

    @Test("An upgrade's touched controls, steps and scenarios are told from saved screens")
    func upgrade() throws {
        let contract = try SampleTexts.contract()
        let scenario = try #require(SampleTexts.read(SampleTexts.scenario).0)
        func entry(_ account: Element) -> PageSnapshot {
            Self.page([
                Element(index: 0, kind: .field, id: "number", name: "number", label: "受付番号", section: "届出"), account,
                Element(index: 4, kind: .choice, id: "kind", name: "kind", label: "区分"),
                Element(index: 5, kind: .button, id: "send", role: "button", said: "登録", text: "登録"),
            ])
        }
        let old = [entry(Self.before)]
        let new = [entry(Element(index: 3, kind: .field, id: "kouza", name: "account", label: "口座番号", section: "振込先"))]
        #expect(UpgradeImpact.of(contract: contract, old: old, new: old, scenarios: [scenario]).touched == [])
        let impact = UpgradeImpact.of(contract: contract, old: old, new: new, scenarios: [scenario])
        #expect(impact.touched.map(\.control.description) == ["入力.口座番号"])
        #expect(impact.touched.first?.steps == ["sample": ["account"]])
        #expect(impact.scenarios == ["sample"])
        #expect(impact.unseen == ["受付", "検索", "結果"])
        let gone = UpgradeImpact.of(contract: contract, old: old, new: [], scenarios: [scenario])
        #expect(gone.touched.count == 4)
        let without = PageSnapshot(
            address: old[0].address, title: old[0].title, heading: old[0].heading,
            elements: old[0].elements.filter { $0.id != "account" })
        let lost = UpgradeImpact.of(contract: contract, old: old, new: [without], scenarios: [scenario])
        #expect(lost.touched.map(\.control.description) == ["入力.口座番号"])
        #expect(lost.touched.first?.fate == .missing)
        #expect(lost.scenarios == ["sample"])
        #expect(gone.touched.allSatisfy { $0.fate == .noScreen })
        let trial = SavedScreenTrial.of(scenario, contract, pages: new)
        #expect(trial.findings.map(\.step) == ["account"])
        #expect(trial.found == 3)
        let told = Dictionary(trial.results.map { ($0.step, $0.outcome) }, uniquingKeysWith: { first, _ in first })
        #expect(told["open"] == .found(faded: []))
        #expect(told["number"] == .found(faded: []))
        #expect(told["search"] == .unseen)
        #expect(trial.unseen == ["検索", "受付"])
    }
}
