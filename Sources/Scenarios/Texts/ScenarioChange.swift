/// One difference between two versions of a scenario, as a second person reads it before publishing.
public struct ScenarioChange: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case added, removed, changed, moved
    }

    public let kind: Kind
    /// What it is about: 「手順 account」, 「入力の列 口座番号」, 「やり直し」.
    public let subject: String
    /// In the canonical text; `nil` where there was, or is, nothing.
    public let old: String?
    public let new: String?
    /// It touches what cannot be taken back, who is asked, or what is personal: to be looked at first.
    public let isWeighty: Bool

    public var japanese: String {
        switch kind {
        case .added: "\(subject)を加えた: \(new ?? "")"
        case .removed: "\(subject)を除いた: \(old ?? "")"
        case .changed: "\(subject)を変えた: \(old ?? "") → \(new ?? "")"
        case .moved: "\(subject)の順番を変えた"
        }
    }

    /// All differences, weighty ones first, otherwise in the order of the text.
    public static func between(_ old: Scenario, _ new: Scenario) -> [ScenarioChange] {
        var changes: [ScenarioChange] = []
        func compare(_ subject: String, _ before: String?, _ after: String?, isWeighty: Bool = false) {
            guard before != after else { return }
            let kind: Kind = before == nil ? .added : after == nil ? .removed : .changed
            changes.append(ScenarioChange(kind: kind, subject: subject, old: before, new: after, isWeighty: isWeighty))
        }
        compare("名前", old.name, new.name)
        compare("目的", old.purpose, new.purpose)
        compare("システム", old.system, new.system, isWeighty: true)
        compare("入力の種類", old.input.kind.rawValue, new.input.kind.rawValue)
        compare("シート", old.input.sheet, new.input.sheet)
        compare("記録を見分ける列", old.input.key.joined(separator: "、"), new.input.key.joined(separator: "、"), isWeighty: true)
        compare("行のまとめ", old.input.isGrouped ? "まとめる" : "まとめない", new.input.isGrouped ? "まとめる" : "まとめない")
        let columns =
            old.input.columns.map(\.name) + new.input.columns.map(\.name).filter { old.input.column($0) == nil }
        for name in columns {
            let (before, after) = (old.input.column(name), new.input.column(name))
            compare(
                "入力の列「\(name)」", before?.summary, after?.summary,
                isWeighty: before?.personal != after?.personal || before?.confidenceMin != after?.confidenceMin)
        }
        compare("秘密", old.secrets.joined(separator: "、"), new.secrets.joined(separator: "、"), isWeighty: true)
        compareSteps("サインインの手順", old.session, new.session, &changes)
        compareSteps("手順", old.steps, new.steps, &changes)
        compareSteps("照会の手順", old.alreadyDone?.steps ?? [], new.alreadyDone?.steps ?? [], &changes)
        compare("登録済みの確かめ方", old.alreadyDone?.summary, new.alreadyDone?.summary, isWeighty: true)
        compare("失敗したとき", old.retry.summary, new.retry.summary)
        compare("上限", old.limits.summary, new.limits.summary)
        compare("効果の基準", old.effect?.baseline, new.effect?.baseline, isWeighty: true)
        return changes.filter(\.isWeighty) + changes.filter { !$0.isWeighty }
    }

    private static func compareSteps(_ title: String, _ old: [Step], _ new: [Step], _ changes: inout [ScenarioChange]) {
        let before = old.flatMap { [$0] + $0.inner }
        let after = new.flatMap { [$0] + $0.inner }
        for step in before {
            let next = after.first { $0.id == step.id }
            guard step.summary != next?.summary else { continue }
            changes.append(
                ScenarioChange(
                    kind: next == nil ? .removed : .changed, subject: "\(title)「\(step.id)」", old: step.summary,
                    new: next?.summary, isWeighty: step.isWeighty || next?.isWeighty == true))
        }
        for step in after where !before.contains(where: { $0.id == step.id }) {
            changes.append(
                ScenarioChange(
                    kind: .added, subject: "\(title)「\(step.id)」", old: nil, new: step.summary,
                    isWeighty: step.isWeighty))
        }
        let common = Set(before.map(\.id)).intersection(after.map(\.id))
        let (first, second) = (before.map(\.id).filter(common.contains), after.map(\.id).filter(common.contains))
        for (id, other) in zip(first, second) where id != other {
            let isWeighty = after.contains { common.contains($0.id) && $0.isWeighty }
            changes.append(
                ScenarioChange(kind: .moved, subject: "\(title)「\(id)」以降", old: nil, new: nil, isWeighty: isWeighty))
            break
        }
    }
}

extension Step {
    fileprivate var isWeighty: Bool {
        switch action {
        case .approve, .query: true
        case .fill(_, let filling): if case .secret = filling.value { true } else { false }
        default: isIrreversible
        }
    }

}

extension InputColumn {
    fileprivate var summary: String {
        var words = [form.rawValue]
        if let length { words.append("\(length)文字") }
        if !isRequired { words.append("空でもよい") }
        if let personal { words.append("個人情報(\(personal.rawValue))") }
        if let confidenceMin { words.append("確信度\(confidenceMin)以上") }
        return words.joined(separator: "・")
    }
}

extension DoneQuery {
    fileprivate var summary: String {
        "\(found) があれば登録済み、番号は \(receipt?.description ?? "なし")、ないときは\(absent.rawValue)、確かめるのは\(when.rawValue)"
    }
}

extension RetryPlan {
    fileprivate var summary: String { "\(attempts)回まで、\(secondsFirst)秒から\(secondsMax)秒、その後は\(then.rawValue)" }
}

extension RunLimits {
    fileprivate var summary: String {
        "\(records)件、待ち\(secondsPerWait)秒、\(window?.text ?? "終日")、\(days.rawValue)、ファイル\(downloadBytesMax)バイト・\(secondsPerDownload)秒"
    }
}
