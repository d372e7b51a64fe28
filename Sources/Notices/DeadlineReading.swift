import Japanese

/// The dates of a clause, each with its class, and whose they are.
struct DeadlineReading {
    let clause: LocatedText
    let anchor: DateAnchor

    var dues: [ReadPromise.Due] {
        let subjects = subjects
        return DateReader.expressions(in: clause.text, anchor: anchor).filter { $0.kind != .noDate }.map { expression in
            let place = clause.place(of: expression.range.lowerBound)
            let deadline = expression.deadline
            return ReadPromise.Due(
                deadline: Deadline(
                    deadlineClass: deadline.deadlineClass, from: deadline.from, to: deadline.to, raw: deadline.raw,
                    needsAnchor: expression.needsAnchor),
                isExternal: subjects.last { $0.end <= expression.range.lowerBound }?.isForeign ?? false,
                line: place.line, column: place.column)
        }
    }

    /// Whose date it is: the last subject that is named before it decides.
    private var subjects: [(end: Int, isForeign: Bool)] {
        let scalars = clause.scalars
        var subjects: [(end: Int, isForeign: Bool)] = []
        for start in scalars.indices {
            for (words, isForeign) in [(Self.foreign, true), (Self.own, false)] {
                for word in words where scalars[start...].starts(with: word) {
                    subjects.append((start + word.count, isForeign))
                }
            }
        }
        return subjects
    }

    private static let foreign = [
        "国は", "国が", "国の", "国において", "国では", "国から", "政府は", "政府の", "都は", "都が", "都の", "県は", "県が", "府は", "デジタル庁", "総務省",
        "厚生労働省",
        "文部科学省", "法律で", "法により", "法の施行", "東京都は", "東京都の",
    ].map { Array($0.unicodeScalars) }
    private static let own = [
        "区に", "区は", "区が", "区で", "本区", "当区", "市は", "市が", "本市", "町は", "町が", "村は", "本町", "庁内", "当課", "各課", "本計画",
    ].map { Array($0.unicodeScalars) }
}
