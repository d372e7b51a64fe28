import Japanese
import RandomTesting
import Testing

@testable import Ward

@Suite("Succession of units")
struct SuccessionTests {
    private func unit(
        _ id: String, _ name: String = "課", from: String? = nil, to: String? = nil, successor: String? = nil,
        parent: String? = nil
    ) -> OfficeUnit {
        OfficeUnit(
            id: ID(id), code: id, name: name, parent: parent.map { ID($0) }, validFrom: from.map(day),
            validTo: to.map(day), successor: successor.map { ID($0) })
    }

    @Test("A unit stands for itself while it exists, and for its successor's successor after two reorganisations")
    func chain() {
        let succession = Succession(units: [
            unit("a", to: "2024-03-31", successor: "b"),
            unit("b", from: "2024-04-01", to: "2025-03-31", successor: "c"), unit("c", from: "2025-04-01"),
        ])
        func resolved(_ text: String) -> [String] {
            succession.successors(of: ID("a"), validOn: day(text)).map(\.code)
        }
        #expect(resolved("2024-03-31") == ["a"])
        #expect(resolved("2024-04-01") == ["b"])
        #expect(resolved("2025-03-31") == ["b"])
        #expect(resolved("2025-04-01") == ["c"])
        #expect(succession.successors(of: ID("c"), validOn: day("2025-03-31")).isEmpty, "not yet there")
    }

    @Test("A divided unit has its main part first, and parts that meet again are named once")
    func division() {
        let units = [
            unit("a", to: "2024-03-31", successor: "z"),
            unit("b", from: "2024-04-01", to: "2025-03-31", successor: "d"),
            unit("d", from: "2025-04-01"), unit("z", from: "2024-04-01", to: "2025-03-31", successor: "d"),
        ]
        let succession = Succession(units: units, further: [ID("a"): [ID("b")]])
        #expect(succession.successors(of: ID("a"), validOn: day("2024-04-01")).map(\.code) == ["z", "b"])
        #expect(succession.successors(of: ID("a"), validOn: day("2025-04-01")).map(\.code) == ["d"])
    }

    @Test("A circle of successors in damaged records ends the search")
    func circle() {
        let succession = Succession(units: [
            unit("a", to: "2024-03-31", successor: "b"), unit("b", to: "2024-03-31", successor: "a"),
        ])
        #expect(succession.successors(of: ID("a"), validOn: day("2025-04-01")).isEmpty)
    }

    @Test("Units whose work ended are listed, also when it ended at their successor")
    func withoutSuccessor() {
        let succession = Succession(units: [
            unit("a", to: "2024-03-31", successor: "b"), unit("b", from: "2024-04-01", to: "2025-03-31"), unit("c"),
        ])
        #expect(succession.abolishedWithoutSuccessor(asOf: day("2025-03-31")).isEmpty)
        #expect(succession.abolishedWithoutSuccessor(asOf: day("2025-04-01")).map(\.code) == ["a", "b"])
    }

    @Test("A section keeps its department when the department is renamed")
    func parent() {
        let section = unit("s", "管理課", parent: "d")
        let succession = Succession(units: [
            unit("d", "旧部", to: "2024-03-31", successor: "e"), unit("e", "新部", from: "2024-04-01"), section,
        ])
        #expect(succession.parent(of: section, validOn: day("2024-03-31"))?.name == "旧部")
        #expect(succession.parent(of: section, validOn: day("2024-04-01"))?.name == "新部")
    }

    @Test("A name is found in any width, with its department before it, and never guessed among several")
    func naming() {
        let succession = Succession(units: [
            unit("1", "子ども家庭部"), unit("2", "教育部"), unit("3", "管理課", parent: "1"), unit("4", "管理課", parent: "2"),
            unit("5", "学校ＩＣＴ課", parent: "2"), unit("6", "情報管理課", to: "2024-03-31"),
        ])
        let today = day("2024-07-01")
        #expect(succession.named("学校ICT 課", validOn: today)?.code == "5")
        #expect(succession.named("子ども家庭部管理課", validOn: today)?.code == "3")
        #expect(succession.named("管理課", validOn: today) == nil)
        #expect(succession.named("情報管理課", validOn: today) == nil)
        #expect(succession.named("情報管理課", validOn: day("2024-03-31"))?.code == "6")
    }

    @Test("Whatever the reorganisations, a unit stands for exactly those that took over its work", arguments: 0..<200)
    func anyHistory(seed: UInt64) {
        var history = RandomHistory(seed: seed, steps: 12)
        history.run()
        let succession = Succession(units: history.units, further: history.further)
        for moment in history.moments {
            for (origin, expected) in moment.standsFor {
                let found = succession.successors(of: origin, validOn: moment.day)
                #expect(Set(found.map(\.id)) == expected, "seed \(seed), \(origin) on \(moment.day)")
                #expect(found.count == expected.count, "seed \(seed): a unit twice")
                #expect(found.allSatisfy { $0.exists(on: moment.day) })
            }
        }
    }
}

/// Reorganisations one after the other, and a slow record of who stands for whom: each step replaces the old units by
/// their heirs in every set.
private struct RandomHistory {
    struct Moment {
        let day: CivilDate
        let standsFor: [ID<OfficeUnit>: Set<ID<OfficeUnit>>]
    }

    private var generator: SeededGenerator
    private let steps: Int
    private var today = day("2020-04-01")
    private var standsFor: [ID<OfficeUnit>: Set<ID<OfficeUnit>>] = [:]
    private var byID: [ID<OfficeUnit>: OfficeUnit] = [:]
    private(set) var further: [ID<OfficeUnit>: [ID<OfficeUnit>]] = [:]
    private(set) var moments: [Moment] = []

    var units: [OfficeUnit] { byID.values.sorted { $0.id < $1.id } }

    init(seed: UInt64, steps: Int) {
        generator = SeededGenerator(seed: seed)
        self.steps = steps
    }

    mutating func run() {
        for _ in 0..<5 { found(from: nil) }
        remember()
        for _ in 0..<steps {
            today = today.adding(days: Int.random(in: 1...400, using: &generator))
            let standing = byID.values.filter { $0.exists(on: today) }.map(\.id).sorted()
            let old = Array(standing.shuffled(using: &generator).prefix(Int.random(in: 0...2, using: &generator)))
            let staying = standing.filter { !old.contains($0) }
            var heirs = (0..<Int.random(in: 0...2, using: &generator)).map { _ in found(from: today) }
            if let existing = staying.randomElement(using: &generator), Bool.random(using: &generator) {
                heirs.append(existing)
            }
            for id in old { abolish(id, heirs: heirs) }
            remember()
        }
    }

    @discardableResult
    private mutating func found(from first: CivilDate?) -> ID<OfficeUnit> {
        let id = ID<OfficeUnit>(String(1000 + byID.count))
        byID[id] = OfficeUnit(
            id: id, code: id.text, name: "課", parent: nil, validFrom: first, validTo: nil, successor: nil)
        standsFor[id] = [id]
        return id
    }

    private mutating func abolish(_ id: ID<OfficeUnit>, heirs: [ID<OfficeUnit>]) {
        let old = byID[id]!
        byID[id] = OfficeUnit(
            id: id, code: old.code, name: old.name, parent: nil, validFrom: old.validFrom,
            validTo: today.adding(days: -1), successor: heirs.first)
        further[id] = Array(heirs.dropFirst())
        for (origin, set) in standsFor where set.contains(id) {
            standsFor[origin] = set.subtracting([id]).union(heirs)
        }
    }

    private mutating func remember() {
        moments.append(Moment(day: today, standsFor: standsFor))
        // Units founded today were not there before; asking about the day itself is enough for them.
    }
}
