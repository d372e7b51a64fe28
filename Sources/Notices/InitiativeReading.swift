import Japanese

/// Finds the initiatives of a notice: numbered items one level below the section that speaks of them.
struct InitiativeReading {
    let outline: NoticeOutline
    let anchor: DateAnchor

    init(_ outline: NoticeOutline, anchor: DateAnchor) {
        self.outline = outline
        self.anchor = anchor
    }

    private static let sectionWords = ["取組", "取り組み", "取組み", "施策", "事業", "重点", "実施内容", "実施事項", "推進項目", "主な内容", "プロジェクト"]
    private static let otherWords = [
        "グループ", "体制", "その他", "構成", "会議", "進行管理", "目的", "背景", "趣旨", "経緯", "設置", "位置付け", "位置づけ", "期間", "スケジュール",
        "部会", "はじめに", "今後の予定", "問合せ", "問い合わせ", "課題", "現状",
    ]

    var initiatives: [ReadInitiative] {
        let found = nodes.map { (section: $0.section, initiative: initiative($0.node)) }
        // (1) under 1 and again under 2: the section's number tells them apart.
        let isPlain = Self.areDistinct(found.map(\.initiative.number))
        let numbers = found.map { isPlain ? $0.initiative.number : $0.section + $0.initiative.number }
        let isEnough = Self.areDistinct(numbers)
        return found.enumerated().map { order, item in
            item.initiative.numbered(isEnough ? numbers[order] : "\(numbers[order])\(order + 1)")
        }
    }

    private static func areDistinct(_ numbers: [String]) -> Bool { Set(numbers).count == numbers.count }

    private var nodes: [(section: String, node: NoticeOutline.Node)] {
        let named = outline.roots.filter { root in
            Self.sectionWords.contains { root.title.contains($0) }
                && !Self.otherWords.contains { root.title.contains($0) }
        }
        for sections in [named, outline.roots.filter { root in !Self.otherWords.contains { root.title.contains($0) } }]
        {
            let found = sections.flatMap(items)
            if !found.isEmpty { return found }
        }
        // One level only: the headings themselves, where they commit to something.
        return outline.roots.filter { root in
            !Self.otherWords.contains { root.title.contains($0) } && hasCommitment(root)
        }.map { ("", $0) }
    }

    /// The items of a section: its children, or where these only group others, the children of these.
    private func items(of section: NoticeOutline.Node) -> [(section: String, node: NoticeOutline.Node)] {
        section.children.flatMap { child -> [(section: String, node: NoticeOutline.Node)] in
            let titled = child.children.filter { !$0.isSentence }
            let isGroup =
                !titled.isEmpty && titled.count == child.children.count
                && titled.allSatisfy { hasCommitment($0) && $0.title.unicodeScalars.count >= 3 }
                && !child.blocks.contains { $0.text.map(commits) ?? false }
            if isGroup { return titled.map { (child.sign, $0) } }
            return hasCommitment(child) || !child.title.isEmpty ? [(section.sign, child)] : []
        }
    }

    private func commits(_ text: LocatedText) -> Bool {
        text.sentences.contains { CommitmentSentence(text: $0).isCommitment }
    }

    private func hasCommitment(_ node: NoticeOutline.Node) -> Bool {
        node.allBlocks.contains { $0.text.map(commits) ?? false }
            || ([node] + node.descendants).contains { $0.isSentence }
    }

    private func initiative(_ node: NoticeOutline.Node) -> ReadInitiative {
        var paragraphs: [LocatedText] = node.isSentence ? [node.located] : []
        var notes: [String] = []
        for block in node.blocks {
            switch block {
            case .paragraph(let text), .bullet(let text): paragraphs.append(text)
            case .note(let text): notes.append(text.text)
            case .table: break
            }
        }
        for child in node.descendants {
            paragraphs.append(child.located)
            for block in child.blocks {
                if case .note(let text) = block {
                    notes.append(text.text)
                } else if let text = block.text {
                    paragraphs.append(text)
                }
            }
        }
        let units = ResponsibleUnits.named(in: paragraphs.map(\.text) + notes + [node.title])
        let running = paragraphs.filter { !ResponsibleUnits.isStatement($0.text) }
        return ReadInitiative(
            number: node.sign, title: ResponsibleUnits.removed(from: node.shortTitle), line: node.line,
            paragraphs: paragraphs.map { .init(text: $0.text, line: $0.line) },
            promises: running.flatMap(\.sentences).flatMap(promises), units: units,
            indicators: running.flatMap(\.sentences).map(\.text).filter(Self.namesTarget), notes: notes)
    }

    private func promises(in sentence: LocatedText) -> [ReadPromise] {
        let commitment = CommitmentSentence(text: sentence)
        guard commitment.isCommitment else { return [] }
        return commitment.clauses.map { clause in
            let place = clause.place(of: 0)
            return ReadPromise(
                text: clause.text, line: place.line, column: place.column,
                deadlines: DeadlineReading(clause: clause, anchor: anchor).dues)
        }
    }

    /// A number with a unit beside a word of aiming: オンライン申請率60%を目指す.
    private static func namesTarget(_ text: String) -> Bool {
        guard ["目標", "目指", "以上", "達成", "%", "％"].contains(where: text.contains) else { return false }
        return text.unicodeScalars.contains { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit }
            && ["%", "％", "件", "人", "時間", "割"].contains(where: text.contains)
    }
}

extension ReadInitiative {
    fileprivate func numbered(_ number: String) -> ReadInitiative {
        ReadInitiative(
            number: number, title: title, line: line, paragraphs: paragraphs, promises: promises, units: units,
            indicators: indicators, notes: notes)
    }
}

extension NoticeOutline.Node {
    /// The title as a located text.
    var located: LocatedText {
        LocatedText(title.unicodeScalars, line: line, column: column + sign.unicodeScalars.count + 1)
    }

    /// An item that is a sentence is named by its beginning.
    var shortTitle: String {
        guard isSentence, let cut = title.firstIndex(where: { $0 == "。" || $0 == "、" }) else { return title }
        return String(title[..<cut])
    }
}
