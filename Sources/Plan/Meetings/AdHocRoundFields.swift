import Japanese
import Site

/// What is asked about an ad-hoc round beside what is asked about every round.
enum AdHocRoundFields {
    static func quarter(_ quarters: [Quarter]) -> Field<Quarter> {
        Field.select("quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }).mapped(
            to: Quarter.init(code:), from: \.code, problem: { _ in "" })
    }
}
