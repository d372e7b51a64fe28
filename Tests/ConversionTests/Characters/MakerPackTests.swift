import Japanese
import Tabular
import Testing

@testable import Conversion

@Suite("Makers' rows that come with the program")
struct MakerPackTests {
    @Test("JEF is read with its extended area, also where the workbench names no table")
    func jef() async throws {
        let layout = """
            layout: 旧
            business: "991"
            version: "1"
            groups:
              - name: 旧群
                file: {encoding: JEF, form: fixed, record-bytes: 7, terminator: none}
                items:
                  - {name: k, key: true, offset: 0, bytes: 3}
                  - {name: a, offset: 3, bytes: 4, as: kanji}
            """
        let source = try #require(LayoutReader.read(layout, file: "l").layout)
        let system = Workbench.System(
            id: "s", name: "旧", section: "", layout: source,
            mapping: Mapping(name: "m", system: "s", codeMaps: [], groups: []), files: [:], empty: [],
            coverage: Coverage(
                Mapping(name: "m", system: "s", codeMaps: [], groups: []), from: source, to: source))
        let profile = try #require(system.profile(of: source.groups[0], packs: [:]))
        let bytes: [UInt8] = [0xF0, 0xF0, 0xF1, 0x6E, 0xA4, 0xB6, 0xB6]
        #expect(try profile.values(of: bytes) == ["001", "髙橋"])
        let own = CharacterPack(reading: "code\tunicode\n6EA4\t9AD8\n")
        let other = try #require(system.profile(of: source.groups[0], packs: ["jef": own]))
        #expect(try other.values(of: bytes) == ["001", "高橋"])
    }

    @Test("No row of a pack is unreadable, private or there twice")
    func rows() throws {
        let pack = try #require(MakerPacks.pack("jef"))
        #expect(pack.badLines.isEmpty)
        #expect(pack.scalars.count > 4_000)
        #expect(!pack.scalars.values.contains { Gaiji.isPrivate($0) })
        #expect(pack.scalars.keys.allSatisfy { (0x41A1...0x7FFE).contains($0) })
    }
}
