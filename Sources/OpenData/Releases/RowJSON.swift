import Foundation
import Japanese
import Site
import Ward

/// Rows as JSON, byte by byte: numbers as they are written, everything else as text, nothing for an empty cell.
struct RowJSON: Sendable {
    /// Places of the columns in the table.
    private let positions: [Int]
    /// `"name":` of each column, with a comma before it but for the first.
    private let heads: [[UInt8]]
    private let isNumber: [Bool]

    /// - Parameter positions: the columns that are written, in this order; `nil` for all.
    init(_ columns: [ReleaseProfile.Column], positions: [Int]? = nil) {
        let positions = positions ?? Array(columns.indices)
        self.positions = positions
        heads = positions.enumerated().map { place, position in
            Array("\(place == 0 ? "" : ",")\(Self.text(columns[position].name)):".utf8)
        }
        isNumber = positions.map { columns[$0].kind.isNumeric }
    }

    static func text(_ text: String) -> String { JSON.string(text).canonical }

    /// The members of a row, without the braces.
    func append(_ row: Int, of table: ReleaseTable, to bytes: inout [UInt8]) {
        for (place, position) in positions.enumerated() {
            bytes += heads[place]
            table.rows.withBytes(row, position) { cell in
                if cell.isEmpty {
                    bytes += Self.nothing
                } else if isNumber[place], Self.isNumber(cell) {
                    bytes.append(contentsOf: cell)
                } else {
                    Self.append(cell, to: &bytes)
                }
            }
        }
    }

    private static let nothing = Array("null".utf8)

    /// RFC 8259, section 6, without exponents.
    static func isNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = cell[...]
        if rest.first == 0x2D { rest = rest.dropFirst() }
        let whole = rest.prefix { (0x30...0x39).contains($0) }
        guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return false }
        rest = rest[whole.endIndex...]
        guard let point = rest.first else { return true }
        let fraction = rest.dropFirst()
        return point == 0x2E && !fraction.isEmpty && fraction.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func append(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        if cell.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            bytes += text(String(decoding: cell, as: UTF8.self)).utf8.dropFirst().dropLast()
        } else {
            bytes.append(contentsOf: cell)
        }
        bytes.append(0x22)
    }

    // MARK: files

    func write(_ table: ReleaseTable, to path: String) throws {
        try Self.write(table.rows.indices, between: ("[", "]\n"), to: path) { row, bytes in
            bytes.append(0x7B)
            append(row, of: table, to: &bytes)
            bytes.append(0x7D)
        }
    }

    /// RFC 7946; longitude before latitude. Rows without a place are left out.
    func writeFeatures(_ table: ReleaseTable, _ profile: ReleaseProfile, to path: String) throws {
        guard let place = profile.place else { throw PageRefusal.notFound }
        let points = table.rows.indices.lazy.compactMap { row -> (row: Int, place: String)? in
            guard let latitude = ExactNumber(table.rows.text(row, place.latitude)),
                let longitude = ExactNumber(table.rows.text(row, place.longitude))
            else { return nil }
            return (row, "\(longitude.plain),\(latitude.plain)")
        }
        let ends = ("{\"type\":\"FeatureCollection\",\"features\":[", "]}\n")
        try Self.write(points, between: ends, to: path) { point, bytes in
            bytes +=
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\(point.place)]},\"properties\":{"
                .utf8
            append(point.row, of: table, to: &bytes)
            bytes += "}}".utf8
        }
    }

    private static let pieceBytes = 1 << 20

    /// Element by element, so that no more than a piece of the file is in memory.
    private static func write<Elements: Sequence>(
        _ elements: Elements, between ends: (String, String), to path: String,
        _ append: (Elements.Element, inout [UInt8]) -> Void
    ) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ReleaseFiles.Failure.unwritable(path: path) }
        defer { try? handle.close() }
        var piece = Array(ends.0.utf8)
        for (position, element) in elements.enumerated() {
            if position > 0 { piece += ",\n".utf8 }
            append(element, &piece)
            if piece.count > pieceBytes {
                try handle.write(contentsOf: Data(piece))
                piece.removeAll(keepingCapacity: true)
            }
        }
        piece += ends.1.utf8
        try handle.write(contentsOf: Data(piece))
    }
}
