import Japanese

/// Finds the initiatives of a notice: headings, at whatever depth, that hold promises and no headings of their own that do.
struct InitiativeReading {
    /// An initiative with the heading it comes from.
    struct Found {
        let section: String
        let node: NoticeOutline.Node
    }

    let outline: NoticeOutline
    let promising: PromiseReading
    private(set) var found: [Found] = []
    /// Headings that group others.
    private(set) var groups: [NoticeOutline.Node] = []
    /// Headings of sections without initiatives (目的, 体制), whose text is taken as text.
    private(set) var asides: [NoticeOutline.Node] = []
    /// Headings in which nothing was found that could be read.
    private(set) var unread: [NoticeOutline.Node] = []

    init(_ outline: NoticeOutline, promising: PromiseReading) {
        self.outline = outline
        self.promising = promising
        let nodes = outline.allNodes
        hasActions = nodes.contains { node in
            node.heading?.itemWord.map { !$0.hasSuffix("目標") } ?? false && holds(node)
        }
        for root in outline.roots.flatMap(Self.lifted) { collect(root, under: nil) }
    }

    /// Whether headings say 取組1: then 目標1 is what they aim at.
    private var hasActions = false

    /// ◇ 主な取組 below 計画の期間, which has no sign: sections of their own, and no part of what tells of the plan.
    private static func lifted(_ root: NoticeOutline.Node) -> [NoticeOutline.Node] {
        guard root.kind == .line, isNever(root.title) || isAboutPlan(root.title) else { return [root] }
        let marked = root.children.filter { if case .mark = $0.kind { true } else { false } }
        guard !marked.isEmpty, marked.count == root.children.count else { return [root] }
        var own = root
        own.children = []
        return [own] + marked
    }

    private static let sectionWords = [
        "取組", "取り組み", "取組み", "施策", "事業", "重点", "実施内容", "実施事項", "推進項目", "主な内容", "プロジェクト", "アクション",
    ]
    private static let otherWords = [
        "グループ", "体制", "その他", "構成", "会議", "進行管理", "進捗", "背景", "趣旨", "経緯", "設置", "位置付け", "位置づけ", "期間", "スケジュール",
        "部会", "対象施設", "対象範囲", "基準年", "はじめに", "おわりに", "今後の予定", "問合せ", "問い合わせ", "課題", "現状", "用語", "資料編", "参考", "策定に当た",
        "策定にあた", "基本理念",
        "基本的な考え方", "目指す姿", "将来像",
        "委員会", "評価方法", "見直し", "公表", "計画の対象", "動向", "結果", "実績", "総括", "留意", "報告", "調査", "連絡", "担当", "お知らせ", "意見", "申請方法",
        "周知の方法", "周知方法",
        "提出", "日時", "場所", "議題",
    ]
    /// What is no section of initiatives whatever else its title says.
    private static let neverWords = [
        "体制", "進行管理", "進捗管理", "位置付け", "位置づけ", "体系", "計画期間", "はじめに", "おわりに", "経緯", "背景", "趣旨", "問合せ", "問い合わせ", "推進本部",
        "用語",
        "これまで", "その他", "現状", "基本理念", "動向", "資料編", "参考資料", "評価方法", "議題", "日時", "策定に当た", "策定にあた",
    ]

    /// 制度の流れ, 計画書の構成, 行動計画とは: what tells of the document or of a procedure.
    private static let neverEndings = ["の流れ", "の構成", "とは", "の見方", "の手順", "の実施目的", "の作り方", "の使い方"]

    /// 【企画部】 企画部長 山田 太郎: who speaks for a section.
    private static func namesHead(_ title: String) -> Bool {
        guard title.hasPrefix("【"), let end = title.firstIndex(of: "】"), end < title.endIndex,
            UnitNames.isName(String(title[title.index(after: title.startIndex)..<end]))
        else { return false }
        return ["部長", "課長", "局長", "室長", "所長", "次長"].contains(where: title[end...].contains)
    }

    /// 計画の目的, 目的と期間, but not 子育て目的の休暇.
    private static func isPurpose(_ title: String) -> Bool {
        title.hasPrefix("目的") || title.hasSuffix("目的") || title.contains("の目的") || title.contains("・目的")
            || title.contains("目的・") || title.contains("目的及び") || title.contains("目的と")
    }

    private static func isNever(_ title: String) -> Bool {
        if namesHead(title) || isPurpose(title) { return true }
        let bare = title.filter { !"】』」》〉".contains($0) }
        if neverEndings.contains(where: bare.hasSuffix) { return true }
        return neverWords.contains(where: title.contains)
            && !(title.contains("その他") && sectionWords.contains(where: title.contains))
    }

    static func isAside(_ title: String) -> Bool {
        if isNever(title) { return true }
        return otherWords.contains { title.contains($0) } && !sectionWords.contains { title.contains($0) }
    }

    /// 計画の進め方, 施策の方針: about the document itself, where nothing stands below.
    private static func isAboutPlan(_ title: String) -> Bool {
        guard let joint = title.firstRange(of: "の") else {
            return ["方針", "基本方針", "総論", "概要", "構成", "計画の概要", "進め方", "推進方法", "視点", "効果"].contains(title)
        }
        let subject = title[..<joint.lowerBound]
        let about = title[joint.upperBound...]
        return ["計画", "施策", "取組", "プラン", "事業", "戦略", "本計画", "改革", "推進", "情報化", "全体", "今後", "部局", "組織"].contains(
            where: subject.hasSuffix)
            && [
                "方針", "進め方", "考え方", "概要", "推進", "見方", "構成", "対象", "期間", "体系", "特徴", "視点", "方向性", "検証", "評価", "管理", "公表",
                "見直し", "周知", "位置付け", "位置づけ", "基本方針", "経営資源", "使命", "紹介",
            ].contains(where: about.hasPrefix)
    }

    /// 2.内容 and 3.対策 over numbered items: a section of them, whose title names none.
    private func itemsBelow(_ node: NoticeOutline.Node) -> [NoticeOutline.Node] {
        guard node.facet == .content || node.facet == .target || node.facet == .title else { return [] }
        let items = node.children.filter { $0.ordinal != nil && $0.facet == nil }
        let isEnough = items.count >= 2 || items.first?.heading.map(Numbering.isWorded) ?? false
        guard isEnough, items.count == node.children.count,
            items.allSatisfy({ item in
                (holds(item) || promising.isAction(item.located))
                    && !item.children.contains { !$0.isSentence && $0.facet == nil && $0.ordinal != nil }
            })
        else { return [] }
        return items
    }

    /// 目標1, 取組2 below whatever title: each of them is an item, and what stands above them groups them.
    private mutating func collectItems(_ node: NoticeOutline.Node) -> Bool {
        guard holdsItems(node) else { return false }
        groups.append(node)
        for child in node.children {
            if isItem(child) {
                if holds(child) {
                    found.append(Found(section: node.sign, node: child))
                } else {
                    leave(child)
                }
            } else if holdsItems(child) {
                collect(child, under: node)
            } else {
                leave(child)
            }
        }
        return true
    }

    private func holdsItems(_ node: NoticeOutline.Node) -> Bool {
        node.children.contains { isItem($0) && holds($0) || holdsItems($0) }
    }

    private func isItem(_ node: NoticeOutline.Node) -> Bool {
        guard let word = node.heading?.itemWord, !node.title.isEmpty, node.facet == nil,
            !(hasActions && word.hasSuffix("目標"))
        else { return false }
        return !node.children.contains { !$0.isSentence && $0.facet == nil && $0.ordinal != nil }
    }

    /// 3.対策 (1) … (2) …, after 2.目標 (1) … (2) …: what is done for each of the goals above, told by its number.
    private mutating func takeMeasures(_ node: NoticeOutline.Node) -> Bool {
        guard node.facet == .content, let group = groups.last, group.facet != nil, group.kind == node.kind,
            let ordinal = group.ordinal, node.ordinal == ordinal + 1, !node.children.isEmpty,
            node.children.allSatisfy({ child in
                child.ordinal != nil
                    && found.contains {
                        $0.section == group.sign && $0.node.kind == child.kind && $0.node.sign == child.sign
                    }
            })
        else { return false }
        groups.append(node)
        for child in node.children {
            guard let place = found.firstIndex(where: { $0.section == group.sign && $0.node.sign == child.sign }) else {
                continue
            }
            found[place] = Found(section: found[place].section, node: found[place].node.with(child))
        }
        return true
    }

    private mutating func collect(_ node: NoticeOutline.Node, under parent: NoticeOutline.Node?) {
        if collectDecided(node, under: parent) { return }
        if parent == nil, takeMeasures(node) { return }
        guard !node.title.isEmpty else {
            leave(node)
            return
        }
        if collectItems(node) { return }
        if isItem(node), holds(node) {
            found.append(Found(section: parent?.sign ?? "", node: node))
            return
        }
        let items = parent == nil ? itemsBelow(node) : []
        if !items.isEmpty {
            groups.append(node)
            for item in items { found.append(Found(section: node.sign, node: item)) }
            return
        }
        let isRoot = parent == nil || parent?.ordinal == nil && outline.roots.contains { $0.line == parent?.line }
        let titled = node.children.filter { !$0.isSentence && $0.facet == nil && $0.title.unicodeScalars.count >= 2 }
        let holding = titled.filter(holds)
        // 見直しの内容 with initiatives below is a section of them, 体制 never is.
        let isAside =
            holding.isEmpty
            ? Self.isAside(node.title) : Self.isNever(node.title) && !holding.contains(where: hasSettled)
        // 計画の期間 below 計画策定の背景 is no time of its own.
        let isSettled = Self.isNever(node.title) ? hasUnits(node) : hasSettled(node)
        if parent == nil || !titled.isEmpty || isRoot, isAside, node.kind != .unsigned, !isSettled {
            asides.append(node)
            return
        }
        // ①防犯灯の更新(地域課): who names a section is an initiative, and what stands below are its parts.
        let isOwned = namesUnits(node) && !holding.contains(where: namesUnits)
        let isGroup =
            !holding.isEmpty && !isOwned
            && (parent == nil || !ownPlan(node) || holding.contains(where: hasFields) && !hasFields(node))
        if isGroup {
            groups.append(node)
            let isSeries = holding.count * 2 >= titled.count
            for child in titled {
                if holds(child) {
                    collect(child, under: node)
                } else if isSeries, child.children.isEmpty, !Self.isAside(child.title),
                    !child.blocks.isEmpty || child.ordinal != nil
                {
                    found.append(Found(section: node.sign, node: child))
                } else {
                    leave(child)
                }
            }
            return
        }
        // ◇ 削減目標 with a number below: a target of the whole.
        if parent == nil, node.kind != .unsigned, [.target, .state, .past, .time].contains(node.facet), !hasUnits(node)
        {
            asides.append(node)
            return
        }
        let isOfPlan = ["計画の", "プランの", "本計画の"].contains(where: node.title.hasPrefix) && node.kind == .line
        if parent == nil || isOfPlan, Self.isAboutPlan(node.title), !hasSettled(node) {
            asides.append(node)
        } else if holds(node) {
            found.append(Found(section: parent?.sign ?? "", node: node))
        } else {
            leave(node)
        }
    }

    /// What people said of a heading, or of one below it.
    private mutating func collectDecided(_ node: NoticeOutline.Node, under parent: NoticeOutline.Node?) -> Bool {
        let isInitiative = node.decided == .initiative
        guard isInitiative || node.decided == .heading || node.holdsDecided else { return false }
        var own = node
        if isInitiative {
            own.children.removeAll { $0.decided == .initiative || $0.holdsDecided }
            found.append(Found(section: parent?.sign ?? "", node: own))
        } else {
            groups.append(node)
        }
        for child in node.children {
            let isTitled = !child.isSentence && child.facet == nil && child.title.unicodeScalars.count >= 2
            if child.decided != nil || child.holdsDecided {
                collect(child, under: node)
            } else if !isInitiative {
                if isTitled, holds(child) { collect(child, under: node) } else { leave(child) }
            }
        }
        return true
    }

    private mutating func leave(_ node: NoticeOutline.Node) {
        let sides = node.children.filter { !$0.isSentence }
        let isSide =
            !sides.isEmpty
            && sides.allSatisfy { Self.isAside($0.title) || $0.facet != nil || Self.isAboutPlan($0.title) }
        if isSide || Self.isAside(node.title) || Self.isAboutPlan(node.title) || node.facet != nil {
            asides.append(node)
        } else {
            unread.append(node)
        }
    }

    /// Whether the heading has a section or a time of its own: then it is an initiative whatever its title says.
    private func hasSettled(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains {
            if case .field(let label, _, _) = $0 { label == .unit || label == .time } else { false }
        }
    }

    private func hasUnits(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains { if case .field(.unit, _, _) = $0 { true } else { false } }
    }

    private func namesUnits(_ node: NoticeOutline.Node) -> Bool {
        hasUnits(node) || !ResponsibleUnits.named(in: [node.title]).isEmpty || Self.unitBracket(in: node.title) != nil
    }

    private func hasFields(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains {
            if case .field(let label, _, _) = $0 { [.unit, .time, .target, .content].contains(label) } else { false }
        } || !ResponsibleUnits.named(in: [node.title]).isEmpty || Self.unitBracket(in: node.title) != nil
    }

    private func ownPlan(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains { block in
            switch block {
            case .paragraph(let text), .bullet(let text), .field(.content, let text, _): promising.isPlan(text)
            default: false
            }
        }
    }

    private func holds(_ node: NoticeOutline.Node) -> Bool {
        if hasFields(node) || ownPlan(node) { return true }
        if node.isSentence, promising.isPlan(node.located) { return true }
        let listed = node.blocks.contains { block in
            switch block {
            case .bullet(let text), .field(.content, let text, _), .paragraph(let text): promising.isAction(text)
            default: false
            }
        }
        return listed || !Self.titleDues(node, promising).isEmpty
            || node.children.contains { child in
                child.facet.map { $0 != .state && $0 != .past } ?? true && holds(child)
                    || child.ordinal != nil && promising.isAction(child.located)
            }
    }

    // MARK: One initiative

    /// With what became of the lines of each.
    func read() -> [(initiative: ReadInitiative, accounts: [Int: LineLedger.Use])] {
        let read = found.map { found in
            let draft = draft(of: found.node)
            return (section: found.section, initiative: initiative(found.node, draft), accounts: draft.accounts)
        }
        // (1) under 1 and again under 2: the section's number tells them apart.
        let isPlain = Self.areDistinct(read.map(\.initiative.number))
        let numbers = read.map { isPlain ? $0.initiative.number : $0.section + $0.initiative.number }
        let isEnough = Self.areDistinct(numbers)
        return read.enumerated().map { order, item in
            (
                item.initiative.numbered(
                    isEnough && !numbers[order].isEmpty ? numbers[order] : "\(numbers[order])\(order + 1)"),
                item.accounts
            )
        }
    }

    private static func areDistinct(_ numbers: [String]) -> Bool { Set(numbers).count == numbers.count }

    private func initiative(_ node: NoticeOutline.Node, _ draft: InitiativeDraft) -> ReadInitiative {
        var draft = draft
        // 電子申請の拡大【情報政策課】, 窓口で予約を受け付けます。（市民課）
        for text in [node.title] + draft.paragraphs.map(\.text) {
            draft.units += (Self.unitBracket(in: text)?.names ?? []).filter { !draft.units.contains($0) }
        }
        draft.units += ResponsibleUnits.named(in: draft.paragraphs.map(\.text) + draft.notes + [node.title])
            .filter { !draft.units.contains($0) }
        draft.attach(Self.titleDues(node, promising), title: node.located)
        return draft.initiative(
            number: node.sign, title: Self.title(of: node), line: node.line)
    }

    private func draft(of node: NoticeOutline.Node) -> InitiativeDraft {
        var draft = InitiativeDraft(promising: promising)
        if node.isSentence { draft.read(node.located, listsActions: false) }
        for block in node.blocks { draft.read(block) }
        for child in node.descendants { draft.read(child, of: node) }
        return draft
    }

    /// The title without sections and dates in brackets behind it.
    private static func title(of node: NoticeOutline.Node) -> String {
        var title = ResponsibleUnits.removed(from: node.shortTitle)
        if let bracket = unitBracket(in: title) {
            title = String(title[..<bracket.range.lowerBound]).trimmingCharacters
        }
        if let bracket = dateBracket(in: title) { title = String(title[..<bracket.lowerBound]).trimmingCharacters }
        return title
    }

    /// 電子申請の拡大【情報政策課】
    private static func unitBracket(in title: String) -> (range: Range<String.Index>, names: [String])? {
        guard let last = title.last, "）)】］]〕".contains(last),
            let open = title.lastIndex(where: { "（(【［[〔".contains($0) }), open > title.startIndex
        else { return nil }
        let inside = title[title.index(after: open)...].dropLast()
        let words = inside.split { "、,・／/ 　".contains($0) }.map(String.init)
        let sections = ["課", "室", "局", "係", "部", "センター", "事務所", "事務局", "委員会", "担当"]
        guard !words.isEmpty, !inside.contains("："), !inside.contains(":"),
            words.allSatisfy({ word in UnitNames.isName(word) && sections.contains(where: word.hasSuffix) })
        else { return nil }
        return (open..<title.endIndex, UnitNames.names(in: String(inside)))
    }

    private static func dateBracket(in title: String) -> Range<String.Index>? {
        guard title.hasSuffix("）") || title.hasSuffix(")") || title.hasSuffix("】") || title.hasSuffix("］"),
            let open = title.lastIndex(where: { "（(【［".contains($0) }), open > title.startIndex
        else { return nil }
        let inside = String(title[title.index(after: open)...].dropLast())
        let dates = DateReader.expressions(in: inside).filter { $0.period != nil || $0.needsAnchor }
        guard !dates.isEmpty, !inside.contains("改定"), !inside.contains("策定"), !inside.contains("年法律") else {
            return nil
        }
        let covered = dates.reduce(0) { $0 + $1.range.count + $1.deadlineText.unicodeScalars.count }
        return covered * 2 >= inside.unicodeScalars.count ? open..<title.endIndex : nil
    }

    /// （令和6年度）, 令和7年1月開始: dates in the heading of an initiative.
    private static func titleDues(_ node: NoticeOutline.Node, _ promising: PromiseReading) -> [ReadPromise.Due] {
        guard let bracket = dateBracket(in: node.title) else { return [] }
        let located = node.located
        let offset = node.title[..<bracket.lowerBound].unicodeScalars.count
        return DeadlineReading(
            clause: located.part(min(offset + 1, located.scalars.count)..<located.scalars.count),
            anchor: promising.anchor,
            fiscalYear: promising.fiscalYear
        ).dues
    }
}

extension ReadInitiative {
    func numbered(_ number: String) -> ReadInitiative {
        ReadInitiative(
            number: number, title: title, line: line, paragraphs: paragraphs, promises: promises, units: units,
            indicators: indicators, notes: notes)
    }
}

extension NoticeOutline.Node {
    /// With another heading below it.
    func with(_ child: NoticeOutline.Node) -> NoticeOutline.Node {
        var node = self
        node.children.append(child)
        return node
    }

    /// The title as a located text.
    var located: LocatedText {
        LocatedText(title.unicodeScalars, line: line, column: column + (heading?.length ?? 0))
    }

    /// An item that is a sentence is named by its beginning.
    var shortTitle: String {
        guard isSentence || title.contains("。") else { return title }
        let sentence = title.prefix { $0 != "。" }
        guard sentence.unicodeScalars.count > Self.titleMax, let cut = sentence.firstIndex(of: "、") else {
            return String(sentence)
        }
        return String(sentence[..<cut])
    }

    /// A sentence longer than this is no title, in letters.
    private static let titleMax = 100
}
