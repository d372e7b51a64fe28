/// The parts of minutes: 日時, 出席者, 議題, 決定事項, 議事.
enum MinutesSection: Hashable, Sendable {
    case name, date, place, present, absent, staff, audience, agenda, materials, decisions, proceedings, next, other

    /// - Returns: The part a heading opens, and what is printed behind it on the same line.
    static func heading(_ text: String) -> (section: MinutesSection, rest: String)? {
        let hasColon = text.unicodeScalars.contains { $0 == "：" || $0 == ":" }
        guard text.utf8.count <= 600, !BodyText.isSentence(text) || hasColon else {
            return nil
        }
        let line = withoutNumber(text)
        if let section = section(of: line) { return (section, "") }
        // 日　時　令和6年6月8日, 場所：大会議室, 【出席者】区長
        for close in ["】", "〕", "］", "]", "＞", ">", "》"] {
            guard let end = line.firstIndex(of: Character(close)), let first = line.first, "【〔［[＜<《".contains(first)
            else { continue }
            let head = String(line[line.index(after: line.startIndex)..<end])
            if let section = section(of: head) { return (section, BodyText.trimmed(line[line.index(after: end)...])) }
        }
        for separator in ["：", ":"] where hasColon {
            guard let range = line.firstRange(of: separator),
                let section = section(of: String(line[..<range.lowerBound]))
            else { continue }
            return (section, BodyText.trimmed(line[range.upperBound...]))
        }
        // The longest beginning, of letters that may be spread, that is a heading.
        var head = ""
        var found: (section: MinutesSection, rest: String)?
        for (offset, scalar) in line.unicodeScalars.prefix(24).enumerated() {
            if BodyText.isSpace(scalar) {
                let isWord = line.unicodeScalars.dropFirst(offset).first { !BodyText.isSpace($0) } == "長"
                if !isWord, let section = section(of: head) {
                    found = (
                        section,
                        BodyText.trimmed(String(scalars: line.unicodeScalars.dropFirst(offset)))
                    )
                }
                continue
            }
            head.unicodeScalars.append(scalar)
        }
        return found
    }

    private static func section(of head: String) -> MinutesSection? {
        var key = PostWord.withoutBrackets(BodyText.key(head).trimmingBrackets)
        while key.hasSuffix(":") { key.removeLast() }
        return words[key]
    }

    /// 1 日時, (2)場所, □ 出席者, ○議題, 第1　日時
    static func withoutNumber(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        let signs = "0123456789０１２３４５６７８９.．()（）①②③④⑤⑥⑦⑧⑨⑩□■○◯〇●◎◇◆▽▼・※*＊ⅠⅡⅢⅣⅤ-"
        let known = signs.unicodeScalars
        while let first = scalars.first, known.contains(first) || BodyText.isSpace(first) {
            scalars = scalars.dropFirst()
        }
        return scalars.isEmpty ? text : String(scalars)
    }

    private static let words: [String: MinutesSection] = {
        var words: [String: MinutesSection] = [:]
        func add(_ section: MinutesSection, _ names: String) {
            for name in names.split(separator: " ") { words[String(name)] = section }
        }
        add(.name, "会議名 会議名称 会議の名称 名称 会議体 審議会等名 会議 附属機関の名称 審議会等の名称 附属機関等の名称")
        add(.date, "日時 開催日時 開催日 日付 開催年月日 会議日時 開会日時 招集日時 とき 実施日時 開催時間 会議開催日時")
        add(.place, "場所 開催場所 会場 会議場所 開会場所 招集場所 ところ 開会の場所")
        add(
            .present,
            "出席者 出席委員 出席 出席者名簿 出席委員等 出席者氏名 参加者 委員出席者 出席委員氏名 出席者等 出席構成員 出席メンバー 構成員 出席状況 出席した委員 委員 出席委員数 委員出席 出席人数 出席者(敬称略)"
        )
        add(.absent, "欠席者 欠席委員 欠席 委員欠席者 欠席者氏名 欠席構成員 欠席委員氏名")
        add(
            .staff,
            "事務局 説明員 出席説明員 関係職員 説明者 出席職員 説明のため出席した者 事務局職員 事務局出席者 区側出席者 市側出席者 理事者側出席者 関係課 庶務 事務局職員出席者 職員 幹事 説明のため出席した職員 行政側 市出席者 区出席者 担当課 オブザーバー 同席者 オブザーバー出席 議会局職員 区議会事務局職員 委員外出席者 その他の出席者 市執行部 区執行部 執行部 議会事務局 町執行部 その他出席者"
        )
        add(.audience, "傍聴者 傍聴人 傍聴 傍聴者数 傍聴人数 公開・非公開の別 会議の公開・非公開 公開の可否 公開区分 非公開の理由 公開 会議の公開 非公開理由")
        add(
            .agenda,
            "議題 議事次第 次第 会議次第 案件 協議事項 審議事項 付議事項 議案 議事日程 会議に付した事件 議題等 付議案件 会議事項 本日の議題 会議の議題 議事項目 報告事項 本日の会議に付した事件 会議に付した案件"
        )
        add(.materials, "資料 配布資料 配付資料 会議資料 提出資料 添付資料 配布資料一覧 資料名")
        add(.decisions, "決定事項 会議の結果 結果 審議結果 会議結果 議決事項 主な決定事項 合意事項 決議事項 決定 結論 協議結果 会議の結果等")
        add(
            .proceedings,
            "議事 議事要旨 議事内容 会議内容 会議の内容 議事の内容 発言内容 発言要旨 主な意見 主な発言 質疑応答 質疑 審議内容 審議経過 会議の経過 議事録 会議録 議事概要 会議要旨 内容 意見交換 主な質疑 主な意見等 主な質疑応答 発言の要旨 審議の内容 会議の概要 概要 意見 委員からの主な意見 要旨 議事の概要 意見等 会議経過 議事の経過 質疑・意見"
        )
        add(.next, "次回開催予定 次回 次回日程 今後の予定 次回の開催 次回会議 次回開催日 今後のスケジュール 次回会議予定 次回予定")
        add(
            .other,
            "開会 閉会 あいさつ 挨拶 総在席委員数 委員定数 その他 開会あいさつ 閉会あいさつ 備考 問合せ先 問い合わせ先 連絡先 記録 作成者 会長あいさつ 委員長あいさつ 開会の辞 閉会の辞 自己紹介 委嘱状交付 委員紹介"
        )
        return words
    }()
}
