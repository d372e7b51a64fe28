/// Codes of a maker's set beyond the standard area, as data that the ward installs.
///
///     CharacterPack(reading: "code\tunicode\toptions\n41A1\t4E02\t\n")
///
/// Tab-separated text with a heading; columns `code` and `unicode` are needed, hexadecimal; `unicode` may hold several scalars
/// joined with `_`. Rows whose `options` say `encode_only` or `unmappable` are not for reading.
public struct CharacterPack: Hashable, Sendable {
    /// Codes of two bytes with one scalar each.
    public let scalars: [Int: Unicode.Scalar]
    /// Codes that the table names but cannot give a character for, or only a sequence of several.
    public let unmapped: Set<Int>
    /// Lines that could not be read, from 1.
    public let badLines: [Int]

    public init(reading text: String) {
        var scalars: [Int: Unicode.Scalar] = [:]
        var unmapped: Set<Int> = []
        var badLines: [Int] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let heading = (lines.first ?? "").split(separator: "\t", omittingEmptySubsequences: false)
        let codeAt = heading.firstIndex(of: "code") ?? 0
        let unicodeAt = heading.firstIndex(of: "unicode") ?? 1
        let optionsAt = heading.firstIndex(of: "options")
        for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            let options = optionsAt.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
            let words = options.split(separator: " ")
            if words.contains("encode_only") { continue }
            guard cells.indices.contains(codeAt), let code = Int(cells[codeAt], radix: 16), (0...0xFFFF).contains(code)
            else {
                badLines.append(number + 1)
                continue
            }
            let values = cells.indices.contains(unicodeAt) ? cells[unicodeAt].split(separator: "_") : []
            let found = values.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
            if found.count == 1, values.count == 1, !words.contains("unmappable") {
                if scalars[code] == nil { scalars[code] = found[0] }
            } else {
                unmapped.insert(code)
            }
        }
        self.scalars = scalars
        self.unmapped = unmapped
        self.badLines = badLines
    }
}
