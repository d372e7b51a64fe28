import Japanese
import Tabular
import Testing

@testable import Conversion

@Suite("Layouts as data")
struct LayoutReaderTests {
    @Test("A layout of records of fixed length says where every byte belongs, and comes back as written")
    func fixed() throws {
        let text = """
            layout: 旧国保
            business: "901"
            version: "1998"
            effective: 1998-04-01
            length-unit: bytes
            groups:
              - name: 賦課
                file: {encoding: keis83, form: fixed, record-bytes: 20, terminator: "15"}
                items:
                  - {name: 宛名番号, type: X, offset: 0, bytes: 8, key: true}
                  - {name: 氏名, type: N, offset: 8, bytes: 6, as: kanji}
                  - {name: 税額, type: S9, offset: 14, bytes: 4, as: packed}
                  - {name: 予備, offset: 18, bytes: 2, as: filler}
            """
        let (read, findings) = LayoutReader.read(text, file: "a.yaml")
        let layout = try #require(read, "\(findings.map(\.japanese))")
        #expect(layout.effective == CivilDate(year: 1998, month: 4, day: 1))
        let group = layout.groups[0]
        #expect(group.file?.terminator == [0x15])
        #expect(group.keyColumns == [0])
        #expect(group.items[2].place == FixedField(offset: 14, length: 4, kind: .packed(scale: 0)))
        #expect(LayoutReader.read(LayoutWriter.yaml(layout), file: "b.yaml").layout == layout)
    }

    @Test("Characters nobody sees are told, names are of one line, and other line ends survive being written")
    func controls() throws {
        func read(_ name: String, _ condition: String) -> (RecordLayout?, [String]) {
            let text = """
                layout: 旧
                business: "901"
                version: "1"
                groups:
                  - name: 住民
                    items:
                      - {name: "\(name)", key: true, condition: "\(condition)"}
                """
            let (layout, findings) = LayoutReader.read(text, file: "f")
            return (layout, findings.map(\.message))
        }
        for name in ["番\\0号", "番\\x7F号", "番\\e号", "番\\N号", "番\\n号", "番\\t号", "番\\L号"] {
            let (layout, told) = read(name, "")
            #expect(layout == nil, "\(name) \(told)")
            #expect(told.count == 1, "\(name) \(told)")
        }
        let (layout, told) = read("番号", "一\\n二\\L三\\uFFFE四\\uFEFF五\\t\\N\\P")
        try #require(told.isEmpty)
        #expect(layout?.groups[0].items[0].condition?.unicodeScalars.count == 12)
        if let layout {
            let again = LayoutReader.read(LayoutWriter.yaml(layout), file: "f")
            #expect(again.layout == layout, "\(again.findings)")
        }
    }

    @Test("All that is wrong with a layout is told at once, each with its line")
    func findings() {
        let text = """
            layout: 見本
            business: "901"
            version: "1"
            groups:
              - name: 住民
                file: {encoding: eucjp, form: csv}
                items:
                  - {name: 宛名番号, type: ZZ}
                  - {name: 宛名番号, lenght: 3}
                  - {name: 性別, codes: "7"}
              - name: 税
                file: {encoding: jef, form: fixed, record-bytes: 10}
                items:
                  - {name: 番号, offset: 0, bytes: 4}
                  - {name: 額, offset: 5, bytes: 3, as: comp}
            """
        let (layout, findings) = LayoutReader.read(text, file: "a.yaml")
        #expect(layout == nil)
        let lines = Set(findings.compactMap(\.line))
        #expect(lines.isSuperset(of: [6, 8, 9, 10, 11, 15]), "\(findings.map(\.japanese))")
        #expect(findings.contains { $0.message.contains("4〜4バイト目") })
        #expect(findings.contains { $0.message.contains("8〜9バイト目") })
        #expect(LayoutReader.read("layout: [", file: "a.yaml").findings.count == 1)
    }
}
