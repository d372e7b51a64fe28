import Japanese
import LifeEvents

/// What changed in a rule, in sentences of 公用文.
struct RuleDiff {
    let old: Procedure
    let new: Procedure
    let base: KnowledgeBase

    var sentences: [String] {
        var found: [String] = []
        let words = Sentences(base)
        func change(_ what: String, _ before: String, _ after: String) {
            switch (before.isEmpty, after.isEmpty) {
            case _ where before == after: break
            case (true, _): found.append("\(what)を「\(after)」と定めます。")
            case (_, true): found.append("\(what)「\(before)」を削ります。")
            default: found.append("\(what)を「\(before)」から「\(after)」に改めます。")
            }
        }
        func list(_ what: String, _ before: [String], _ after: [String]) {
            let added = after.filter { !before.contains($0) }
            let removed = before.filter { !after.contains($0) }
            if !added.isEmpty { found.append("\(what)に「\(added.joined(separator: "」「"))」を加えます。") }
            if !removed.isEmpty { found.append("\(what)から「\(removed.joined(separator: "」「"))」を削ります。") }
            if added.isEmpty, removed.isEmpty, before != after { found.append("\(what)の順番を改めます。") }
        }
        change("名称", old.title.japanese, new.title.japanese)
        change("やさしい日本語の名称", old.title.easy, new.title.easy)
        change("英語の名称", old.title.english, new.title.english)
        change("種類", old.kind.japanese, new.kind.japanese)
        change("対象", words.sentence(old.condition), words.sentence(new.condition))
        let (before, after) = (old.deadlines.map(words.sentence), new.deadlines.map(words.sentence))
        if before.count == 1, after.count == 1 {
            change("期限", before[0], after[0])
        } else {
            list("期限", before, after)
        }
        list("期限の説明", old.deadlines.compactMap(\.note), new.deadlines.compactMap(\.note))
        change("受け取れる額", old.yen.map(Self.yen) ?? "", new.yen.map(Self.yen) ?? "")
        list("持ち物", old.documents.map(Self.document), new.documents.map(Self.document))
        list("手続きできる人", old.applicants, new.applicants)
        change("担当", base.sections[old.section]?.name ?? old.section, base.sections[new.section]?.name ?? new.section)
        change("場所", old.place ?? "", new.place ?? "")
        change("窓口での扱い", old.mode.japanese, new.mode.japanese)
        change("窓口でかかる時間", "\(old.minutes)分", "\(new.minutes)分")
        change("注意", old.note ?? "", new.note ?? "")
        list("人による違い", old.variants.map(words.sentence), new.variants.map(words.sentence))
        list("根拠の法令", old.laws, new.laws)
        change("出典", old.source.title, new.source.title)
        change("担当課が確かめた日", old.source.checkedOn?.japanese ?? "", new.source.checkedOn?.japanese ?? "")
        change("終わりの日", old.validTo?.japanese ?? "", new.validTo?.japanese ?? "")
        if old.validFrom != new.validFrom, !found.isEmpty {
            found.append(
                "\(new.validFrom.japanese)から適用します。それより前の\(base.facts[base.eventDay]?.label ?? "日")には、これまでの規則を使います。")
        }
        return found
    }

    private static func yen(_ yen: Int) -> String { "\(ExactNumber(yen).grouped)円" }

    static func document(_ document: Procedure.Document) -> String {
        document.name + (document.isOriginal ? "【原本】" : "") + (document.isOptional ? "【あれば】" : "")
    }
}
