import Japanese
import Ward

/// What a robot saved in a period: gross time by hand, less what people spent on it and its share of building and licence. It may be
/// negative, and is told so.
///
/// Everything is whole seconds and minutes, so that a person can follow it on paper:
///
///     gross     = records × mean seconds by hand ÷ 60, rounded
///     building  = build minutes × months at work in the period ÷ months over which it is spread, rounded
///     licence   = yen of a year × months at work ÷ 12 ÷ yen of an hour of staff × 60, rounded
///     net       = gross − checking − exceptions − repair − building − licence
struct NetEffect: Hashable, Sendable {
    /// What is known of the period.
    struct Known: Sendable {
        var records: Int
        var baseline: SampleMean
        var method: Baseline.Method
        /// The weakest of the sources that told of runs.
        var source: RunSource
        var checkingMinutes = 0
        var exceptionMinutes = 0
        var repairMinutes = 0
        /// `nil` when nobody knows.
        var buildMinutes: Int?
        var buildMonths = 36
        var licenceYen: Int?
        /// Of an hour of staff; `nil` where the ward has not set it.
        var hourYen: Int?
        /// Months of the period in which it was at work.
        var monthsAtWork: Int
        /// Those of them over which building is still spread.
        var monthsBuilding: Int
    }

    let records: Int
    let grossMinutes: Int
    let checkingMinutes: Int
    let exceptionMinutes: Int
    let repairMinutes: Int
    let buildMinutes: Int
    let licenceMinutes: Int
    /// Of the net minutes; `nil` when nobody can say.
    let interval: ClosedRange<Int>?
    let grade: Effect.Grade
    /// What a reader must know, a sentence each.
    let remarks: [String]
    /// 5分0秒
    let baselineWords: String
    let samples: Int
    let methodTitle: String

    var costMinutes: Int { checkingMinutes + exceptionMinutes + repairMinutes + buildMinutes + licenceMinutes }
    var netMinutes: Int { grossMinutes - costMinutes }

    init(_ known: Known) {
        records = known.records
        (checkingMinutes, exceptionMinutes, repairMinutes) = (
            known.checkingMinutes, known.exceptionMinutes, known.repairMinutes
        )
        grossMinutes = Self.rounded(known.baseline.seconds(of: known.records), 60)
        buildMinutes = Self.rounded((known.buildMinutes ?? 0) * known.monthsBuilding, known.buildMonths)
        if let yen = known.licenceYen, let hour = known.hourYen, hour > 0 {
            licenceMinutes = Self.rounded(yen * known.monthsAtWork * 60, 12 * hour)
        } else {
            licenceMinutes = 0
        }
        let costs =
            known.checkingMinutes + known.exceptionMinutes + known.repairMinutes + buildMinutes + licenceMinutes
        interval = known.baseline.interval(of: known.records).map { between in
            // Outwards, so that rounding hides nothing.
            (between.lowerBound / 60 - costs)...((between.upperBound + 59) / 60 - costs)
        }
        baselineWords = known.baseline.words
        samples = known.baseline.count
        methodTitle = known.method.title
        var remarks: [String] = []
        var grade = Self.weaker(known.method.grade, known.source.grade)
        if known.baseline.count < Baseline.samplesMin {
            grade = Self.weaker(grade, .estimated)
            remarks.append("手作業の計測が\(known.baseline.count)件と少ないため、幅は言えません。区分はC以下です。")
        }
        if known.buildMinutes == nil {
            grade = Self.weaker(grade, .estimated)
            remarks.append("作成の手間が分からないため、差し引いていません。区分はC以下です。")
        }
        if known.licenceYen != nil, known.hourYen == nil {
            grade = Self.weaker(grade, .estimated)
            remarks.append("職員1時間当たりの額が決まっていないため、ライセンス料を差し引いていません。区分はC以下です。")
        }
        if known.source == .declared { remarks.append("実行の件数は、自己申告です。") }
        self.grade = grade
        self.remarks = remarks
    }

    static func rounded(_ value: Int, _ divisor: Int) -> Int { (value * 2 + divisor) / (divisor * 2) }

    static func weaker(_ left: Effect.Grade, _ right: Effect.Grade) -> Effect.Grade {
        left.rawValue < right.rawValue ? right : left
    }

    /// 12.5, in hours to two digits, as the ledger keeps it.
    static func hours(_ minutes: Int) -> ExactNumber { ExactNumber(minutes).divided(by: 60, scale: 2) ?? .zero }

    /// The arithmetic line by line, for people: what, and how many minutes.
    var lines: [(what: String, minutes: Int)] {
        [
            ("手作業なら（\(records)件 × \(baselineWords)）", grossMinutes), ("結果の確認・承認", -checkingMinutes),
            ("例外の処理", -exceptionMinutes), ("修理", -repairMinutes), ("作成の手間の按分", -buildMinutes),
            ("ライセンス料の按分（時間に換算）", -licenceMinutes),
        ]
    }

    /// How it was computed, for the ledger.
    var method: String {
        let parts = lines.dropFirst().filter { $0.minutes != 0 }.map { "\($0.what)\(-$0.minutes)分" }
        let less = parts.isEmpty ? "差し引くものはない" : "\(parts.joined(separator: "、"))を差し引いた"
        return (["\(lines[0].what)\(grossMinutes)分から、\(less)。基準の時間は、\(methodTitle)（\(samples)件）。"] + remarks)
            .joined()
    }

    /// For programs, in minutes.
    var json: JSON {
        [
            "records": JSON(records), "gross": JSON(grossMinutes), "checking": JSON(checkingMinutes),
            "exceptions": JSON(exceptionMinutes), "repair": JSON(repairMinutes), "building": JSON(buildMinutes),
            "licence": JSON(licenceMinutes), "net": JSON(netMinutes), "low": JSON(interval?.lowerBound),
            "high": JSON(interval?.upperBound), "grade": .string(grade.rawValue),
        ]
    }
}
