@testable import Tabular

/// Makes small workbook files by hand: a ZIP archive whose entries are stored as they are (APPNOTE 6.3.3).
struct PackageBuilder {
    private var entries: [(name: String, content: [UInt8])] = []

    mutating func add(_ name: String, _ text: String) {
        entries.append((name, Array(text.utf8)))
    }

    mutating func replace(_ name: String, _ content: [UInt8]) {
        for position in entries.indices where entries[position].name == name { entries[position].content = content }
    }

    func content(_ name: String) -> [UInt8] {
        entries.first { $0.name == name }?.content ?? []
    }

    var names: [String] { entries.map(\.name) }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in entries {
            let fields =
                PackageBuilder.little(0, 6) + PackageBuilder.little(0x21, 2)
                + PackageBuilder.little(Int(CRC32.of(content)), 4)
                + PackageBuilder.little(content.count, 4) + PackageBuilder.little(content.count, 4)
                + PackageBuilder.little(name.utf8.count, 2) + PackageBuilder.little(0, 2)
            directory += [0x50, 0x4B, 0x01, 0x02] + PackageBuilder.little(20, 2) + PackageBuilder.little(20, 2)
            directory += fields + PackageBuilder.little(0, 10) + PackageBuilder.little(file.count, 4) + name.utf8
            file += [0x50, 0x4B, 0x03, 0x04] + PackageBuilder.little(20, 2) + fields + name.utf8 + content
        }
        let end =
            [0x50, 0x4B, 0x05, 0x06] + PackageBuilder.little(0, 4) + PackageBuilder.little(entries.count, 2)
            + PackageBuilder.little(entries.count, 2) + PackageBuilder.little(directory.count, 4)
            + PackageBuilder.little(file.count, 4) + PackageBuilder.little(0, 2)
        return file + directory + end
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }
}

enum CRC32 {
    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { (sum: UInt32, byte) in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}

extension PackageBuilder {
    static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    static let transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let documentRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of one sheet, with what is inside its `worksheet` element, and the `si` of its shared texts.
    static func workbook(
        sheet: String, shared: String = "", styles: String = "", workbook: String = "",
        namespace: String = PackageBuilder.transitional
    ) -> PackageBuilder {
        var package = PackageBuilder()
        package.add(
            "_rels/.rels",
            declaration
                + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="\#(documentRelations)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        )
        package.add(
            "xl/workbook.xml",
            declaration
                + #"<workbook xmlns="\#(namespace)" xmlns:r="\#(documentRelations)">\#(workbook)<sheets><sheet name="手作り" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        )
        package.add(
            "xl/_rels/workbook.xml.rels",
            declaration
                + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="\#(documentRelations)/worksheet" Target="worksheets/first.xml"/><Relationship Id="rId2" Type="\#(documentRelations)/sharedStrings" Target="/xl/texts.xml"/><Relationship Id="rId3" Type="\#(documentRelations)/styles" Target="../xl/styles.xml"/></Relationships>"#
        )
        package.add("xl/texts.xml", declaration + #"<sst xmlns="\#(namespace)">\#(shared)</sst>"#)
        package.add("xl/styles.xml", declaration + #"<styleSheet xmlns="\#(namespace)">\#(styles)</styleSheet>"#)
        package.add(
            "xl/worksheets/first.xml", declaration + #"<worksheet xmlns="\#(namespace)">\#(sheet)</worksheet>"#)
        return package
    }
}
