import Japanese

/// The mean of timed samples with its 95 % interval.
///
///     SampleMean([280, 300, 320, 290, 310])   // 300 s, between 280.4 s and 319.6 s
///
/// Between: mean ± t·s/√n with Student's t for n − 1 degrees of freedom. With fewer than ``Baseline/samplesMin`` samples nobody can
/// say how they spread.
struct SampleMean: Hashable, Sendable {
    let count: Int
    let totalSeconds: Int
    /// Half of the interval in thousandths of a second; `nil` when there are too few samples.
    let halfMilliseconds: Int?

    /// - Returns: `nil` without samples.
    init?(_ seconds: [Int]) {
        guard !seconds.isEmpty else { return nil }
        count = seconds.count
        totalSeconds = seconds.reduce(0, +)
        guard count >= Baseline.samplesMin else {
            halfMilliseconds = nil
            return
        }
        // n·Σx² − (Σx)² is exact; only the root is not.
        let squares = seconds.reduce(0) { $0 + $1 * $1 }
        let spread = Double(count * squares - totalSeconds * totalSeconds)
        let error = (spread / (Double(count) * Double(count - 1))).squareRoot() / Double(count).squareRoot()
        halfMilliseconds = Int((Double(Self.t(count - 1)) * error).rounded(.up))
    }

    /// 97.5 % points of Student's t in thousandths (ISO 3534-1; two-sided 95 %), by degrees of freedom from 1.
    private static let table = [
        12_706, 4_303, 3_182, 2_776, 2_571, 2_447, 2_365, 2_306, 2_262, 2_228, 2_201, 2_179, 2_160, 2_145, 2_131, 2_120,
        2_110, 2_101, 2_093, 2_086, 2_080, 2_074, 2_069, 2_064, 2_060, 2_056, 2_052, 2_048, 2_045, 2_042,
    ]

    /// Between the steps of the table the wider one is taken.
    private static func t(_ freedom: Int) -> Int {
        switch freedom {
        case ...30: table[max(freedom, 1) - 1]
        case 31..<40: 2_042
        case 40..<60: 2_021
        case 60..<120: 2_000
        default: 1_980
        }
    }

    /// 5分0秒
    var words: String {
        Baseline.words((totalSeconds + count / 2) / count)
    }

    /// The time of so many records, in whole seconds (rounded to the nearest).
    func seconds(of records: Int) -> Int { (records * totalSeconds * 2 + count) / (count * 2) }

    /// The same at both ends; `nil` when nobody can say.
    func interval(of records: Int) -> ClosedRange<Int>? {
        halfMilliseconds.map { half in
            let (middle, width) = (seconds(of: records), (records * half + 999) / 1_000)
            return max(0, middle - width)...(middle + width)
        }
    }
}
