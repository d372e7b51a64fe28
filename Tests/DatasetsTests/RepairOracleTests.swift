import RandomTesting
import Testing

@testable import Datasets

/// A thousand rows with twelve classes of defects that were sown on purpose: what is mended is right, nothing else changes.
@Suite("Repairs beside the sown truth")
struct RepairOracleTests {
    private struct Sown {
        var row: String
        var right: String
        /// What a person accepts unread brings the truth back.
        var isSafe: Bool
        /// A proposal brings the truth back.
        var isProposed: Bool
    }

    private static let wide = Dictionary(uniqueKeysWithValues: zip("0123456789.-", "０１２３４５６７８９．－"))

    private static func sow(_ number: Int, _ random: inout SeededGenerator) -> Sown {
        let id = String(number + 1)
        let latitude = "35.\(Int.random(in: 600_000...799_999, using: &random))"
        let longitude = "139.\(Int.random(in: 500_000...899_999, using: &random))"
        let remark = ["駅前", "２階", "北口", ""].randomElement(using: &random) ?? ""
        func row(
            code: String = "131156", latitude: String = latitude, longitude: String = longitude,
            remark: String = remark,
            town: String = ""
        ) -> String {
            TextFileTests.row(code: code, id: id, town: town, latitude: latitude, longitude: longitude, remark: remark)
        }
        func sown(_ bad: String, safe: Bool = false, proposed: Bool = true, right: String? = nil) -> Sown {
            Sown(row: bad, right: right ?? row(), isSafe: safe, isProposed: proposed)
        }
        switch Int.random(in: 0..<24, using: &random) {
        case 0: return sown(row(code: "13115"), safe: true)
        case 1: return sown(row(code: "１３１１５６"), safe: true)
        case 2: return sown(row(latitude: String(latitude.map { wide[$0] ?? $0 })), safe: true)
        case 3: return sown(row(longitude: String(longitude.map { wide[$0] ?? $0 })), safe: true)
        case 4: return sown(row(latitude: longitude, longitude: latitude))
        case 5: return sown(row(latitude: latitude + " "))
        case 6: return sown(row(remark: "　" + remark + "駅"), right: row(remark: remark + "駅"))
        case 7: return sown(row(remark: "㈱並木"), right: row(remark: "(株)並木"))
        case 8: return sown(row(remark: "ﾎﾞｲﾗｰ"), right: row(remark: "ボイラー"))
        case 9: return sown(row(code: "131157"), proposed: false)
        case 10: return sown(row(latitude: "5.0"), proposed: false)
        case 11: return sown(row(town: "80-1"), proposed: false)
        default: return Sown(row: row(), right: row(), isSafe: true, isProposed: true)
        }
    }

    @Test(
        "Safe repairs are all right and change nothing else; the others are proposed or named", arguments: [11, 12, 13])
    func oracle(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let sown = (0..<1_000).map { Self.sow($0, &random) }
        let file = try TextFileTests.file(sown.map(\.row))
        let safe = try await TextFileTests.text(file, .acceptingSafe).split(separator: "\r\n").dropFirst()
        let all = try await TextFileTests.text(file, .acceptingAll).split(separator: "\r\n").dropFirst()
        let report = try await DatasetCheck(file, CheckOptions(findingsPerRuleMax: 10_000)).report()
        let found = Set(report.findings.compactMap(\.row))
        try #require(safe.count == 1_000)
        for (number, (one, (left, right))) in zip(sown, zip(safe, all)).enumerated() {
            #expect(left == (one.isSafe ? one.right : one.row), "row \(number + 2)")
            #expect(right == (one.isProposed ? one.right : one.row), "row \(number + 2)")
            #expect(found.contains(number + 2) == (one.row != one.right || !one.isProposed), "row \(number + 2)")
        }
    }
}
