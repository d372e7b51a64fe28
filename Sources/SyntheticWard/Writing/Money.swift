extension SyntheticWard {
    /// What somebody owes for a year and has paid of it, in yen.
    struct Money: Hashable, Sendable {
        var levied: Int
        var paid: Int
        var due: Int { levied - paid }
        /// More was paid than levied: odd, but right.
        var isOverpaid: Bool { paid > levied }

        enum Kind: Int, Sendable {
            case tax2024, tax2025, insurance, care
        }

        init(_ kind: Kind, _ place: Int, seed: UInt64) {
            var draw = Draw(seed, .money, place * 4 + kind.rawValue)
            switch kind {
            case .tax2024, .tax2025:
                levied = draw.chance(1_400) ? 0 : 5_000 + draw.below(4_200) * 100 + draw.below(2_000) * 100
            case .insurance: levied = 12_000 + draw.below(5_200) * 100
            case .care: levied = 18_000 + draw.below(1_500) * 100
            }
            paid = levied
            if levied > 0 {
                if draw.chance(700) { paid = levied * draw.below(10) / 10 / 100 * 100 }
                if draw.chance(10) { paid = levied + 5_000 }
            }
        }
    }
}
