/// A ZIP archive with empty, stored entries of these names, as PKWARE's APPNOTE 4.3 describes it.
func archive(of names: [String], comment: String = "") -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for name in names {
        let offset = bytes.count
        // Version, flags, method, time, date, CRC-32, sizes: nothing is in the entries.
        let shape = number(20, 2) + number(0x800, 2) + number(0, 2) + number(0, 4) + number(0, 12)
        let length = number(name.utf8.count, 2)
        bytes += number(0x0403_4B50, 4) + shape + length + number(0, 2) + name.utf8
        directory +=
            number(0x0201_4B50, 4) + number(20, 2) + shape + length + number(0, 12) + number(offset, 4) + name.utf8
    }
    let start = bytes.count
    bytes += directory
    bytes += number(0x0605_4B50, 4) + number(0, 4) + number(names.count, 2) + number(names.count, 2)
    bytes += number(directory.count, 4) + number(start, 4) + number(comment.utf8.count, 2) + comment.utf8
    return bytes
}

/// The parts that make an Office file what it is.
enum OfficeSample {
    static let workbook = archive(of: [
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    ])
    static let document = archive(of: ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
    static let presentation = archive(of: ["[Content_Types].xml", "ppt/presentation.xml"], comment: "見本")
    static let macroWorkbook = archive(of: ["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"])
}
