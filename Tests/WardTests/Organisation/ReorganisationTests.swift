import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Reorganisation, checked before anything changes")
struct ReorganisationTests {
    private let april = day("2025-04-01")
    private let units = [
        OfficeUnit(
            id: ID("a"), code: "01", name: "情報管理課", parent: nil, validFrom: nil, validTo: nil, successor: nil),
        OfficeUnit(
            id: ID("b"), code: "02", name: "広報課", parent: nil, validFrom: nil, validTo: nil, successor: nil),
        OfficeUnit(
            id: ID("c"), code: "03", name: "旧課", parent: nil, validFrom: nil, validTo: day("2024-03-31"),
            successor: nil),
        OfficeUnit(
            id: ID("d"), code: "04", name: "将来課", parent: nil, validFrom: day("2026-04-01"), validTo: nil,
            successor: nil),
    ]

    private func problems(_ steps: [Reorganisation.Step]) -> [OrganisationError] {
        Reorganisation(on: april, steps: steps).problems(in: units)
    }

    @Test("A renamed unit may keep its code, and a code that is free again may be used")
    func allowed() {
        #expect(problems([.renaming(ID("a"), to: .init(code: "01", name: "デジタル推進課"))]).isEmpty)
        #expect(problems([.founding(.init(code: "03", name: "新課", parentCode: "02"))]).isEmpty)
        #expect(problems([.merging([ID("a")], into: .existing(ID("b")))]).isEmpty)
    }

    @Test("Every reason is listed at once")
    func refused() {
        let found = problems([
            .abolishing(ID("a")), .abolishing(ID("a"), successor: ID("c")), .abolishing(ID("c")),
            .abolishing(ID("d")), .abolishing(ID("x")), .merging([], into: .existing(ID("a"))),
            .founding(.init(code: "02", name: "新広報課")), .founding(.init(code: "09", name: "甲課", parentCode: "99")),
            .founding(.init(code: "09", name: "乙課")), .founding(.init(code: "10", name: "丙課", parentCode: "01")),
        ])
        #expect(
            Set(found) == [
                .abolishedTwice(name: "情報管理課"), .heirEnds(name: "旧課"),
                .alreadyEnded(name: "旧課", lastDay: day("2024-03-31")), .notStanding(name: "将来課", on: day("2025-03-31")),
                .unknownUnit, .heirEnds(name: "情報管理課"), .codeTaken(code: "02", by: "広報課"),
                .codeTaken(code: "09", by: "甲課"), .unknownParentCode(code: "99", of: "甲課"),
                .unknownParentCode(code: "01", of: "丙課"),
            ])
        #expect(OrganisationError.several(found).words.split(separator: "\n").count == found.count)
    }

    @Test("Work goes only to a unit that stands on the day")
    func heir() {
        #expect(
            problems([.merging([ID("a")], into: .existing(ID("c")))]) == [.notStanding(name: "旧課", on: april)])
        #expect(
            problems([.merging([ID("a")], into: .existing(ID("d")))]) == [.notStanding(name: "将来課", on: april)])
    }

    @Test("A code that a planned unit will use is taken")
    func plannedCode() {
        #expect(problems([.founding(.init(code: "04", name: "新課"))]) == [.codeTaken(code: "04", by: "将来課")])
    }
}
