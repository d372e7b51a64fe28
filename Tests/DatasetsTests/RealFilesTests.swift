import Foundation
import Tabular
import Testing

@testable import Datasets

/// Ten files that a city published, where they are on this machine.
@Suite("Ten real files", .enabled(if: RealFiles.folder != nil, "実在のファイルがないため省きます"))
struct RealFilesTests {
    @Test("Each is told by its headings: two current, four old, four of their own", arguments: RealFiles.expected)
    func generation(_ expected: RealFiles.Expected) throws {
        let file = try RealFiles.file(expected.name)
        let recognition = Recognition(headings: file.headings)
        #expect(recognition.generation == expected.generation)
        #expect(recognition.dataset == expected.dataset)
    }

    @Test("Refusing all repairs gives the bytes of the file", arguments: RealFiles.expected)
    func refusing(_ expected: RealFiles.Expected) async throws {
        let bytes = try RealFiles.bytes(expected.name)
        let file = try DataFile(bytes, name: expected.name)
        let repaired = try await DatasetRepair(file, RepairDecisions()).bytes()
        #expect(repaired.bytes == bytes)
        #expect(repaired.report.doneCount == 0)
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
        let generation: StandardLayout.Generation?
        let dataset: String?
        var testDescription: String { name }
    }

    static let expected: [Expected] = [
        .init(name: "222127_aed.csv", generation: .old, dataset: "08"),
        .init(name: "222127_public_toilet.csv", generation: .current, dataset: "13"),
        .init(name: "222127_fire_hydrant.csv", generation: .current, dataset: "14"),
        .init(name: "222127_public_wireless_lan.csv", generation: .old, dataset: "07"),
        .init(name: "222127_preschool.csv", generation: .old, dataset: "05"),
        .init(name: "222127_library.csv", generation: .old, dataset: "01"),
        .init(name: "222127_evacuation_space.csv", generation: nil, dataset: nil),
        .init(name: "222127_hinannjo.csv", generation: nil, dataset: nil),
        .init(name: "222127_park_info.csv", generation: nil, dataset: nil),
        .init(name: "222127_traffic_accident_2022.csv", generation: nil, dataset: nil),
    ]

    /// The folder `shared/data/opendata` beside the project, or the one the environment names.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["NAMIKI_OPENDATA"].map { URL(filePath: $0) }
        var place = URL(filePath: #filePath)
        var found = named
        while found == nil, place.path.count > 1 {
            place.deleteLastPathComponent()
            let candidate = place.appending(path: "shared/data/opendata/yaizu")
            if FileManager.default.fileExists(atPath: candidate.path) { found = candidate }
        }
        return found
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(folder)
        return Array(try Data(contentsOf: folder.appending(path: name)))
    }

    static func file(_ name: String) throws -> DataFile { try DataFile(bytes(name), name: name) }
}
