import Foundation
import SiteTesting
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("Protected people are shown to nobody who may not look")
struct ProtectionTests {
    /// How a protected person called 秘匿　守護 stands in the two systems.
    struct Planted: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let juki: [String]
        let jido: [String]
    }

    /// Somebody else, in both systems, whose findings are shown.
    private static let others = (juki: "0000000002,見本　花子,0,9", jido: "0000000002,見本　花子,0,9")

    static let planted: [Planted] = [
        Planted(testDescription: "as it should be", juki: ["0000000001,秘匿　守護,1,9"], jido: ["0000000001,秘匿　守護,1,9"]),
        Planted(testDescription: "full-width key", juki: ["0000000001,秘匿　守護,1,1"], jido: ["０００００００００１,秘匿　守護,1,9"]),
        Planted(
            testDescription: "full-width key, no flag", juki: ["0000000001,秘匿　守護,1,1"], jido: ["０００００００００１,秘匿　守護,0,9"]),
        Planted(testDescription: "padded key", juki: ["0000000001,秘匿　守護,1,1"], jido: ["  0000000001 ,秘匿　守護,0,9"]),
        Planted(testDescription: "key without its zeros", juki: ["0000000001,秘匿　守護,1,1"], jido: ["1,秘匿　守護,0,9"]),
        Planted(testDescription: "empty key, flagged", juki: ["0000000001,秘匿　守護,1,1"], jido: [",秘匿　守護,1,9"]),
        Planted(testDescription: "empty key, no flag", juki: ["0000000001,秘匿　守護,1,1"], jido: [",秘匿　守護,0,9"]),
        Planted(testDescription: "empty key in the register", juki: [",秘匿　守護,1,9"], jido: ["0000000001,秘匿　守護,0,9"]),
        Planted(
            testDescription: "key of the register refused", juki: ["００００００００００１,秘匿　守護,1,9"],
            jido: ["00000000001,秘匿　守護,0,9"]),
        Planted(
            testDescription: "flag of the register refused", juki: ["0000000001,秘匿　守護,あり,9"],
            jido: ["0000000001,秘匿　守護,0,9"]),
        Planted(
            testDescription: "row of the register broken", juki: ["0000000001,秘匿　守護,1"], jido: ["0000000001,秘匿　守護,0,9"]),
        Planted(
            testDescription: "flagged in the other system alone", juki: ["0000000001,秘匿　守護,0,9"],
            jido: ["0000000001,秘匿　守護,1,9"]),
        Planted(testDescription: "an odd flag", juki: ["0000000001,秘匿　守護,7,9"], jido: ["0000000001,秘匿　守護,,9"]),
    ]

    @Test("By every role without the right, over every page and answer", arguments: planted)
    func hidden(_ planted: Planted) async throws {
        let workbench = SmallWorkbench.two(
            juki: planted.juki + [Self.others.juki], jido: planted.jido + [Self.others.jido])
        try await SmallReview.use(workbench) { asking in
            var looked = 0
            for role in RoleWalk.roles(of: [StandardizationModule()]) {
                let unmasks = StandardizationGrants.all.holds(role, .unmaskProtected)
                let reads = StandardizationGrants.all.holds(role, .readRehearsals)
                let units = reads ? asking.units.filter { $0.key != "学務課" }.map(\.value) : []
                for person in [TestPerson(role)] + units.map({ TestPerson(role, units: [$0]) }) {
                    for path in reads ? asking.addresses : Array(asking.addresses.prefix(4)) {
                        let answer = try await asking.client.get(path, as: person)
                        #expect(!answer.text.contains("秘匿"), "\(person) \(path)")
                        guard answer.status == .ok else { continue }
                        looked += 1
                        // Nor by asking for it.
                        if !unmasks, path.hasSuffix("/0") {
                            #expect(try await asking.client.post(path + "/unmask", as: person).status == .forbidden)
                        }
                    }
                }
            }
            #expect(looked > 20)
        }
    }

    @Test("Somebody of whom the register says that they are not protected is shown")
    func shown() async throws {
        try await SmallReview.use(
            .two(
                juki: ["0000000001,秘匿　守護,1", Self.others.juki], jido: ["0000000001,秘匿　守護,0,9", Self.others.jido])
        ) { asking in
            let file = FindingFile(run: asking.run, system: "jido", reason: .codeUnknown)
            let number = try #require(
                file.entries(from: 0, count: 9).entries.first { $0.line.key == "0000000002" }?.number)
            let page = try await asking.client.get(
                "\(asking.record.path)/findings/jido/CD1-CODE/\(number)", as: TestPerson(.auditor))
            #expect(page.text.contains("見本　花子"))
        }
    }

    @Test("Findings are searched and saved as a file; a protected person's number is neither found nor in it")
    func searched() async throws {
        try await SmallReview.use(
            .two(
                juki: ["0000000001,秘匿　守護,1,1", Self.others.juki], jido: ["0000000001,秘匿　守護,0,9", Self.others.jido])
        ) { asking in
            let list = "\(asking.record.path)/findings/jido/CD1-CODE"
            let auditor = TestPerson(.auditor)
            let known = try await asking.client.get("\(list)?q=%EF%BC%90%EF%BC%90%EF%BC%92", as: auditor).text
            #expect(known.contains(">0000000002</a>"))
            #expect(known.contains("1件あります"))
            let hidden = try await asking.client.get("\(list)?q=0000000001", as: auditor).text
            #expect(hidden.contains("0件あります"))
            let file = try await asking.client.get("\(list)?format=csv", as: auditor)
            #expect(file.headers[.contentType]?.hasPrefix("text/csv") == true)
            #expect(file.text.contains("0000000002"))
            #expect(file.text.contains("（表示しません）"))
            #expect(!file.text.contains("0000000001"))
        }
    }

    @Test("A file of which no record leads to the register is hidden as a whole")
    func unled() async throws {
        try await SmallReview.use(
            .two(juki: ["0000000001,秘匿　守護,1,1"], jido: ["A-17,秘匿　守護,0,9", "A-18,見本　花子,0,9"])
        ) { asking in
            for number in 0..<2 {
                let path = "\(asking.record.path)/findings/jido/CD1-CODE/\(number)"
                let page = try await asking.client.get(path, as: TestPerson(.auditor)).text
                #expect(page.contains("（表示しません）"))
                #expect(!page.contains("見本　花子"))
                #expect(!page.contains("秘匿"))
            }
        }
    }

    @Test("Where a key was taken out of the run's list of protected keys, nobody is shown any more")
    func shortened() async throws {
        let workbench = SmallWorkbench.two(
            juki: ["0000000001,秘匿　守護,1,9", Self.others.juki], jido: ["0000000001,秘匿　守護,1,9", Self.others.jido])
        try await SmallReview.use(workbench) { asking in
            let list = asking.run.appendingPathComponent("stages/check/protected.tsv")
            let text = try String(contentsOf: list, encoding: .utf8)
            #expect(text.contains("0000000001"))
            try Data(text.replacing("0000000001\n", with: "").utf8).write(to: list)
            for path in asking.addresses {
                let answer = try await asking.client.get(path, as: TestPerson(.auditor)).text
                #expect(!answer.contains("秘匿"), "\(path)")
                #expect(!answer.contains("0000000001"), "\(path)")
            }
            let proof = try RehearsalProof(of: asking.run)
            #expect(proof.failures == ["stages/check/protected.tsv：報告したときと中身が違います。"])
            #expect(try await Self.verified(asking).filter { $0.contains("protected.tsv が、確定した報告") }.count == 1)
            // Also where a list and a report were written anew to go with it.
            let report = asking.run.appendingPathComponent("report.json")
            let forged = try String(contentsOf: report, encoding: .utf8).replacing(
                ContentHash.of(text), with: ContentHash.of(text.replacing("0000000001\n", with: "")))
            try Data(forged.utf8).write(to: report)
            try RunFileList.write(in: asking.run, key: nil)
            #expect(try RehearsalProof(of: asking.run).isWhole)
            #expect(try await Self.verified(asking).filter { $0.contains("確定した報告にあるものと違います") }.count == 2)
            try Data(text.utf8).write(to: list)
            #expect(try await Self.verified(asking).count == 1)
            try FileManager.default.removeItem(at: asking.folder)
            #expect(try await Self.verified(asking).isEmpty)
        }
    }

    private static func verified(_ asking: SmallReview.Asking) async throws -> [String] {
        let module = StandardizationModule()
        return try await asking.ward.database.read {
            try Verification.run(
                renderers: module.renderers, outside: module.proofs.compactMap(\.compare), on: $0
            ).failures
        }
    }

    @Test("People of whom a rule says that they are not in the register are shown, for they lead to nobody there")
    func apart() async throws {
        var workbench = SmallWorkbench.two(
            juki: ["0000000001,秘匿　守護,1,1"], jido: ["9500000001,見本　花子,0,9"])
        workbench.rules = [
            "{rule: disjoint, group: 手当, item: 番号, to: 住民}",
            "{rule: none-flagged, group: 手当, key: 番号, item: 支援, to: 住民}",
        ]
        try await SmallReview.use(workbench) { asking in
            let page = try await asking.client.get(
                "\(asking.record.path)/findings/jido/CD1-CODE/0", as: TestPerson(.auditor)
            ).text
            #expect(page.contains("見本　花子"))
        }
    }
}
