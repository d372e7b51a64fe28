import Japanese

/// Names of sections (課, 室, 部 …) told by how they are built.
enum UnitNames {
    private static let endings = [
        "課", "室", "部", "局", "センター", "係", "科", "班", "担当", "事務所", "事務局", "委員会", "支所", "出張所", "本部", "署", "所", "館", "学校",
        "園",
        "病院", "庁", "機構", "公社",
        "議会", "商工会", "協会", "農協", "漁協", "チーム", "グループ", "協議会", "財団", "組合", "推進員", "大学", "NPO", "団体", "省", "都", "県", "市町",
        "市町村", "町村", "事業者", "株式会社", "㈱",
    ]
    /// All sections, none by name.
    private static let collective: Set<String> = [
        "全課", "各課", "全庁", "関係課", "全部局", "各部局", "庁内各課", "関係各課", "全所属", "各所属", "関係部署", "全部署", "各部署", "関係部局", "各担当課",
        "全課室", "商工会", "各学校", "全学校", "各施設", "各支所", "農協", "漁協", "社協", "構成市町", "構成市町村", "関係市町", "関係市町村",
    ]

    /// Houses that are sections as well; with a name of its own (中央図書館) a house may be a place.
    static let houses: Set<String> = ["図書館", "公民館", "博物館", "美術館"]

    /// The names in the value of a label: 区民課、課税課 / 戸籍・住民課 / 情報政策課（財政課）.
    static func names(in value: String) -> [String] {
        var names: [String] = []
        var pending = ""
        // Whether a name ended right before.
        var follows = false
        for part in parts(of: value) {
            var text = (pending.isEmpty ? "" : pending + part.divider) + part.text
            // (一社)観光協会: the bracket stands before what it belongs to.
            if !pending.isEmpty, !part.text.isEmpty, [")", "）"].contains(part.divider) {
                text = (part.divider == ")" ? "(" : "（") + text
            }
            let name = cleaned(text)
            if isName(name) {
                // 総務部　情報課, 総務課 防災係: a section behind the one it belongs to.
                if follows, pending.isEmpty, [" ", "　"].contains(part.divider), let last = names.last,
                    let upper = rank(last), let lower = rank(name), upper < lower
                {
                    names[names.count - 1] = last + part.divider + name
                } else if !names.contains(name) {
                    names.append(name)
                }
                (pending, follows) = ("", true)
            } else if part.text.isEmpty {
                follows = false
            } else {
                follows = false
                pending = text
                if pending.unicodeScalars.count > 30 { return names }
            }
        }
        // What is left over means that the value was something else.
        return names
    }

    /// How deep in an office what is called so stands.
    private static func rank(_ name: String) -> Int? {
        let ranks = [["部", "局", "委員会", "庁"], ["課", "室", "センター", "事務所"], ["係", "班", "担当", "グループ"]]
        return ranks.firstIndex { $0.contains(where: name.hasSuffix) }
    }

    static func isName(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        // 施設を所管する各課: all of those that have something.
        for having in ["を所管する", "を有する"] {
            if let end = text.firstRange(of: having)?.upperBound, count <= 30 {
                return collective.contains(String(text[end...]))
            }
        }
        guard (2...30).contains(count), !text.contains("。"), !text.contains("を"), !text.contains("する") else {
            return false
        }
        if collective.contains(text) { return true }
        // 薬剤科 of a hospital, but not 理科 nor 看護学科.
        if text.hasSuffix("科"), count < 3 || ["学科", "教科", "理科"].contains(where: text.hasSuffix) { return false }
        // 障がい福祉課 and にぎわい創造課 hold no particle.
        let words = text.replacing("障がい", with: "障害").unicodeScalars.dropFirst()
        if words.contains(where: { "はがにで".unicodeScalars.contains($0) }) { return false }
        return endings.contains { text.hasSuffix($0) && text.unicodeScalars.count > $0.unicodeScalars.count }
    }

    /// 情報政策課: a name of a section, and nothing that a town might do about one.
    static func isSection(_ text: String) -> Bool {
        isName(text) && ["課", "室", "部", "局", "係"].contains(where: text.hasSuffix)
            && text.unicodeScalars.allSatisfy { Script(of: $0).isJapanese || Script(of: $0) == .latin }
    }

    /// （情報政策課、監査課）, 【財政課】: sections in a bracket and nothing else.
    static func areBracketed(_ text: String) -> Bool {
        guard text.unicodeScalars.count <= 60, let first = text.first, let last = text.last,
            "（(【［[〔〈＜<《".contains(first), "）)】］]〕〉＞>》".contains(last)
        else { return false }
        let inside = text.dropFirst().dropLast()
        // 〈図書館〉: a house of the municipality.
        return areSections(inside)
            || inside.hasSuffix("館") && isName(String(inside))
                && inside.unicodeScalars.allSatisfy { Script(of: $0).isJapanese }
    }

    /// What stands in a bracket that names responsible sections.
    static func areSections(_ inside: some StringProtocol) -> Bool {
        let words = String(inside).split { "、,・／/ 　".contains($0) }.map(String.init)
        let sections = ["課", "室", "局", "係", "部", "センター", "事務所", "事務局", "委員会", "担当", "科"]
        guard !words.isEmpty, !inside.contains("："), !inside.contains(":"), words.allSatisfy(isName) else {
            return false
        }
        // （産業課、農協）: beside a section others may be named.
        if words.count > 1, words.contains(where: isSection) { return true }
        return words.allSatisfy { word in sections.contains(where: word.hasSuffix) || collective.contains(word) }
    }

    private static func cleaned(_ text: String) -> String {
        var name = text.trimmingCharacters
        for ending in ["ほか", "他", "等", "など"]
        where name.hasSuffix(ending) && name.unicodeScalars.count > ending.unicodeScalars.count + 1 {
            name.removeLast(ending.count)
        }
        for label in ["主担当", "主：", "副：", "主管", "関係課：", "関係：", "◎", "○"]
        where name.hasPrefix(label) && name.unicodeScalars.count > label.unicodeScalars.count + 1 {
            name.removeFirst(label.count)
        }
        return name.trimmingCharacters
    }

    private static func parts(of value: String) -> [(text: String, divider: String)] {
        var parts: [(text: String, divider: String)] = []
        var current = ""
        var divider = ""
        for scalar in value.unicodeScalars {
            if "、,，・･/／;；（）()［］[]【】〔〕〈〉＜＞<>《》：:。".unicodeScalars.contains(scalar) || scalar.isSpace {
                parts.append((current, divider))
                current = ""
                divider = String(Character(scalar))
            } else {
                current.unicodeScalars.append(scalar)
            }
        }
        parts.append((current, divider))
        // 及び and と between names.
        return parts.flatMap { part -> [(text: String, divider: String)] in
            let pieces = part.text.replacing("及び", with: "、").replacing("並びに", with: "、").replacing("または", with: "、")
                .split(separator: "、")
            return pieces.isEmpty ? [part] : pieces.enumerated().map { (String($1), $0 == 0 ? part.divider : "、") }
        }
    }
}
