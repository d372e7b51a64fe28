/// Word documents made by hand: what LibreOffice does not write.
struct WordPackage {
    var body: String
    var numbering = ""
    var styles = ""
    var footnotes = ""
    var comments = ""
    var more: [(name: String, text: String)] = []
    var relationships = ""
    var declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

    private static let names =
        #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:pic="urn:pic" xmlns:m="urn:m""#
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    var parts: [(name: String, text: String)] {
        var parts = [
            (
                "_rels/.rels",
                #"<Relationships xmlns="urn:r"><Relationship Id="rId1" Type="\#(Self.relations)/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
            ("word/document.xml", declaration + "<w:document \(Self.names)><w:body>\(body)</w:body></w:document>"),
        ]
        var links = relationships
        for (kind, text) in [
            ("numbering", numbering), ("styles", styles), ("footnotes", footnotes), ("comments", comments),
        ] where !text.isEmpty {
            parts.append(("word/\(kind).xml", "<w:\(kind) \(Self.names)>\(text)</w:\(kind)>"))
            links += #"<Relationship Id="\#(kind)" Type="\#(Self.relations)/\#(kind)" Target="\#(kind).xml"/>"#
        }
        parts.append(("word/_rels/document.xml.rels", #"<Relationships xmlns="urn:r">\#(links)</Relationships>"#))
        return parts + more
    }

    var bytes: [UInt8] { ZIPBuilder.stored(parts.map { ($0.name, Array($0.text.utf8)) }) }

    static func relationship(_ identifier: String, _ kind: String, _ target: String, outside: Bool = false) -> String {
        let mode = outside ? #" TargetMode="External""# : ""
        return #"<Relationship Id="\#(identifier)" Type="\#(relations)/\#(kind)" Target="\#(target)"\#(mode)/>"#
    }

    static func paragraph(_ text: String, properties: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    /// A paragraph of a list.
    static func item(_ text: String, list: Int = 1, level: Int = 0) -> String {
        paragraph(
            text, properties: #"<w:numPr><w:ilvl w:val="\#(level)"/><w:numId w:val="\#(list)"/></w:numPr>"#)
    }

    static func level(_ index: Int, _ format: String, _ text: String, more: String = "") -> String {
        #"<w:lvl w:ilvl="\#(index)"><w:start w:val="1"/><w:numFmt w:val="\#(format)"/>\#(more)<w:lvlText w:val="\#(text)"/></w:lvl>"#
    }

    static func list(_ levels: String) -> String {
        #"<w:abstractNum w:abstractNumId="1">\#(levels)</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#
    }
}

/// Archives whose entries are stored as they are (APPNOTE 6.3.3).
enum ZIPBuilder {
    static func stored(_ entries: [(name: String, content: [UInt8])], flags: Int = 0) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in entries {
            let fields =
                little(flags, 2) + little(0, 4) + little(0x21, 2) + little(Int(checksum(content)), 4)
                + little(content.count, 4) + little(content.count, 4) + little(name.utf8.count, 2) + little(0, 2)
            directory += [0x50, 0x4B, 0x01, 0x02] + little(20, 2) + little(20, 2)
            directory += fields + little(0, 10) + little(file.count, 4) + name.utf8
            file += [0x50, 0x4B, 0x03, 0x04] + little(20, 2) + fields + name.utf8 + content
        }
        let end =
            [0x50, 0x4B, 0x05, 0x06] + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
        return file + directory + end
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { (sum: UInt32, byte) in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
