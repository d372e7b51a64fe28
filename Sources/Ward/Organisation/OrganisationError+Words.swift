import Japanese

extension OrganisationError: Refusal {
    public var words: String {
        switch self {
        case .unknownUnit: "指定した組織が見つかりません。一覧から選び直してください。"
        case .unknownBody: "指定した会議体が見つかりません。一覧から選び直してください。"
        case .unknownPost: "指定した職が見つかりません。一覧から選び直してください。"
        case .unknownSeat: "指定した構成員が見つかりません。一覧から選び直してください。"
        case .codeTaken(let code, let name):
            "組織コード「\(code)」は、同じ時期に「\(name)」が使っています。別のコードにしてください。"
        case .notStanding(let name, let day):
            "「\(name)」は\(day.japanese)には存在しません。日付か組織を選び直してください。"
        case .alreadyEnded(let name, let lastDay):
            "「\(name)」は\(lastDay.japanese)で廃止済みです。対象から外すか、継承先の登録を行ってください。"
        case .abolishedTwice(let name):
            "「\(name)」が2か所で廃止の対象になっています。どちらか一方にしてください。"
        case .heirEnds(let name):
            "継承先の「\(name)」も同じ組織改正で廃止されます。改正後に残る組織を継承先にしてください。"
        case .unknownParentCode(let code, let name):
            "「\(name)」の上位組織コード「\(code)」は、改正後の組織にありません。コードを確かめてください。"
        case .parentKnown(let name):
            "「\(name)」の上位の組織は決まっています。変わったときは、組織改正を記録してください。"
        case .aboveItself(let name):
            "「\(name)」が自分の上位の組織になってしまいます。上位の組織を選び直してください。"
        case .notAbolished(let name):
            "「\(name)」は廃止されていないため、継承先を登録できません。"
        case .successorAlreadyNamed(let name, let successor):
            "「\(name)」の継承先は「\(successor)」で登録済みです。"
        case .bodyNameTaken(let name):
            "「\(name)」という会議体が同じ時期にあります。別の名称にしてください。"
        case .wrongParent(let kind) where kind.above.isEmpty:
            "\(kind.title)には上位の会議体を置けません。上位の指定を外してください。"
        case .wrongParent(let kind):
            "\(kind.title)の上位には\(kind.above.map(\.title).joined(separator: "か"))を指定してください。"
        case .seatCountOutOfRange(let count):
            "人数が\(count)名になっています。1名から\(Seat.countMax)名までで入力してください。"
        case .endsBeforeBeginning(let name, let beginning):
            "「\(name)」は\(beginning.japanese)から始まります。終わりの日はその日以後にしてください。"
        case .several(let reasons): reasons.map(\.words).joined(separator: "\n")
        }
    }
}
