import Conversion
import Tabular
import Testing

@testable import SyntheticWard

@Suite("The files that are the same for every ward")
struct WardFilesTests {
    private static func text(_ path: String) throws -> String {
        let file = try #require(SyntheticWard.WardFiles.all.first { $0.path == path })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private static func layout(_ path: String) throws -> RecordLayout {
        let (layout, findings) = LayoutReader.read(try text(path), file: path)
        return try #require(layout, "\(findings.map(\.japanese))")
    }

    @Test("Each layout says what the writer of the system's files writes", arguments: SyntheticWard.SystemID.allCases)
    func layouts(system: SyntheticWard.SystemID) throws {
        let layout = try Self.layout("\(system.rawValue)/layout.yaml")
        let sheets = SyntheticWard.Sheets.of(system)
        #expect(layout.groups.map(\.name) == sheets.map(\.group))
        for (group, sheet) in zip(layout.groups, sheets) {
            #expect(group.items.map(\.name) == sheet.columns.map(\.name))
            #expect(group.items.map(\.isKey) == sheet.columns.map(\.isKey))
            #expect(group.file?.encoding == sheet.system.encoding)
            guard sheet.isFixed else { continue }
            #expect(group.file?.recordBytes == sheet.recordBytes)
            #expect(group.items.compactMap(\.place?.length) == sheet.columns.map(\.bytes))
            var offset = 0
            for (item, column) in zip(group.items, sheet.columns) {
                #expect(item.place?.offset == offset, "\(column.name)")
                offset += column.bytes
            }
        }
    }

    @Test(
        "Each mapping and the rules are read without a finding, and no item is forgotten",
        arguments: SyntheticWard.SystemID.allCases)
    func mappings(system: SyntheticWard.SystemID) throws {
        let (source, target) = (try Self.layout("\(system.rawValue)/layout.yaml"), try Self.layout("target.yaml"))
        let (mapping, findings) = MappingReader.read(
            try Self.text("\(system.rawValue)/mapping.yaml"), file: "m", from: source, to: target)
        #expect(findings.isEmpty, "\(findings.map(\.japanese))")
        #expect(Coverage(try #require(mapping), from: source, to: target).gaps.isEmpty)
        #expect(RuleReader.read(try Self.text("rules.yaml"), file: "r", target: target).findings.isEmpty)
    }

    @Test("The register's codes lead to those of the target")
    func codes() throws {
        let (source, target) = (try Self.layout("juki/layout.yaml"), try Self.layout("target.yaml"))
        let mapping = try #require(
            MappingReader.read(try Self.text("juki/mapping.yaml"), file: "m", from: source, to: target).mapping)
        let relations = try #require(mapping.codeMap("続柄")).codes
        #expect(relations.count == SyntheticWard.Relation.allCases.count)
        for relation in SyntheticWard.Relation.allCases {
            #expect(relations[SyntheticWard.RegisterCodes.relationCodes[relation] ?? ""] == relation.code)
        }
        let causes = try #require(mapping.codeMap("異動事由")).codes
        #expect(causes.count == SyntheticWard.Cause.allCases.count)
        for cause in SyntheticWard.Cause.allCases {
            #expect(causes[SyntheticWard.RegisterCodes.causeCode(cause)] == cause.code)
        }
        for (list, codes) in [
            ("続柄", SyntheticWard.Relation.allCases.map(\.code)), ("異動事由", SyntheticWard.Cause.allCases.map(\.code)),
        ] {
            #expect(target.codeList(list)?.codes.map(\.value).sorted() == codes.sorted())
        }
    }
}
