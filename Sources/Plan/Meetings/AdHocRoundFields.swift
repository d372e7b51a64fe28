import Japanese
import Site

/// What is asked about an ad-hoc round.
enum AdHocRoundFields {
    static let asOf = Field.date("asOf", "基準日", hint: "いつの状況を尋ねるかです。選んだ四半期の中の日にします。")
    static let opensOn = Field.date("opensOn", "照会開始日")
    static let dueOn = Field.date("dueOn", "回答期限")
    static let closesOn = Field.date("closesOn", "締切日", hint: "遅れた回答を受け付ける最後の日です。")
    static let freezesOn = Field.date("freezesOn", "確定予定日")

    static func quarter(_ quarters: [Quarter]) -> Field<Quarter> {
        Field.select("quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }).mapped(
            to: Quarter.init(code:), from: \.code, problem: { _ in "" })
    }
}
