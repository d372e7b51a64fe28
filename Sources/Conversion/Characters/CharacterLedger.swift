import Japanese

/// Each distinct code of a system's files with its count, and what it became (§3.3, 7).
public enum CharacterLedger {
    /// What a character is to the target.
    public enum Verdict: String, CaseIterable, Hashable, Sendable, Codable {
        case exact
        /// With a variation selector.
        case ivs
        /// A 外字 that somebody identified.
        case identified
        case shrunk
        case ambiguous
        case none

        public var japanese: String {
            switch self {
            case .exact: "一致"
            case .ivs: "異体字の指定"
            case .identified: "外字（同定済み）"
            case .shrunk: "縮退"
            case .ambiguous: "候補が複数"
            case .none: "当たる文字なし"
            }
        }
    }

    public struct Line: Hashable, Sendable, Codable {
        /// In the source's own set.
        public let code: UInt32
        /// What it is read as; `nil` for bytes that are no code.
        public var scalar: Unicode.Scalar? { scalarValue.flatMap(Unicode.Scalar.init) }
        let scalarValue: UInt32?
        public let count: Int
        public let verdict: Verdict
        /// The character in the target.
        public let target: String?
        /// Grade of an identification, basis of a shrinking.
        public let basis: String?
        /// Another code of the same character was used (NM4).
        public let isTwin: Bool
    }

    /// The most frequent first: few glyphs cover most people.
    public static func lines(
        found: [UInt32: UInt32], broken: [UInt32: UInt32], set: SourceCharacterSet,
        gaiji: [UInt32: GaijiDictionary.Entry], policy: CharacterPolicy, shrink: ShrinkTable
    ) -> [Line] {
        var lines = found.map { code, count in
            line(code, Int(count), set: set, gaiji: gaiji, policy: policy, shrink: shrink)
        }
        lines += broken.map { byte, count in
            Line(
                code: byte, scalarValue: nil, count: Int(count), verdict: .none, target: nil, basis: nil, isTwin: false)
        }
        return lines.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }

    private static func line(
        _ code: UInt32, _ count: Int, set: SourceCharacterSet, gaiji: [UInt32: GaijiDictionary.Entry],
        policy: CharacterPolicy, shrink: ShrinkTable
    ) -> Line {
        let isTwin = set.kind(ofCode: code) == .twin
        func line(_ scalar: Unicode.Scalar?, _ verdict: Verdict, _ target: String?, _ basis: String? = nil) -> Line {
            Line(
                code: code, scalarValue: scalar?.value, count: count, verdict: verdict, target: target, basis: basis,
                isTwin: isTwin)
        }
        guard let scalar = set.scalar(ofCode: code), scalar != "\u{FFFD}" else { return line(nil, .none, nil) }
        if Gaiji.isPrivate(scalar) {
            guard let entry = gaiji[scalar.value] else { return line(scalar, .none, nil) }
            return line(scalar, .identified, entry.target, entry.grade.rawValue)
        }
        if scalar.isVariationSelector {
            return line(scalar, .ivs, String(scalar))
        }
        if policy.allows(scalar) { return line(scalar, .exact, String(scalar)) }
        switch shrink.choice(scalar, allowed: policy.allows) {
        case .one(let candidate):
            return line(scalar, .shrunk, String(candidate.scalar), candidate.basis.rawValue)
        case .several(let candidates):
            return line(scalar, .ambiguous, candidates.map { String($0.scalar) }.joined(separator: " "))
        case .none: return line(scalar, .none, nil)
        }
    }
}
