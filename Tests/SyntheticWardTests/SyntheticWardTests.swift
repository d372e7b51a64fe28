import Foundation
import Testing

@testable import SyntheticWard

@Suite("A synthetic ward")
struct SyntheticWardTests {
    private static func bytes(_ folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let root = folder.resolvingSymlinksInPath().path
        let all = FileManager.default.enumerator(at: URL(fileURLWithPath: root), includingPropertiesForKeys: nil)
        for case let url as URL in all ?? FileManager.DirectoryEnumerator() where !url.hasDirectoryPath {
            files[String(url.path.dropFirst(root.count))] = try Data(contentsOf: url)
        }
        return files
    }

    @Test("The same seed writes the same bytes, another seed other ones")
    func bytes() throws {
        let ward = try #require(SyntheticFiles.ward)
        let again = try #require(SyntheticFiles.written(seed: SyntheticFiles.seed))
        defer { try? FileManager.default.removeItem(at: again.folder) }
        let (first, second) = (try Self.bytes(ward.folder), try Self.bytes(again.folder))
        #expect(first == second)
        #expect(ward.summary == again.summary)
        #expect(first.keys.count { !$0.hasPrefix("/glyphs/") } == 41)
        let pictures = first.filter { $0.key.hasPrefix("/glyphs/") }
        #expect(pictures.count > 100)
        #expect(pictures.values.allSatisfy { $0.starts(with: [0x89, 0x50, 0x4E, 0x47]) })
        #expect(Set(pictures.values).count == pictures.count)
        let other = try Self.bytes(try #require(SyntheticFiles.other).folder)
        for sheet in SyntheticWard.Sheets.all {
            #expect(first["/" + sheet.path] != other["/" + sheet.path], "\(sheet.path)")
        }
        // What is declared does not depend on the seed.
        for name in ["/target.yaml", "/workbench.yaml", "/towns.csv", "/gaiji.tsv", "/juki/mapping.yaml"] {
            #expect(first[name] == other[name], "\(name)")
            #expect(first[name]?.isEmpty == false, "\(name)")
        }
    }

    @Test("Every class of defects is planted at least three times, in every seed, and counted")
    func everyClass() throws {
        for ward in [try #require(SyntheticFiles.ward), try #require(SyntheticFiles.other)] {
            let truth = try SyntheticFiles.lines("truth.tsv", in: ward.folder)
            #expect(ward.summary.defects.count == SyntheticWard.DefectClass.allCases.count)
            for planted in ward.summary.defects {
                #expect(planted.count >= 3, "\(planted.kind.rawValue)")
                #expect(truth.count { $0["class"] == planted.kind.rawValue } == planted.count)
            }
            #expect(Set(truth.compactMap { $0["severity"] }) == ["fix", "warn", "stop", "block"])
            #expect(Set(truth.compactMap { $0["id"] }).count == truth.count)
            let decoys = try SyntheticFiles.lines("decoys.tsv", in: ward.folder)
            for decoy in ward.summary.decoys { #expect(decoy.count >= 1, "\(decoy.kind)") }
            #expect(decoys.count == ward.summary.decoys.reduce(0) { $0 + $1.count })
        }
    }

    @Test("Each line of the truth names a record of its file, and each once per field")
    func keys() async throws {
        let ward = try #require(SyntheticFiles.ward)
        let truth = try SyntheticFiles.lines("truth.tsv", in: ward.folder)
        let decoys = try SyntheticFiles.lines("decoys.tsv", in: ward.folder)
        for sheet in SyntheticWard.Sheets.all {
            let table = try await SyntheticFiles.table(sheet, in: ward.folder)
            let keys = Set(table.records.map { SyntheticFiles.key($0, sheet) })
            let lines = truth.filter { $0["group"] == sheet.target }
            #expect(Set(lines.compactMap { $0["system"] }).isSubset(of: [sheet.system.rawValue]))
            for line in lines {
                let key = try #require(line["key"])
                if key.hasPrefix("#") {
                    #expect(line["class"] == "FM1", "\(sheet.path) \(key)")
                    #expect(table.broken.contains(Int(key.dropFirst()) ?? 0), "\(sheet.path) \(key)")
                } else {
                    #expect(keys.contains(key), "\(line["class"] ?? "") \(sheet.path) \(key)")
                }
            }
            #expect(Set(lines.map { [$0["class"], $0["key"], $0["field"]] }).count == lines.count)
            for decoy in decoys where decoy["group"] == sheet.target { #expect(keys.contains(decoy["key"] ?? "")) }
            // Nothing else is broken.
            #expect(table.broken.count == lines.count { $0["key"]?.hasPrefix("#") ?? false }, "\(sheet.path)")
            let told = Set(lines.filter { $0["class"] == "FM1" }.compactMap { $0["key"] })
            #expect(table.malformed.allSatisfy { told.contains(SyntheticFiles.key(table.records[$0.record], sheet)) })
        }
    }

    @Test("Decoys bear no defect, and a person at most one over all systems")
    func oneEach() {
        let (population, plan) = SyntheticFiles.planted
        for (place, flaw) in plan.flaws {
            #expect(!population.people[place].marks.contains(.decoy), "\(flaw)")
            #expect(flaw.other < 0 || flaw.kind == .headOfHousehold || plan.flaws[flaw.other] == nil)
        }
        #expect(plan.order.count == plan.flaws.count)
    }

    @Test("A ward without defects has only the lag of its copies in the truth")
    func clean() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-ward-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let summary = try SyntheticWard(seed: 3, size: .small).write(to: folder, defects: false)
        for planted in summary.defects { #expect((planted.count > 0) == (planted.kind == .attributeDiffers)) }
    }

    @Test("Files of fixed length hold whole records but for what is planted at their end")
    func recordLengths() throws {
        let ward = try #require(SyntheticFiles.ward)
        for sheet in SyntheticWard.Sheets.all where sheet.isFixed {
            let url = ward.folder.appendingPathComponent(sheet.path)
            let bytes = try Data(contentsOf: url).count
            let records = try #require(ward.summary.records.first { $0.group == sheet.target }).count
            let length = sheet.recordBytes
            switch sheet.system {
            case .juki: #expect(bytes == records * length, "\(sheet.path)")
            case .fukushi:
                let short = try SyntheticFiles.lines("truth.tsv", in: ward.folder)
                    .count { $0["group"] == sheet.target && $0["key"]?.hasPrefix("#") ?? false }
                #expect(bytes == records * (length + 2) - short * 9)
            default: #expect(bytes > records * length && bytes < (records + 1) * length, "\(sheet.path)")
            }
        }
    }
}
