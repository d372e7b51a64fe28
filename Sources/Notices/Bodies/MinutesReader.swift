import Documents
import Japanese

/// Reads minutes part by part. What is said is set aside; what the minutes themselves say was decided is a decision.
struct MinutesReader {
    private(set) var meetings: [ReadMeeting] = []
    private(set) var ledger = LineLedger()
    private(set) var names = 0
    private(set) var speechLines = 0

    private var draft = Draft()
    private var section: MinutesSection?
    private var label: SeatLabel?
    private var isSpeech = false
    private var rowsRead = 0

    private struct Draft {
        var body: String?
        var number: Int?
        var date: CivilDate?
        var dateText: String?
        var place: String?
        var attendance: [ReadMeeting.Attendance] = []
        var agenda: [ReadMeeting.Item] = []
        var decisions: [ReadMeeting.Decision] = []
        var line: Int?
        /// Whether anything beyond a title was read.
        var hasContent = false
    }

    /// A title of several lines stands at the head of a document.
    private static let titleRowsMax = 12

    /// More entries than any meeting has are not kept.
    private static let entriesMax = 2_000

    init(_ rows: [SeatRow]) {
        for row in rows where !row.isBlank {
            rowsRead += 1
            read(row, row.isGrid ? row.filled.map(\.text).joined(separator: "\u{3000}") : row.text)
        }
        finish()
    }

    private mutating func read(_ row: SeatRow, _ text: String) {
        if let title = MinutesTitle(text), title.says || !draft.hasContent {
            if draft.hasContent { finish() }
            take(title, row)
            return
        }
        if !isDialogue, let heading = MinutesSection.heading(text), opens(heading, text) {
            open(heading, row)
            return
        }
        if isDialogue, let heading = MinutesSection.heading(text), heading.rest.isEmpty,
            isHeadingInDialogue(text, heading.section)
        {
            open(heading, row)
            return
        }
        if speech(text) != nil {
            isSpeech = true
            if section != .other { section = .proceedings }
            setAsideSpeech(row)
            return
        }
        if isSpeech, !isNumberedHeading(text), !text.hasPrefix("→"), !text.hasPrefix("⇒") {
            setAsideSpeech(row)
            return
        }
        isSpeech = false
        // The body and the number on lines of their own, before anything else.
        if section == nil, !draft.hasContent, draft.body == nil || draft.number == nil, text.utf8.count <= 200,
            rowsRead <= Self.titleRowsMax, !BodyText.isSentence(text)
        {
            let title = MinutesTitle(named: text)
            if title.body != nil && draft.body == nil || title.number != nil && draft.number == nil {
                take(title, row)
                return
            }
        }
        take(text, row)
    }

    /// Speakers are looked for where there is talk; 出席者 has posts with colons of its own.
    private func speech(_ text: String) -> String? {
        switch section {
        case .present, .absent, .staff, .audience, .date, .place, .name, .materials:
            text.hasSuffix("。") ? Speech.opening(text) : nil
        case .agenda
        where !text.hasSuffix("。") && text.unicodeScalars.first.map({ !"【○〇◯●◎（(".unicodeScalars.contains($0) }) ?? true:
            nil
        default: Speech.opening(text)
        }
    }

    private var isDialogue: Bool { section == .proceedings || section == .other || isSpeech }

    private func opens(_ heading: (section: MinutesSection, rest: String), _ text: String) -> Bool {
        // 委員　山田 under 出席者 is a line of it.
        if !heading.rest.isEmpty, section == .present || section == .absent || section == .staff {
            let key = BodyText.key(MinutesSection.withoutNumber(text))
            return !["委員", "幹事", "職員", "構成員", "オブザーバー"].contains {
                key.hasPrefix($0) && !key.hasPrefix($0 + "出席") && !key.hasPrefix($0 + "欠席")
            }
        }
        return true
    }

    private func isHeadingInDialogue(_ text: String, _ found: MinutesSection) -> Bool {
        if found == .present || found == .staff { return Speech.opening(text) == nil }
        return true
    }

    private func isNumberedHeading(_ text: String) -> Bool {
        guard text.unicodeScalars.count <= 60, !text.hasSuffix("。"), let first = text.unicodeScalars.first else {
            return false
        }
        return "0123456789０１２３４５６７８９（(①②③④⑤⑥⑦⑧⑨⑩■□◆◇＜【".unicodeScalars.contains(first)
    }

    private mutating func setAsideSpeech(_ row: SeatRow) {
        ledger.account(.setAside(.speech), ofAll: row.lines)
        speechLines += row.lines.count
        draft.hasContent = true
    }

    // MARK: Parts

    private mutating func open(_ heading: (section: MinutesSection, rest: String), _ row: SeatRow) {
        (section, label, isSpeech) = (heading.section, nil, false)
        draft.line = draft.line ?? row.line
        draft.hasContent = true
        ledger.account(.used(.heading), ofAll: row.lines)
        if !heading.rest.isEmpty { take(heading.rest, row) }
    }

    private mutating func take(_ title: MinutesTitle, _ row: SeatRow) {
        draft.line = draft.line ?? row.line
        draft.body = draft.body ?? title.body
        draft.number = draft.number ?? title.number
        if let date = title.date, draft.date == nil { (draft.date, draft.dateText) = (date.day, date.text) }
        ledger.account(.used(.title), ofAll: row.lines)
        (section, isSpeech) = (nil, false)
    }

    private mutating func take(_ text: String, _ row: SeatRow) {
        switch section {
        case .name:
            let title = MinutesTitle(named: text)
            draft.body = draft.body ?? title.body
            draft.number = draft.number ?? title.number
            ledger.account(.used(.meeting), ofAll: row.lines)
        case .date:
            if draft.dateText == nil || draft.date == nil {
                draft.dateText = text
                draft.date = MinutesTitle.date(in: text)?.day
            }
            ledger.account(.used(.date), ofAll: row.lines)
        case .place:
            if draft.place == nil { draft.place = text }
            ledger.account(.used(.meeting), ofAll: row.lines)
        case .present, .absent, .staff: takeAttendance(text, row)
        case .audience, .materials, .next: ledger.account(.used(.note), ofAll: row.lines)
        case .agenda: takeAgenda(text, row)
        case .decisions: takeDecision(text, row, isEntry: true)
        case .proceedings, .other, nil: takeDecision(text, row, isEntry: false)
        }
    }

    private mutating func takeAttendance(_ text: String, _ row: SeatRow) {
        var cells = row.isGrid ? row.filled.flatMap { BodyText.words($0.text) } : BodyText.words(text)
        if let first = cells.first, let found = Self.attendanceLabel(first) {
            label = found.label
            cells = (found.rest.isEmpty ? [] : [found.rest]) + cells.dropFirst()
        }
        let tokens = SeatTokens(
            cells.flatMap(Self.withoutCount), isList: false, isNamed: SeatReader.namesOne(cells))
        names += tokens.nameCount
        var members = tokens.members
        // 田野議会局長, and not 田野交通株式会社部長　山田 太郎: whoever is named beside a post is not named in it.
        for index in members.indices where tokens.nameCount == 0 {
            guard let post = members[index].post else { continue }
            let bare = PersonName.withoutGluedName(post)
            members[index].post = bare.post
            if bare.hasName { names += 1 }
        }
        ledger.account(
            tokens.members.isEmpty && tokens.nameCount > 0 ? .setAside(.personName) : .used(.attendance),
            ofAll: row.lines)
        guard draft.attendance.count < Self.entriesMax else { return }
        for member in members {
            let role = (member.label ?? label)?.role ?? (section == .staff ? .other : .member)
            draft.attendance.append(
                ReadMeeting.Attendance(
                    post: member.post, category: member.category, role: role, count: member.count,
                    isAbsent: section == .absent, isStaff: section == .staff || label == .secretariat, line: row.line))
        }
    }

    /// 委員長：山田, (委員), 事務局
    private static func attendanceLabel(_ word: String) -> (label: SeatLabel, rest: String)? {
        if let label = SeatLabel(word) { return (label, "") }
        for separator in ["：", ":", "）", ")", "】"] {
            guard let range = word.firstRange(of: separator),
                let label = SeatLabel(
                    String(word[..<range.lowerBound])
                        + (separator == "】" || separator.hasSuffix(")") || separator == "）" ? separator : ""))
            else { continue }
            return (label, String(word[range.upperBound...]))
        }
        return nil
    }

    /// 若山拓也(14名) → 若山拓也: the number is of all.
    private static func withoutCount(_ word: String) -> [String] {
        guard let open = word.lastIndex(where: { $0 == "（" || $0 == "(" }), word.hasSuffix(")") || word.hasSuffix("）"),
            PeopleCount(String(word[word.index(after: open)...].dropLast())) != nil
        else { return [word] }
        return [String(word[..<open])]
    }

    private mutating func takeAgenda(_ text: String, _ row: SeatRow) {
        if Self.isDecision(text) {
            takeDecision(text, row, isEntry: false)
            return
        }
        guard !text.hasSuffix("。"), !"-（(－".contains(text.first ?? " ") || isNumbered(text) else {
            ledger.account(.used(.note), ofAll: row.lines)
            return
        }
        ledger.account(.used(.heading), ofAll: row.lines)
        guard draft.agenda.count < Self.entriesMax, text.unicodeScalars.count <= 200 else { return }
        let rest = BodyText.trimmed(MinutesSection.withoutNumber(text).drop { "•・".contains($0) || $0 == " " })
        let number = BodyText.key(String(text.dropLast(rest.count).filter { !"•・".contains($0) }))
        if !MinutesReader.isFormality(rest) { draft.agenda.append(.init(number: number, text: rest, line: row.line)) }
    }

    /// (1) 計画について, and not (午後1時 開会).
    private func isNumbered(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars.prefix(5))
        guard let close = scalars.firstIndex(where: { $0 == ")" || $0 == "）" }) else { return false }
        return SeatTokens.number(String(scalars: scalars[...close])) != nil
    }

    /// 開会, 閉会, あいさつ are on every agenda and are no matter.
    private static func isFormality(_ text: String) -> Bool {
        ["開会", "閉会", "あいさつ", "挨拶", "その他", "開会の辞", "閉会の辞", "なし"].contains(BodyText.key(text))
    }

    private mutating func takeDecision(_ text: String, _ row: SeatRow, isEntry: Bool) {
        let bare = text.drop { "→⇒・○●- \u{3000}".contains($0) }
        let isDecision =
            Self.isDecision(text) || isEntry && !bare.hasPrefix("なし") && !isNumberedHeading(text) && bare.count > 3
        guard isDecision else {
            if isEntry || isNumberedHeading(text) {
                ledger.account(.used(.heading), ofAll: row.lines)
            } else if section == .proceedings || section == .other {
                // The minutes' own words between speeches tell what was said: none of it is a promise.
                ledger.account(.setAside(.speech), ofAll: row.lines)
                speechLines += row.lines.count
            }
            return
        }
        ledger.account(.used(.decision), ofAll: row.lines)
        guard draft.decisions.count < Self.entriesMax else { return }
        draft.decisions.append(.init(text: BodyText.trimmed(bare), line: row.line))
    }

    /// 了承された, 原案のとおり決定した: past and said by the minutes.
    static func isDecision(_ text: String) -> Bool {
        guard text.utf8.count <= 1_200,
            let end = text.unicodeScalars.suffix(3).last(where: { !"。）)】 \u{3000}".unicodeScalars.contains($0) }),
            "た承認決しな可".unicodeScalars.contains(end)
        else { return false }
        var sentence = BodyText.tight(text)
        while let last = sentence.last, "。）)】".contains(last) { sentence.removeLast() }
        guard sentence.unicodeScalars.count >= 4 else { return false }
        return endings.contains { sentence.hasSuffix($0) }
    }

    private static let endings = [
        "決定した", "決定された", "決定しました", "決した", "了承した", "了承された", "了承を得た", "承認した", "承認された", "承認を得た", "可決した", "可決された", "議決した",
        "議決された",
        "合意した", "合意された", "了とした", "了解を得た", "了承", "承認", "可決", "原案のとおり決定", "原案どおり決定", "することとした", "することとなった", "こととした",
        "こととなった", "選出された",
        "選任された", "選出した", "選任した", "確認された", "確認した", "了解された", "異議なし", "決まった", "指名された", "指名した", "採択された", "採択した", "決めた",
        "とされた",
    ]

    private mutating func finish() {
        defer {
            draft = Draft()
            (section, label, isSpeech) = (nil, nil, false)
        }
        guard let line = draft.line, draft.hasContent else { return }
        meetings.append(
            ReadMeeting(
                body: draft.body, number: draft.number, date: draft.date, dateText: draft.dateText, place: draft.place,
                attendance: draft.attendance, agenda: draft.agenda, decisions: draft.decisions, line: line))
    }
}
