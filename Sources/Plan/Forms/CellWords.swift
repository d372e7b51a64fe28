import Japanese
import Tabular

/// A cell that a person filled in, as the text that a form would have sent.
struct CellWords: Hashable, Sendable {
    let text: String
    /// Told, such as ``InquiryOutcome/Kind/formula``.
    var notes: [InquiryOutcome.Kind] = []
    /// Why there is no text that could be taken.
    var problem: InquiryOutcome.Kind?

    /// - Parameter system: how the workbook counts its days.
    init(_ cell: ReadCell?, _ system: DateSystem) {
        guard let cell else {
            text = ""
            return
        }
        if cell.isUncomputed {
            text = ""
            problem = .cellError
            return
        }
        switch cell.value {
        case .empty: text = ""
        case .text(let value): text = Self.normalised(value)
        case .number(let number):
            if cell.format.isDate, let day = try? system.date(number) {
                text = "\(day)"
            } else {
                text = cell.plainNumber
            }
        case .isoDate(let value): text = String(decoding: value.utf8.prefix(10), as: UTF8.self)
        case .bool(let value): text = value ? "TRUE" : "FALSE"
        case .error(let value):
            text = value
            problem = .cellError
        }
        if cell.hasFormula, problem == nil { notes.append(.formula) }
    }

    /// Line ends of all systems as one, and no blanks at the ends: programs add both.
    static func normalised(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if !(scalar == "\n" && previous == "\r") {
                scalars.append(scalar)
            }
            previous = scalar
        }
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        let start = scalars.firstIndex { !isBlank($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !isBlank($0) }.map(scalars.index(after:)) ?? start
        return String(scalars[start..<end])
    }
}

extension String {
    /// Holds full-width figures, signs or Latin letters (U+FF01…U+FF5E).
    var hasFullWidthASCII: Bool {
        unicodeScalars.contains { (0xFF01...0xFF5E).contains($0.value) }
    }
}
