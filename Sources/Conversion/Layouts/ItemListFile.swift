import Japanese
import Tabular

/// The sheets of an item list, from a workbook or from delimited text.
public enum ItemListFile {
    /// Why a file is no item list.
    public struct Refusal: Error, Hashable, Sendable {
        public let japanese: String
    }

    /// - Parameter name: the file's name; it becomes the name of the sheet of a text file.
    public static func sheets(_ bytes: [UInt8], name: String) throws(Refusal) -> [OfficialItemList.Sheet] {
        if bytes.starts(with: [0x50, 0x4B]) {
            do {
                let book = try WorkbookReader.read(bytes)
                return book.sheets.map { .init(name: $0.name, rows: rows($0, book.dateSystem)) }
            } catch {
                throw Refusal(japanese: "\(name)　\(error.japanese)")
            }
        }
        do {
            let table = try CSVReader.read(bytes)
            return [.init(name: name, rows: table.records.map { $0.fields.map(\.text) })]
        } catch {
            throw Refusal(japanese: "\(name)　\(error.japanese)")
        }
    }

    private static func rows(_ sheet: ReadSheet, _ system: DateSystem) -> [[String]] {
        var rows: [[String]] = []
        for row in sheet.rows {
            while rows.count < Int(row.index.number) - 1 { rows.append([]) }
            var cells: [String] = []
            for entry in row.entries {
                while cells.count < Int(entry.column.number) - 1 { cells.append("") }
                // Lengths and codes stand as numbers in some lists and as text in others.
                cells.append(entry.cell.plain(system))
            }
            rows.append(cells)
        }
        return rows
    }
}
