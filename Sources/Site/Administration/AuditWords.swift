import Japanese
import Ward

/// The details of a row of the trail in words: 理由：期限の誤り　版：2.
struct AuditWords {
    let names: AuditNames

    private static let keys = [
        "reason": "理由", "from": "前", "to": "後", "title": "件名", "name": "名称", "note": "経過", "edition": "版",
        "number": "番号",
        "round": "四半期", "rounds": "四半期", "unit": "課", "units": "課", "role": "役割", "person": "利用者", "body": "会議体",
        "content": "内容", "answer": "回答の SHA-256", "hash": "SHA-256", "contentHash": "内容の SHA-256", "state": "状態",
        "initiative": "取組", "present": "現行", "proposed": "修正案", "addressee": "あて先", "author": "作成者",
        "reportedOn": "報告日",
        "correction": "訂正の理由", "decision": "決定事項", "effectiveOn": "施行日", "lastDay": "最後の日", "principal": "本人",
        "deputy": "代行者", "section": "場所", "paragraph": "文", "proposal": "修正案の番号", "statement": "文の番号",
        "lineage": "取組の系統",
        "successor": "引き継ぐ取組", "code": "コード", "mail": "メールアドレス", "filename": "ファイル", "asOf": "基準日",
        "heldOn": "開催日", "layer": "立場", "source": "出どころ", "before": "前の文", "earlyReason": "早く確定した理由",
        "evidence": "根拠資料",
        "replacedBy": "引き継ぐ組織", "successors": "引き継ぐ組織", "standIn": "代行", "response": "対応結果", "entry": "回答",
        "quarter": "四半期", "kind": "種類", "due": "期限", "value": "値", "count": "件数", "answers": "回答の数", "login": "ログイン名",
    ]

    private static let values = [
        "notAnswered": "未回答", "draft": "下書き", "submitted": "承認待ち", "approved": "確認待ち", "accepted": "受付済み",
        "sealed": "確定",
        "overview": "1 概況", "group": "検討グループ", "subcommittee": "部会", "secretariat": "事務局", "resident": "区民",
        "external": "外部",
        "underWay": "対応中", "declined": "対応しない", "done": "対応済み",
    ]

    /// - Returns: empty for a row without details; the text itself where it is not what this program wrote.
    func words(_ details: String) -> String {
        guard case .object(let members)? = try? JSON(parsing: details) else { return details == "{}" ? "" : details }
        return members.sorted { $0.key < $1.key }
            .map { "\(Self.keys[$0.key] ?? $0.key)：\(words($0.value))" }.joined(separator: "　")
    }

    private func words(_ value: JSON) -> String {
        switch value {
        case .string(let text) where text.isEmpty: "（空）"
        case .string(let text): Self.values[text] ?? names.name(text) ?? shortened(text)
        case .bool(let isSo): isSo ? "はい" : "いいえ"
        case .array(let values): values.isEmpty ? "なし" : values.map(words).joined(separator: "、")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\(Self.keys[$0.key] ?? $0.key) \(words($0.value))" }
                .joined(separator: " ")
        case .null: "なし"
        default: value.canonical
        }
    }

    /// A hash is known by its beginning; the whole stands in the record below and in files.
    private func shortened(_ text: String) -> String {
        let isHash = text.utf8.count == 64 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
        return isHash ? "\(text.prefix(12))…" : text
    }
}
