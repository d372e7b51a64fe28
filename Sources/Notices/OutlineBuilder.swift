import Japanese

/// Builds the tree with a stack of kinds of signs: a kind that is open goes back to its level, a new one goes one deeper.
struct OutlineBuilder {
    let roles: LineRoles
    var preamble: [NoticeOutline.Block] = []
    var stack: [NoticeOutline.Node] = []
    var roots: [NoticeOutline.Node] = []
    /// A paragraph that may go on in the next line.
    var open: LocatedText?
    private var openIsBullet = false
    var openLine: (length: Int, reachesEdge: Bool?) = (0, nil)
    /// A label whose value stands in the next lines.
    var pending: (label: FieldLabel, line: Int)? {
        didSet { if oldValue?.line != pending?.line { (pendingIsUsed, pendingIsSchedule) = (false, false) } }
    }
    private var pendingIsUsed = false
    /// Of a schedule that began beside its label: only a line that begins with a date goes on with it.
    private var pendingIsSchedule = false
    /// Whether the line before was a heading, so that its title may go on.
    var isAfterHeading = false
    var headingReachesEdge = false
    private var isTitleOpen = false
    private var isAfterBlank = false
    /// Whether an empty line stands above the one that is read.
    private(set) var isBelowBlank = false
    /// The first line of those that no empty line divides.
    private(set) var groupLine = 0
    /// Kinds of signs that were read.
    var opened: Set<HeadingSign.Kind> = []
    /// Whether the period of a plan was read.
    private var hasPeriod = false
    /// Texts of which people said what they are.
    private(set) var decided: [DecidedText: LineRole] = [:]

    init(_ roles: LineRoles) {
        self.roles = roles
    }

    mutating func read(_ line: NoticeText.Line, at index: Int) {
        guard let start = line.scalars.firstIndex(where: { !$0.isSpace }) else {
            // 目標1. alone in its line.
            isAfterHeading =
                (isAfterHeading || isTitleOpen)
                && stack.last.map { $0.title.isEmpty || LineRoles.breaksOff(Array($0.title.unicodeScalars)[...]) }
                    ?? false
            // Converters put empty lines also into the middle of sentences, one at a time.
            if !isBroken || isAfterBlank { closeParagraph() }
            isAfterBlank = true
            if pending?.label.isOpen != true { pending = nil }
            return
        }
        isBelowBlank = isAfterBlank
        if isBelowBlank || groupLine == 0 { groupLine = line.number }
        isAfterBlank = false
        let body = line.scalars[start...]
        switch roles.roles[index] ?? .text {
        case .heading(let sign, let hashes, let start):
            closeParagraph()
            pending = nil
            open(sign, body: line.scalars[start...], line: line, start: start, hashes: hashes)
            return
        case .field(let label, let value):
            closeParagraph()
            isAfterHeading = false
            let content = LocatedText(line.scalars[value...], line: line.number, column: value + 1).trimmed
            if label == .content, let date = Self.dateInBrackets(content) {
                add(.field(.time, date, line: line.number))
                pending = (label, line.number)
                return
            }
            if label == .time, isPeriodOfPlan(String(scalars: line.scalars[start..<value])) { endPlan() }
            if label == .title, !content.isEmpty {
                name(content)
                pending = nil
                return
            }
            pending = content.isEmpty || label.isOpen ? (label, line.number) : nil
            if label == .time, Self.schedules(content), !DateReader.expressions(in: content.text).isEmpty {
                pending = (label, line.number)
                (pendingIsUsed, pendingIsSchedule) = (true, true)
            }
            // 担当：市民課　時期：令和6年9月から: several fields in one line.
            var (label, rest) = (label, content)
            while let next = Self.nextField(in: rest) {
                add(.field(label, rest.part(0..<next.start), line: line.number))
                (label, rest) = (next.label, rest.part(next.value..<rest.scalars.count))
                pending = nil
            }
            // 内容：…受け付 / ける。: a value that breaks off.
            if pending != nil, !pendingIsSchedule, !rest.isEmpty, !endsSentence(body) {
                begin(rest, isBullet: false, line: line)
            } else if label == .unit, let start = Self.dateBehindUnits(rest) {
                add(.field(label, rest.part(0..<start), line: line.number))
                let when = rest.part(start..<rest.scalars.count)
                add(.field(Self.isDateAlone(when) ? .time : .content, when, line: line.number))
            } else {
                add(.field(label, rest, line: line.number))
            }
        case .note:
            closeParagraph()
            pending = nil
            let skip = body.first == "※" ? 1 : 0
            add(.note(LocatedText(body.dropFirst(skip), line: line.number, column: start + skip + 1).trimmed))
        case .bullet(let skip):
            if pendingIsSchedule { pending = nil }
            // - 令和7年9月～: / - 資料を作成する
            if let date = open, openIsBullet, Self.isDateAlone(date) {
                let content = body.dropFirst(skip).trimmedEnd
                open?.append([" "], line: line.number, column: 1)
                open?.append(content, line: line.number, column: start + skip + 1)
                openLine = (line.scalars.count, line.look.reachesEdge)
                if endsSentence(body) { closeParagraph() }
                isAfterHeading = false
                return
            }
            closeParagraph()
            let content = LocatedText(body.dropFirst(skip).trimmedEnd, line: line.number, column: start + skip + 1)
            if isAfterHeading, let node = stack.last, node.title.isEmpty, node.heading?.itemWord != nil {
                // 目標1 alone in its line, and what it is in a list below.
                stack[stack.endIndex - 1].title = content.text
                stack[stack.endIndex - 1].titleLines.insert(line.number)
                isAfterHeading = false
                return
            }
            // A bullet may go on in the next line like any paragraph.
            begin(content, isBullet: true, line: line)
            if endsSentence(body), !Self.isDateAlone(content) { closeParagraph() }
        case .roster:
            closeParagraph()
            pending = nil
            add(.paragraph(LocatedText(body.trimmedEnd, line: line.number, column: start + 1)))
        case .decided(let skip):
            closeParagraph()
            pending = nil
            let content = LocatedText(
                body.dropFirst(skip).trimmedEnd, line: line.number, column: start + skip + 1
            ).trimmed
            decided[DecidedText(content)] = line.decided
            add(.paragraph(content))
        case .text where Self.endsDocument(body), .closing:
            // What stands here and below belongs to nothing above.
            closeParagraph()
            pending = nil
            while !stack.isEmpty { pop() }
            add(.paragraph(LocatedText(body.trimmedEnd, line: line.number, column: start + 1)))
        case .text:
            isTitleOpen = false
            plain(body, line: line, start: start)
            // The title of a wrapped sentence may go on over several lines.
            if isTitleOpen, body.trimmedEnd.last != "。" { return }
        }
        isAfterHeading = false
    }

    /// 計画期間 again, after that of the plan above was read: another plan begins in the same document.
    mutating func isPeriodOfPlan(_ label: String) -> Bool {
        let key = FieldLabel.key(label)
        guard let name = ["計画期間", "計画の期間"].first(where: key.hasPrefix) else { return false }
        // 計画期間中の取得率 tells of something else.
        let rest = String(key.dropFirst(name.count))
        guard rest.isEmpty || !DateReader.expressions(in: String(rest.prefix(12))).isEmpty else { return false }
        defer { hasPeriod = true }
        return hasPeriod
    }

    mutating func endPlan() {
        while !stack.isEmpty { pop() }
    }

    /// Scalars of the longest date that stands alone: a long paragraph is not read for one at each of its lines.
    static let dateMax = 40

    mutating func plain(_ body: ArraySlice<Unicode.Scalar>, line: NoticeText.Line, start: Int) {
        let content = LocatedText(body.trimmedEnd, line: line.number, column: start + 1)
        if let field = Self.fieldBehindSentence(content) {
            plain(body[..<(body.startIndex + field.start)], line: line, start: start)
            closeParagraph()
            readFields(behind: content, from: field)
            return
        }
        if !stack.isEmpty, let told = Self.termAndSections(content) {
            closeParagraph()
            pending = nil
            add(.field(.time, told.when, line: line.number))
            add(.field(.unit, told.units, line: line.number))
            return
        }
        if isAfterHeading, let node = stack.last, titleGoesOn(node.title, into: body) {
            stack[stack.endIndex - 1].title += content.text
            stack[stack.endIndex - 1].titleLines.insert(line.number)
            isTitleOpen = true
            return
        }
        if let pending, !pending.label.isOpen {
            // A schedule has a line for each of its dates.
            let year = pending.label.isTime ? Self.yearLine(content) : nil
            let isSchedule =
                pending.label.isTime
                && (pendingIsSchedule
                    ? Self.schedules(content) : year != nil || !DateReader.expressions(in: content.text).isEmpty)
            let isUsed = pendingIsUsed
            if !isSchedule { self.pending = nil }
            if isUsed,
                pending.label == .unit && !UnitNames.isSection(content.text) || pending.label.isTime && !isSchedule
            {
                begin(content, isBullet: false, line: line)
                if endsSentence(body) { closeParagraph() }
                return
            }
            if pending.label == .title {
                openCard(content)
                return
            }
            pendingIsUsed = true
            // 令和9年度 with nothing beside it, below years that say what is done.
            let isEmpty = pending.label.isTime && isYearAlone(content) && followsWordedYear(pending.label)
            add(.field(isEmpty ? .other : pending.label, year ?? content, line: line.number))
            // 担当部署 over several sections, each in its line.
            if pending.label == .unit, UnitNames.isSection(content.text) { self.pending = pending }
            return
        }
        let isDated = open.map(Self.isDateAlone) ?? false
        if open != nil, !isDated && !goesOn(into: body) || beginsWithDate(content) { closeParagraph() }
        if open == nil {
            begin(content, isBullet: false, line: line)
        } else {
            // ・令和2年度 / 年2回の研修: a date alone ends before what it dates.
            if isDated { open?.append([" "], line: line.number, column: 1) }
            open?.append(content.scalars, line: line.number, column: start + 1)
            openLine = (line.scalars.count, line.look.reachesEdge)
        }
        if endsSentence(body) { closeParagraph() }
    }

    /// The labels behind the sentence of a line, each with its value.
    mutating func readFields(
        behind content: LocatedText, from first: (label: FieldLabel, start: Int, value: Int)
    ) {
        var (label, rest) = (first.label, content.part(first.value..<content.scalars.count))
        while let next = Self.nextField(in: rest) {
            add(.field(label, rest.part(0..<next.start), line: rest.line))
            (label, rest) = (next.label, rest.part(next.value..<rest.scalars.count))
        }
        add(.field(label, rest, line: rest.line))
    }

    private mutating func begin(_ content: LocatedText, isBullet: Bool, line: NoticeText.Line) {
        open = content
        openIsBullet = isBullet
        // 副市長 at the right edge is no full line.
        let indent = line.scalars.count - content.scalars.count
        openLine = (indent > content.scalars.count ? content.scalars.count : line.scalars.count, line.look.reachesEdge)
    }

    mutating func add(_ block: NoticeOutline.Block) {
        if case .table = block {
            closeParagraph()
            pending = nil
        }
        if stack.isEmpty {
            preamble.append(block)
        } else {
            stack[stack.endIndex - 1].blocks.append(block)
        }
    }

    mutating func finish() -> ([NoticeOutline.Block], [NoticeOutline.Node]) {
        closeParagraph()
        while !stack.isEmpty { pop() }
        return (preamble, roots)
    }

    mutating func closeParagraph() {
        guard let paragraph = open else { return }
        open = nil
        if let pending {
            add(.field(pending.label, paragraph, line: paragraph.line))
        } else {
            add(openIsBullet ? .bullet(paragraph) : .paragraph(paragraph))
        }
    }

    mutating func pop() {
        let node = stack.removeLast()
        if stack.isEmpty {
            roots.append(node)
        } else {
            stack[stack.endIndex - 1].children.append(node)
        }
    }
}
