/// What changed from one text to another, down to the letters, as a person would underline it in a 新旧対照表.
///
///     let difference = TextDifference(from: "令和7年度末までに", to: "令和8年度末までに")
///     // same(令和), changed(7 → 8), same(年度末までに)
///
/// Words are compared first and their letters only inside what differs, so that two sentences that happen to share a few
/// letters are not torn into crumbs. Letters are compared by their scalars: a text that looks the same and is encoded
/// otherwise has changed.
struct TextDifference: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case same(String)
        /// Either may be empty, never both.
        case changed(old: String, new: String)
    }

    /// Beside each other, no two of the same kind follow one another.
    let parts: [Part]

    init(from old: String, to new: String) {
        let runs = Self.runs(TextLetters(old).words, TextLetters(new).words).flatMap(Self.refined)
        parts = Self.joined(Self.calmed(Self.merged(runs)))
    }

    /// The pieces of the old text, with whether they are gone.
    var old: [(text: String, isChanged: Bool)] {
        parts.compactMap { part in
            switch part {
            case .same(let text): (text, false)
            case .changed(let old, _): old.isEmpty ? nil : (old, true)
            }
        }
    }

    /// The pieces of the new text, with whether they have come.
    var new: [(text: String, isChanged: Bool)] {
        parts.compactMap { part in
            switch part {
            case .same(let text): (text, false)
            case .changed(_, let new): new.isEmpty ? nil : (new, true)
            }
        }
    }

    // MARK: comparing

    /// A stretch of letters that stayed, or that were replaced by others.
    private struct Run {
        var old: [TextLetters.Letter]
        var new: [TextLetters.Letter]
        var isSame: Bool

        var weight: Int { max(old.count, new.count) }
    }

    /// The longest common sequence of pieces, and what lies between them.
    private static func runs(_ old: [[TextLetters.Letter]], _ new: [[TextLetters.Letter]]) -> [Run] {
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var runs: [Run] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            var run = Run(old: [], new: [], isSame: false)
            while removed.contains(left) {
                run.old += old[left]
                left += 1
            }
            while inserted.contains(right) {
                run.new += new[right]
                right += 1
            }
            if run.weight > 0 { runs.append(run) }
            guard left < old.count, right < new.count else { continue }
            runs.append(Run(old: old[left], new: new[right], isSame: true))
            left += 1
            right += 1
        }
        return runs
    }

    /// The letters that stayed inside words that differ.
    private static func refined(_ run: Run) -> [Run] {
        guard !run.isSame, !run.old.isEmpty, !run.new.isEmpty else { return [run] }
        let runs = runs(run.old.map { [$0] }, run.new.map { [$0] })
        let kept = runs.filter(\.isSame).reduce(0) { $0 + $1.old.count }
        // Words that share a letter or two are other words.
        return kept * 3 >= run.weight ? runs : [run]
    }

    private static func merged(_ runs: [Run]) -> [Run] {
        runs.reduce(into: []) { merged, run in
            if let last = merged.last, last.isSame == run.isSame {
                merged[merged.count - 1].old += run.old
                merged[merged.count - 1].new += run.new
            } else {
                merged.append(run)
            }
        }
    }

    /// What stayed between two changes and is shorter than either of them is read with them: a particle between two new words.
    private static func calmed(_ runs: [Run]) -> [Run] {
        var calmed = runs
        for index in calmed.indices.dropFirst().dropLast() where calmed[index].isSame {
            let least = min(runs[index - 1].weight, runs[index + 1].weight)
            // A line stays a line.
            if runs[index].weight < least, !runs[index].old.contains(where: \.isLineBreak) {
                calmed[index].isSame = false
            }
        }
        return merged(calmed)
    }

    private static func joined(_ runs: [Run]) -> [Part] {
        runs.map { run in
            let (old, new) = (TextLetters.text(run.old), TextLetters.text(run.new))
            return run.isSame ? .same(old) : .changed(old: old, new: new)
        }
    }
}
