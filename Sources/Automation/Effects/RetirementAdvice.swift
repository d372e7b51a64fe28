import Japanese
import Ward

/// Whether a robot should go on, be given another way in, or be stopped, with the arithmetic. Advice, never a decision.
struct RetirementAdvice: Hashable, Sendable {
    enum Verdict: String, CaseIterable, Sendable {
        case keep
        /// Repair eats it: an interface of the system, or a file in place of the screen.
        case replace
        case stop
        /// Nothing can be said yet.
        case unknown

        var title: String {
            switch self {
            case .keep: "続ける"
            case .replace: "画面の操作をやめ、データ連携（API・ファイル）への切替えを検討する"
            case .stop: "廃止を検討する"
            case .unknown: "まだ言えない"
            }
        }
    }

    let verdict: Verdict
    /// The arithmetic, a sentence each.
    let reasons: [String]

    /// So many quarters are looked at.
    static let quarters = 4
    /// Of what is saved, repair may take so much.
    static let repairPercentMax = 30

    /// - Parameters:
    ///   - nets: of the last quarters, the oldest first; `nil` where nothing is known.
    init(_ nets: [NetEffect?]) {
        let known = nets.suffix(Self.quarters).compactMap(\.self)
        guard known.count >= 2 else {
            verdict = .unknown
            reasons = ["正味の時間が分かる四半期が\(known.count)つです。2つ以上になると助言します。"]
            return
        }
        let net = known.reduce(0) { $0 + $1.netMinutes }
        let gross = known.reduce(0) { $0 + $1.grossMinutes }
        let repair = known.reduce(0) { $0 + $1.repairMinutes }
        // What building cost is spent, whether the robot goes on or not.
        let future = known.reduce(0) { $0 + $1.netMinutes + $1.buildMinutes }
        var reasons = [
            "直近\(known.count)四半期の正味は、\(Self.words(net))です（手作業なら\(Self.words(gross))、そこから差し引く手間が\(Self.words(gross - net))）。"
        ]
        if future < 0 {
            verdict = .stop
            reasons.append("もう戻らない作成の手間を除いても、\(Self.words(future))です。続けるほど、手作業より時間がかかります。")
        } else if gross > 0, repair * 100 > gross * Self.repairPercentMax {
            verdict = .replace
            reasons.append(
                "修理が\(Self.words(repair))で、手作業なら掛かる時間の\(repair * 100 / gross)%です（目安は\(Self.repairPercentMax)%まで）。")
        } else {
            verdict = .keep
            if net < 0 { reasons.append("作成の手間を除けば\(Self.words(future))で、続ければ元が取れる見込みです。") }
        }
        self.reasons = reasons
    }

    /// 12時間30分, −3時間
    static func words(_ minutes: Int) -> String {
        let (sign, whole) = (minutes < 0 ? "−" : "", abs(minutes))
        return switch (whole / 60, whole % 60) {
        case (0, let rest): "\(sign)\(rest)分"
        case (let hours, 0): "\(sign)\(hours)時間"
        case (let hours, let rest): "\(sign)\(hours)時間\(rest)分"
        }
    }
}
