import Foundation
import Tabular

/// Rows written to a file as CSV, piece by piece, so that no more than a piece is in memory.
enum RowFile {
    private static let pieceBytes = 1 << 20

    /// - Parameters:
    ///   - places: of the rows, in the order in which they are written.
    ///   - beginning: stands before them, such as the headings.
    static func write(
        _ rows: ReleaseTable.Rows, _ places: some Sequence<Int>, columns: [Int], after beginning: [UInt8] = [],
        to path: String
    ) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ReleaseFiles.Failure.unwritable(path: path) }
        defer { try? handle.close() }
        var piece = beginning
        for place in places {
            let start = piece.count
            for (position, column) in columns.enumerated() {
                if position > 0 { piece.append(0x2C) }
                rows.withBytes(place, column) { CSVWriter.append($0, to: &piece) }
            }
            // A blank line would be no row.
            if piece.count == start { piece += [0x22, 0x22] }
            piece += [0x0D, 0x0A]
            if piece.count > pieceBytes {
                try handle.write(contentsOf: Data(piece))
                piece.removeAll(keepingCapacity: true)
                try Task.checkCancellation()
            }
        }
        try handle.write(contentsOf: Data(piece))
    }
}
