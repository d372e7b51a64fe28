/// What marks beside members mean, by a legend of the roster: ◎委員長　○副委員長.
struct SeatMarks: Hashable, Sendable {
    private var labels: [Unicode.Scalar: SeatLabel] = [:]
    private(set) var lines: Set<Int> = []

    private static let signs = Set("◎○〇◯●☆★◇◆△▲□■＊*".unicodeScalars)
    /// A legend is short.
    private static let bytesMax = 200

    init(_ rows: some Sequence<SeatRow> = []) {
        for row in rows where row.filled.count <= 6 {
            let text = row.filled.map(\.text).joined(separator: "\u{3000}")
            guard let legend = Self.legend(text) else { continue }
            labels.merge(legend) { first, _ in first }
            lines.formUnion(row.lines)
        }
    }

    var isEmpty: Bool { labels.isEmpty }

    func isMark(_ scalar: Unicode.Scalar) -> Bool { labels[scalar] != nil }

    /// ◎委員長　○副委員長, ※◎は会長、○は副会長: marks with the labels they stand for, and nothing else.
    private static func legend(_ text: String) -> [Unicode.Scalar: SeatLabel]? {
        guard text.utf8.count <= bytesMax, text.unicodeScalars.contains(where: signs.contains) else { return nil }
        var legend: [Unicode.Scalar: SeatLabel] = [:]
        var sign: Unicode.Scalar?
        var word = String.UnicodeScalarView()
        func take() -> Bool {
            let text = BodyText.key(String(word)).trimmingPrefixes(["印", "は", ":", "=", "…", "・"])
                .trimmingSuffixes(["敬称略", "順不同", "を示す", "です", "・"])
            guard let sign else { return text.isEmpty }
            guard let label = SeatLabel(text), label != .member, label.role != nil, legend[sign] == nil else {
                return false
            }
            legend[sign] = label
            return true
        }
        for scalar in text.unicodeScalars where !"※()（）。".unicodeScalars.contains(scalar) {
            if signs.contains(scalar) {
                guard take() else { return nil }
                (sign, word) = (scalar, .init())
            } else if !"、，,".unicodeScalars.contains(scalar) {
                word.append(scalar)
            }
        }
        guard take(), !legend.isEmpty else { return nil }
        // ○委員長 alone heads a list: one mark explains itself only by a word between, or beside another.
        return legend.count > 1 || ["は", "：", ":", "印", "＝", "="].contains(where: text.contains) ? legend : nil
    }

    /// The label of a row whose cell is a mark, or begins or ends with one; the row without it.
    func divided(_ row: SeatRow) -> (row: SeatRow, label: SeatLabel)? {
        guard !isEmpty, !lines.contains(row.line) else { return nil }
        for (column, cell) in row.cells.enumerated() where cell.parts.count == 1 && !cell.isEmpty {
            let scalars = cell.text.unicodeScalars
            guard let first = scalars.first, let last = scalars.last else { continue }
            var rest: String?
            var label: SeatLabel?
            if let found = labels[first] {
                (label, rest) = (found, String(scalars: scalars.dropFirst()))
            } else if let found = labels[last] {
                (label, rest) = (found, String(scalars: scalars.dropLast()))
            }
            guard let label, let rest else { continue }
            var row = row
            row.cells[column] = SeatCell(BodyText.trimmed(rest), line: cell.parts[0].line)
            return (row, label)
        }
        return nil
    }
}
