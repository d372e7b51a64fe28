import Japanese

/// Which characters stand in for others where a system has fewer (縮退), with the basis of each.
///
/// The tables (MJ縮退マップ) are data that the ward installs; without one nothing is shrunk and every such character is told.
public struct ShrinkTable: Hashable, Sendable {
    /// On what a candidate rests, in the order of trust.
    public enum Basis: String, CaseIterable, Hashable, Sendable, Comparable {
        case jisUnification = "JIS包摂規準・UCS統合規則"
        case familyRegister = "法務省戸籍法関連通達・通知"
        case notice582 = "法務省告示582号別表第四"
        case readingGlyph = "読み・字形による類推"

        public static func < (left: Basis, right: Basis) -> Bool { left.order < right.order }
        private var order: Int { Basis.allCases.firstIndex(of: self) ?? 0 }
    }

    public struct Candidate: Hashable, Sendable {
        public let scalar: Unicode.Scalar
        public let basis: Basis
    }

    /// A character as it is written: a scalar, with its variation selector where it has one.
    public struct Written: Hashable, Sendable {
        public let scalar: Unicode.Scalar
        public let selector: Unicode.Scalar?

        public init(_ scalar: Unicode.Scalar, _ selector: Unicode.Scalar? = nil) {
            self.scalar = scalar
            self.selector = selector
        }
    }

    /// Candidates by what is written, the most trusted first. The pack does not say which of two on the same basis is better.
    public let candidates: [Written: [Candidate]]

    public init(_ candidates: [Written: [Candidate]] = [:]) { self.candidates = candidates }

    /// Reads the tab-separated pack: `ucs`, `variation_sequences` and a column for each basis, with a heading.
    ///
    /// - Returns: `nil` for text that is no such pack.
    public init?(reading text: String) {
        let lines = text.utf8.split { $0 == 0x0A || $0 == 0x0D }.map {
            $0.split(separator: 0x09, omittingEmptySubsequences: false)
        }
        let heading = (lines.first ?? []).map { String(Substring($0)) }
        let columns: [(Basis, Int)] = [
            (.jisUnification, "shrink_jis_ucs_rule"), (.familyRegister, "shrink_family_register"),
            (.notice582, "shrink_moj_notice582"), (.readingGlyph, "shrink_reading_glyph"),
        ].compactMap { basis, name in heading.firstIndex(of: name).map { (basis, $0) } }
        guard let ucs = heading.firstIndex(of: "ucs"), let sequences = heading.firstIndex(of: "variation_sequences"),
            columns.count == Basis.allCases.count
        else { return nil }
        var found: [Written: [Candidate]] = [:]
        for cells in lines.dropFirst() {
            guard cells.count == heading.count else { return nil }
            let selected = ShrinkTable.written(cells[sequences])
            let bare = ShrinkTable.written(cells[ucs])
            // Two scalars are the one that the glyph corresponds to and the one that it is implemented as. The first stands
            // in the glyph's sequences; taken as the glyph's own it would merge two characters.
            let own = bare.count == 1 ? bare : bare.filter { one in !selected.contains { $0.scalar == one.scalar } }
            var row: [Candidate] = []
            for (basis, column) in columns {
                row += ShrinkTable.written(cells[column]).map { Candidate(scalar: $0.scalar, basis: basis) }
            }
            // A sequence is kept although it has no candidate: those of its scalar are of other shapes.
            for key in selected { found[key, default: []] += row }
            for key in own { found[key, default: []] += row.filter { $0.scalar != key.scalar } }
        }
        guard !found.isEmpty else { return nil }
        candidates = found.mapValues { all in
            Array(Set(all)).sorted { ($0.basis, $0.scalar.value) < ($1.basis, $1.scalar.value) }
        }
    }

    /// What a character is shrunk to where only some are allowed.
    public enum Choice: Hashable, Sendable {
        case one(Candidate)
        /// Each scalar once, with its most trusted basis.
        case several([Candidate])
        case none
    }

    /// One distinct target is taken, whatever it rests on; several are for a person to choose from.
    public func choice(
        _ scalar: Unicode.Scalar, selector: Unicode.Scalar? = nil, allowed: (Unicode.Scalar) -> Bool
    ) -> Choice {
        var possible: [Candidate] = []
        for candidate in candidates[Written(scalar, selector)] ?? candidates[Written(scalar)] ?? []
        where allowed(candidate.scalar) && !possible.contains(where: { $0.scalar == candidate.scalar }) {
            possible.append(candidate)
        }
        guard let first = possible.first else { return .none }
        return possible.count == 1 ? .one(first) : .several(possible)
    }

    /// Hexadecimal scalars, a selector after an underscore, separated by spaces.
    private static func written(_ cell: Substring.UTF8View) -> [Written] {
        cell.split(separator: 0x20).compactMap { word in
            let parts = word.split(separator: 0x5F).map { part in
                UInt32(Substring(part), radix: 16).flatMap(Unicode.Scalar.init)
            }
            guard parts.count <= 2, let scalar = parts.first ?? nil else { return nil }
            guard parts.count == 2 else { return Written(scalar) }
            return parts[1].map { Written(scalar, $0) }
        }
    }
}

extension Unicode.Scalar {
    /// Whether it chooses a shape of the character before it.
    var isVariationSelector: Bool { (0xE0100...0xE01EF).contains(value) || (0xFE00...0xFE0F).contains(value) }
}
