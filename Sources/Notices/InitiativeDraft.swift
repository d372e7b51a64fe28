import Japanese

/// An initiative while its text, its labels and its tables are read.
struct InitiativeDraft {
    let promising: PromiseReading
    var paragraphs: [LocatedText] = []
    var promises: [ReadPromise] = []
    var units: [String] = []
    /// Sections that help: responsible where no others are named.
    private var partners: [String] = []
    var indicators: [String] = []
    var notes: [String] = []
    /// Dates of labels, of the heading and of columns, that belong to the initiative as a whole.
    private var dues: [ReadPromise.Due] = []
    private var dueTitle: LocatedText?
    /// What became of lines.
    private(set) var accounts: [Int: LineLedger.Use] = [:]
    /// Whether the title names a section: one in a line of its own is another's.
    var isOwned = false

    init(promising: PromiseReading) {
        self.promising = promising
    }

    mutating func read(_ block: NoticeOutline.Block, facet: FieldLabel? = nil) {
        switch block {
        case .paragraph(let text): take(text, listsActions: true, facet: facet)
        case .bullet(let text): take(text, listsActions: true, facet: facet)
        case .note(let text):
            notes.append(text.text)
            account(text, .note)
        case .field(let label, let value, let line): read(label, value, line: line)
        case .table(let table):
            guard let years = YearTable(table) else { return }
            for line in years.lines { accounts[line] = .deadline }
            dues += years.due(near: promising.fiscalYear).map { [$0] } ?? []
        }
    }

    /// A heading below the initiative's own, with what stands under it.
    mutating func read(_ child: NoticeOutline.Node, of node: NoticeOutline.Node) {
        let facet = child.facet
        accounts[child.line] = .heading
        if facet == nil, !child.title.isEmpty {
            read(child.located, listsActions: child.blocks.isEmpty && child.children.isEmpty)
        }
        for block in child.blocks {
            if let facet, case .paragraph(let text) = block, promising.decided[DecidedText(text)] == nil {
                read(facet, text, line: text.line)
            } else if let facet, case .bullet(let text) = block {
                read(facet, text, line: text.line)
            } else {
                read(block)
            }
        }
    }

    mutating func read(_ text: LocatedText, listsActions: Bool) { take(text, listsActions: listsActions, facet: nil) }

    private mutating func take(_ text: LocatedText, listsActions: Bool, facet: FieldLabel?) {
        // デジタル推進課, alone in its line.
        if accounts.isEmpty, facet == nil, !isOwned, UnitNames.isSection(text.text) {
            read(.unit, text, line: text.line)
            return
        }
        paragraphs.append(text)
        let read = promising.promises(in: text, listsActions: listsActions)
        promises += read
        account(text, read.isEmpty ? .paragraph : .promise)
        // 自動音声に切り替える。R7.4～: when it is done, alone behind the promise.
        for sentence in text.sentences.dropFirst() where !read.isEmpty {
            guard let date = Self.term(in: sentence) else { continue }
            dues += DeadlineReading(clause: date, anchor: promising.anchor, fiscalYear: promising.fiscalYear).dues
        }
        for sentence in text.sentences where Self.namesTarget(sentence.text) { indicators.append(sentence.text) }
    }

    /// R7.4～【学校教育課】, （令和8年9月開始／学校教育課）: when, and besides it nothing but sections.
    private static func term(in sentence: LocatedText) -> LocatedText? {
        if let first = sentence.scalars.first, "（(".unicodeScalars.contains(first),
            let stroke = sentence.scalars.firstIndex(where: { "／/".unicodeScalars.contains($0) }),
            !ResponsibleUnits.besideAmount(in: sentence.text).isEmpty
        {
            return sentence.part(1..<stroke)
        }
        var date = sentence
        if let bracket = InitiativeReading.unitBracket(in: sentence.text) {
            date = sentence.part(0..<sentence.text[..<bracket.range.lowerBound].unicodeScalars.count).trimmed
        }
        return OutlineBuilder.isDateAlone(date) ? date : OutlineBuilder.dateInBrackets(date)
    }

    mutating func read(_ label: FieldLabel, _ value: LocatedText, line: Int) {
        switch label {
        case .unit:
            accounts[line] = .unit
            account(value, .unit)
            for name in UnitNames.names(in: value.text) where !units.contains(name) { units.append(name) }
        case .partner:
            accounts[line] = .unit
            account(value, .unit)
            for name in UnitNames.names(in: value.text) where !partners.contains(name) { partners.append(name) }
        // 開始年度 令和2年度 in a document of no known year may tell of what has long been run.
        case .start where promising.fiscalYear == nil && FiscalYearLabel(value.text) != nil:
            accounts[line] = .note
            account(value, .note)
            notes.append(value.text)
        case .time, .due, .start:
            accounts[line] = .deadline
            account(value, .deadline)
            dues += DeadlineReading(
                clause: label == .time ? value : OutlineBuilder.yearAlone(value) ?? value, anchor: promising.anchor,
                // 開始 平成25年度: what has long been run is no promise.
                fiscalYear: label == .start ? promising.fiscalYear : nil
            ).dues(behind: label)
        case .target:
            accounts[line] = .indicator
            account(value, .indicator)
            if !value.isEmpty { indicators.append(value.text) }
            // 令和8年度末までに80%: the day by which the target is to be reached.
            dues += DeadlineReading(clause: value, anchor: promising.anchor, fiscalYear: promising.fiscalYear).dues
                .filter { $0.deadline.deadlineClass == .by }
        case .content:
            accounts[line] = .heading
            guard !value.isEmpty else { return }
            take(value, listsActions: true, facet: nil)
        case .state, .past, .budget, .other, .number, .title:
            accounts[line] = .note
            guard !value.isEmpty else { return }
            account(value, .note)
            notes.append(value.text)
        }
    }

    private mutating func account(_ text: LocatedText, _ use: LineLedger.Use) {
        for line in text.lines { accounts[line] = use }
    }

    mutating func attach(_ more: [ReadPromise.Due], title: LocatedText) {
        dues += more
        dueTitle = title
    }

    func initiative(number: String, title: String, line: Int) -> ReadInitiative {
        ReadInitiative(
            number: number, title: title, line: line,
            paragraphs: paragraphs.map { .init(text: $0.text, line: $0.line) },
            promises: bound(title: title, line: line), units: units.isEmpty ? partners : units, indicators: indicators,
            notes: units.isEmpty ? notes : notes + partners)
    }

    /// The dates of the whole bind the promises that name none; where there is no promise, the title is one.
    private func bound(title: String, line: Int) -> [ReadPromise] {
        let known = promises.flatMap(\.deadlines).map { [$0.deadline.from, $0.deadline.to] }
        var missing: [ReadPromise.Due] = []
        for due in dues where !known.contains([due.deadline.from, due.deadline.to]) {
            if !missing.contains(where: {
                $0.deadline.from == due.deadline.from && $0.deadline.to == due.deadline.to
                    && $0.deadline.raw == due.deadline.raw
            }) {
                missing.append(due)
            }
        }
        guard !missing.isEmpty else { return promises }
        guard !promises.isEmpty else {
            return [
                ReadPromise(text: title, line: line, column: dueTitle?.place(of: 0).column ?? 1, deadlines: missing)
            ]
        }
        let place = promises.lastIndex { $0.deadlines.isEmpty } ?? promises.count - 1
        var bound = promises
        bound[place] = ReadPromise(
            text: bound[place].text, line: bound[place].line, column: bound[place].column,
            deadlines: bound[place].deadlines + missing)
        return bound
    }

    /// A number with a unit beside a word of aiming: オンライン申請率60%を目指す.
    private static func namesTarget(_ text: String) -> Bool {
        guard ["目標", "目指", "以上", "達成", "%", "％"].contains(where: text.contains) else { return false }
        return text.unicodeScalars.contains { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit }
            && ["%", "％", "件", "人", "時間", "割"].contains(where: text.contains)
    }
}
