extension TargetCheck {
    /// Why a text cannot stand in the item; `nil` when it can.
    package func refusal(of text: String) -> Reason? {
        var text = text
        return text.withUTF8 { refusal($0) }
    }
}

extension Item {
    /// What a value of the item looks like, for somebody who types one.
    package var form: String {
        let most = length.map { "\($0)文字まで" } ?? ""
        return switch type {
        case .date: "日付を 1975-01-01 の形で"
        case .year: "年を西暦4桁で"
        case .time: "時刻を 09:30 の形で"
        case .integer, .signed: "数字で\(most.isEmpty ? "" : "、\(length ?? 0)桁まで")"
        case .decimal: "小数で"
        case .fullWidth: "全角で\(most)"
        case .halfWidth: "半角で\(most)"
        case .any, .image: most
        }
    }
}
