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
        case .moved:
            if let old, let new { "\(subject)を移した: \(old) → \(new)" } else { "\(subject)の順番を変えた" }
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
        compareOrder(title, PlacedStep.all(old), PlacedStep.all(new), &changes)
    }

    /// What stands elsewhere: in another arm of a branch, in a loop or out of it; and what stands in another order where it stood.
    private static func compareOrder(
        _ title: String, _ before: [PlacedStep], _ after: [PlacedStep], _ changes: inout [ScenarioChange]
    ) {
        for placed in before {
            guard let next = after.first(where: { $0.step.id == placed.step.id }), next.place != placed.place
            else { continue }
            changes.append(
                ScenarioChange(
                    kind: .moved, subject: "\(title)「\(placed.step.id)」", old: placed.place, new: next.place,
                    isWeighty: placed.step.holdsWeighty || next.step.holdsWeighty))
        }
        var places: [String] = []
        for placed in after where !places.contains(placed.place) { places.append(placed.place) }
        for place in places {
            let (first, second) = (before.filter { $0.place == place }, after.filter { $0.place == place })
            let common = Set(first.map(\.step.id)).intersection(second.map(\.step.id))
            let ids = first.map(\.step.id).filter(common.contains)
            let stayed = second.map(\.step).filter { common.contains($0.id) }
            guard let moved = zip(ids, stayed).first(where: { $0 != $1.id }) else { continue }
            changes.append(
                ScenarioChange(
                    kind: .moved, subject: "\(title)「\(moved.0)」以降", old: nil, new: nil,
                    isWeighty: stayed.contains(where: \.holdsWeighty)))
        }
    }
}

/// A step and where it stands.
private struct PlacedStep {
    let step: Step
    /// In words: 「分岐「x」の成り立つとき」.
    let place: String

    static func all(_ steps: [Step], in place: String = "いちばん外側") -> [PlacedStep] {
        steps.flatMap { step -> [PlacedStep] in
            let inner: [PlacedStep]
            switch step.action {
            case .branch(_, let then, let otherwise):
                inner =
                    all(then, in: "分岐「\(step.id)」の成り立つとき") + all(otherwise, in: "分岐「\(step.id)」の成り立たないとき")
            case .each(let steps): inner = all(steps, in: "繰返し「\(step.id)」の中")
            default: inner = []
            }
            return [PlacedStep(step: step, place: place)] + inner
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

    /// It is weighty, or something inside it is.
    fileprivate var holdsWeighty: Bool { isWeighty || inner.contains(where: \.isWeighty) }
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
