import Foundation
import Tabular
import Testing

@testable import Datasets

/// Ten files that a city published; see `Samples/opendata/README.md`.
@Suite("Ten real files")
struct RealFilesTests {
    @Test("Each is told by its headings: two current, four old, four of their own", arguments: RealFiles.expected)
    func generation(_ expected: RealFiles.Expected) throws {
        let file = try RealFiles.file(expected.name)
        let recognition = Recognition(headings: file.headings)
        #expect(recognition.generation == expected.generation)
        #expect(recognition.dataset == expected.dataset)
    }

    @Test("Of each is found what is wrong with it, and nothing else", arguments: RealFiles.expected)
    func counts(_ expected: RealFiles.Expected) async throws {
        let report = try await DatasetCheck(try RealFiles.file(expected.name)).report()
        #expect(report.file.rows == expected.rows)
        #expect(report.file.headings.count == expected.columns)
        #expect(report.file.brokenRows == 0)
        #expect(report.findingsLeftOut == 0)
        let found = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.rule, [$0.count, $0.repairable]) })
        #expect(found == expected.found)
    }

    @Test("Refusing all repairs gives the bytes of the file", arguments: RealFiles.expected)
    func refusing(_ expected: RealFiles.Expected) async throws {
        let bytes = try RealFiles.bytes(expected.name)
        let file = try DataFile(bytes, name: expected.name)
        let repaired = try await DatasetRepair(file, RepairDecisions()).bytes()
        #expect(repaired.bytes == bytes)
        #expect(repaired.report.doneCount == 0)
        let changed = try await DatasetRepair(file, RepairDecisions()).changedBytes().bytes
        #expect(changed == nil)
    }

    @Test("The same decisions give the same bytes, and nothing is left to mend", arguments: RealFiles.expected)
    func accepting(_ expected: RealFiles.Expected) async throws {
        let file = try RealFiles.file(expected.name)
        let first = try await DatasetRepair(file, .acceptingAll).bytes()
        let again = try await DatasetRepair(file, .acceptingAll).bytes()
        #expect(first.bytes == again.bytes)
        let mended = try DataFile(first.bytes, name: expected.name)
        let report = try await DatasetCheck(mended).report()
        #expect(report.findings.allSatisfy { $0.proposal == nil })
    }

    @Test("Decisions kept as JSON, one by one, replay to the same bytes", arguments: RealFiles.expected)
    func replaying(_ expected: RealFiles.Expected) async throws {
        let file = try RealFiles.file(expected.name)
        var decisions = RepairDecisions()
        for finding in try await DatasetCheck(file).report().findings where finding.proposal != nil {
            decisions.accept(finding)
        }
        let kept = try JSONDecoder().decode(RepairDecisions.self, from: JSONEncoder().encode(decisions))
        let byOne = try await DatasetRepair(file, kept).bytes()
        let byClass = try await DatasetRepair(file, .acceptingAll).bytes()
        #expect(byOne.bytes == byClass.bytes)
    }

    @Test(
        "Old sheets become current ones and come back with all their values",
        arguments: RealFiles.expected.filter { $0.generation == .old })
    func converting(_ expected: RealFiles.Expected) async throws {
        let file = try RealFiles.file(expected.name)
        let current = try DataFile(try await LayoutConversion(file, to: .current).bytes(), name: expected.name)
        let recognition = Recognition(headings: current.headings)
        #expect(recognition.generation == .current)
        #expect(recognition.missing.isEmpty)
        let back = try CSVReader.read(try await LayoutConversion(current, to: .old).bytes())
        let original = try CSVReader.read(try RealFiles.bytes(expected.name))
        #expect(back.records.count == original.records.count)
        for (left, right) in zip(original.records.dropFirst(), back.records.dropFirst()) {
            let values = right.fields.prefix(left.fields.count).map(\.text)
            #expect(values == left.fields.map(\.text))
        }
    }

    @Test("No file is found to have a code, a point or a date that is wrong", arguments: RealFiles.expected)
    func noFalseErrors(_ expected: RealFiles.Expected) async throws {
        let report = try await DatasetCheck(try RealFiles.file(expected.name)).report()
        let errors = report.findings.filter { $0.severity == .error }
        #expect(errors.allSatisfy { $0.rule == .headingForm || $0.rule == .numbersAreNumbers })
    }

    @Test("The dash in place of the long vowel is found and mended, the full-width digits of names stay")
    func dash() async throws {
        let preschool = try RealFiles.file("222127_preschool.csv")
        let mended = try await DatasetRepair(preschool, .acceptingSafe).bytes()
        let headings = try DataFile(mended.bytes, name: "").headings
        #expect(headings.first == "都道府県コード又は市区町村コード")
        #expect(mended.report.doneCounts == [.headingForm: 1])
        let aed = try RealFiles.bytes("222127_aed.csv")
        let all = try await DatasetRepair(try DataFile(aed, name: ""), .acceptingAll).bytes().bytes
        #expect(String(decoding: all, as: UTF8.self).contains("２階正面入口"))
        #expect(String(decoding: all, as: UTF8.self).contains(",0000000001,"))
    }
}

enum RealFiles {
    struct Expected: Sendable, CustomTestStringConvertible {
        let name: String
        let rows: Int
        let columns: Int
        let generation: StandardLayout.Generation?
        let dataset: String?
        /// Findings by rule, and how many of them have a proposal.
        let found: [DataRule: [Int]]
        var testDescription: String { name }
    }

    static let expected: [Expected] = [
        .init(
            name: "222127_aed.csv", rows: 82, columns: 22, generation: .old, dataset: "08",
            found: [.layoutBySpaces: [2, 2], .vendorCharacters: [2, 2], .phone: [82, 82]]),
        .init(
            name: "222127_public_toilet.csv", rows: 112, columns: 39, generation: .current, dataset: "13", found: [:]),
        .init(
            name: "222127_fire_hydrant.csv", rows: 193, columns: 16, generation: .current, dataset: "14",
            found: [.layoutBySpaces: [11, 11]]),
        .init(
            name: "222127_public_wireless_lan.csv", rows: 17, columns: 18, generation: .old, dataset: "07",
            found: [.layoutBySpaces: [1, 1], .phone: [17, 17]]),
        .init(
            name: "222127_preschool.csv", rows: 60, columns: 28, generation: .old, dataset: "05",
            found: [.layoutBySpaces: [30, 30], .headingForm: [1, 1], .phone: [108, 108], .mobilePhone: [2, 0]]),
        .init(name: "222127_library.csv", rows: 11, columns: 24, generation: .old, dataset: "01", found: [:]),
        .init(
            name: "222127_evacuation_space.csv", rows: 31, columns: 26, generation: nil, dataset: nil,
            found: [.phone: [31, 31]]),
        .init(
            name: "222127_hinannjo.csv", rows: 56, columns: 18, generation: nil, dataset: nil,
            found: [.phone: [56, 48]]),
        .init(
            name: "222127_park_info.csv", rows: 142, columns: 14, generation: nil, dataset: nil,
            found: [.numbersAreNumbers: [96, 96], .layoutBySpaces: [143, 143]]),
        .init(
            name: "222127_traffic_accident_2022.csv", rows: 675, columns: 27, generation: nil, dataset: nil,
            found: [.layoutBySpaces: [5, 0]]),
    ]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Samples/opendata/yaizu").standardizedFileURL

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    static func file(_ name: String) throws -> DataFile { try DataFile(bytes(name), name: name) }
}
