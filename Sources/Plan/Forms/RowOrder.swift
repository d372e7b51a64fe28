/// Which rows of a list were moved.
enum RowOrder {
    /// The most rows that still stand in ascending order: whoever is not among them was moved.
    ///
    /// The longest increasing subsequence: one row that went from the top to the bottom counts as one move, not as a move of
    /// all the others.
    static func unmoved(_ positions: [Int]) -> Set<Int> {
        guard !positions.isEmpty else { return [] }
        /// `tails[n]`: index of the smallest end of a run of n + 1 rows.
        var tails: [Int] = []
        var before = [Int?](repeating: nil, count: positions.count)
        for (index, position) in positions.enumerated() {
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if positions[tails[middle]] < position { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tails[low - 1] : nil
            if low == tails.count { tails.append(index) } else { tails[low] = index }
        }
        var kept: Set<Int> = []
        var next = tails.last
        while let index = next {
            kept.insert(positions[index])
            next = before[index]
        }
        return kept
    }
}
