import Japanese
import Tabular
import Ward

/// Why a file is not read as a 照会票 of this round at all.
enum InquiryRefusal: Refusal, Hashable {
    /// No Excel workbook that can be read.
    case unreadable(WorkbookRefusal)
    /// A workbook, but none that was given out here.
    case foreign
    /// The sheet that remembers what was given out is damaged.
    case damaged(String)
    case newerFormat(String)
    /// Given out for another round, of this or of an earlier version of the plan.
    case otherRound(formQuarter: String, formVersion: Int, quarter: String, version: Int)
    /// The round, or the unit's part in it, is not of this ward.
    case unknownRound
    case unknownUnit
    case closed(RoundState, quarter: String)

    var words: String {
        switch self {
        case .unreadable(let refusal): refusal.japanese
        case .foreign:
            "このファイルは、ここで作った照会票ではありません。四半期の「照会票」の画面から照会票を受け取り、それに記入してください。記入欄を別のブックへ写したときは、元の照会票に戻してください。"
        case .damaged(let detail):
            "照会票の照合のための記録が壊れています（\(detail)）。照会票を受け取り直し、記入した内容を黄色の欄へ写してください。"
        case .newerFormat(let version):
            "この照会票は新しい形（\(version)）で作られています。今の画面から照会票を受け取り直してください。"
        case .otherRound(let formQuarter, let formVersion, let quarter, let version):
            "これは\(formQuarter)（計画 第\(formVersion)版）の照会票です。今の画面は\(quarter)（計画 第\(version)版）です。"
                + (formVersion < version ? "計画が改められているので、前の版の照会票は取り込めません。" : "")
                + "\(quarter)の照会票を受け取り、それに記入してください。"
        case .unknownRound: "この照会票の四半期は、ここにはありません。別の区や試験用の照会票でないか確かめてください。"
        case .unknownUnit: "この照会票の課には、この四半期で回答を求めていません。事務局に確かめてください。"
        case .closed(let state, let quarter):
            "\(quarter)は「\(state.title)」のため、照会票を取り込めません。直す必要があるときは、事務局にもう一度照会してもらってください。"
        }
    }
}
