/// What the columns of a roster hold, from its head.
struct SeatColumns: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case number, post, section, name, note, count, body, secretariat
        /// 委員長, 委員; under 区分 also 学識経験者.
        case role
        /// 職・氏名: a post and a name in one cell.
        case postWithName
    }

    var kinds: [Kind?]
    /// Whether its sections are organisations (団体名, 機関名): a post is one of theirs, and none without them.
    private(set) var namesOrganisations = false
    /// Whether most of its sections are told by their names to be organisations, whatever their head says.
    var holdsOrganisations = false

    func has(_ kind: Kind) -> Bool { kinds.contains(kind) }

    /// - Returns: `nil` unless a row is the head of a roster: two heads at least, and nothing that a head is not.
    init?(head cells: [SeatCell]) {
        let kinds = cells.map { $0.isEmpty ? nil : Self.kind(of: $0.text) }
        let known = kinds.compactMap(\.self)
        let filled = cells.filter { !$0.isEmpty }
        guard known.count >= 2, filled.count - known.count <= max(1, filled.count / 3) else { return nil }
        guard
            known.contains(where: { $0 == .post || $0 == .role || $0 == .name || $0 == .section || $0 == .postWithName }
            )
        else { return nil }
        // A body's name or a post beside head words: a row of the table, not its head.
        guard !zip(cells, kinds).contains(where: { $1 == nil && PostWord.isPost($0.text) }) else { return nil }
        self.kinds = kinds
        namesOrganisations = zip(cells, kinds).contains { cell, kind in
            kind == .section && Self.organisations.contains(where: BodyText.key(cell.text).contains)
        }
    }

    /// 条例の区分 | 職名: a head with words that no roster is known to have, over a column that holds what its other word says.
    ///
    /// - Parameter rows: below it, in the same table.
    init?(unusual cells: [SeatCell], over rows: some Collection<SeatRow>) {
        let kinds = cells.map { $0.isEmpty ? nil : Self.kind(of: $0.text) }
        guard let column = kinds.firstIndex(where: { $0 == .post || $0 == .section || $0 == .role }) else { return nil }
        let rows = rows.prefix(Self.rowsMax).filter { $0.filled.count > 1 }
        guard rows.count > 1, cells.count(where: { !$0.isEmpty }) > 1,
            !zip(cells, kinds).contains(where: { cell, kind in
                kind == nil && (PostWord.isPost(cell.text) || SeatLabel(cell.text) != nil)
            })
        else { return nil }
        let posts = rows.count { column < $0.cells.count && PostWord.isPost($0.cells[column].text) }
        guard posts * 2 > rows.count else { return nil }
        self.kinds = kinds
        // 役職 over 総務課長 and 消防団長
        if kinds[column] == .role, !has(.post) { self.kinds[column] = .post }
    }

    private static let organisations = ["団体", "機関", "企業", "勤務先", "法人", "会社"]

    /// The second row of a head takes over where it says more: 委員 over 職名 and 氏名.
    mutating func add(_ second: SeatColumns) {
        for (column, kind) in second.kinds.enumerated() where column < kinds.count {
            if let kind { kinds[column] = kind }
        }
        kinds += second.kinds.dropFirst(kinds.count)
    }

    /// Whether a text is a head as it is written in full.
    static func isWord(_ text: String) -> Bool { words[LetterKey(BodyText.key(text))] != nil }

    static func kind(of text: String) -> Kind? {
        guard text.utf8.count <= BodyText.wordBytesMax else { return nil }
        var key = PostWord.withoutBrackets(BodyText.key(text)).trimmingBrackets
        guard !key.isEmpty, key.unicodeScalars.count <= 14 else { return nil }
        if let kind = words[LetterKey(key)] { return kind }
        let hasPost = ["職", "役職", "所属", "肩書"].contains(where: key.contains)
        if hasPost, key.contains("氏名") || key.contains("名前") { return .postWithName }
        // 団体における職, 所属での役職名, 充てる者
        if ["における職", "における役職", "での職", "での役職"].contains(where: key.contains) || key.hasPrefix("充てる") { return .post }
        // 部等の名称, 団体の名称
        if key.hasSuffix("の名称") { key.removeLast(3) }
        for ending in ["等", "名"] where key.hasSuffix(ending) { key.removeLast() }
        if let kind = words[LetterKey(key)] { return kind }
        if key.contains("氏名") || key.contains("ふりがな") || key.contains("フリガナ") { return .name }
        if key.hasSuffix("職名") || key.contains("役職") && key.contains("所属") { return .post }
        if key.hasPrefix("所属") || key.hasPrefix("選出団体") || key.hasPrefix("推薦団体") {
            return key.contains("職") ? .post : .section
        }
        return nil
    }

    private static let words: [LetterKey: Kind] = {
        var words: [LetterKey: Kind] = [:]
        func add(_ kind: Kind, _ names: String) {
            for name in names.split(separator: " ") { words[LetterKey(String(name))] = kind }
        }
        add(.number, "No. No NO NO. № 番号 項番 連番 # 順 順番 通番 号 no no. No.")
        add(
            .role, "役職 役職名 役割 役名 区分 委員区分 選出区分 委嘱区分 種別 分野 選出分野 委員会役職 会議役職 委員会における役職 本部役職 構成 構成区分 役 委員種別 選出母体 委員会での役職 本部職"
        )
        add(
            .post,
            "職名 職 職層 職位 補職名 補職 充て職 現職 職業 肩書 所属職名 所属・職名 所属・職 所属及び職名 所属・役職 所属及び役職 所属・役職名 所属役職 所属役職名 職名等 構成員 構成員の職名 構成職員 委員の職名 所属等・職名 構成メンバー 庁内職名 職務 構成する職 職等"
        )
        add(
            .section,
            "所属 所属部署 部署 部局 団体名 所属団体 所属団体名 部名 課名 機関名 所属名 組織 団体 団体・機関名 所属機関 団体名等 所属等 部 課 局 部課名 部課 部局名 選出団体 推薦団体 所属部 所属課 所属組織 勤務先 企業 企業名"
        )
        add(.name, "氏名 委員名 名前 委員氏名 ふりがな フリガナ 委員の氏名 お名前 氏 名簿")
        add(
            .note,
            "備考 任期 摘要 新任・再任 出欠 出席 期数 連絡先 電話 内線 電話番号 メール メールアドレス 就任日 委嘱日 委嘱期間 在任期間 新再 再任 出席状況 性別 専門分野 主な経歴 経歴 選任理由 住所 専門"
        )
        add(.count, "人数 定数 員数 人員 名数")
        add(
            .body,
            "会議体 会議体名 会議名 会議 グループ名 部会名 チーム名 組織名 分科会 分科会名 部会 グループ 委員会名 検討グループ 検討グループ名 検討部会 名称 会議体の名称 検討グループ名称 作業部会 作業部会名 作業班 作業班名 班名 チーム WG WG名 班"
        )
        add(.secretariat, "事務局 庶務 事務局担当課 庶務担当課 担当課 庶務担当")
        return words
    }()
}
