import Japanese

/// Dates that need a person, and dates as they were resolved.
struct DateFindings {
    private(set) var findings: [Finding] = []

    init(heading: NoticeHeading, initiatives: [ReadInitiative], outline: NoticeOutline, confirmedYear: FiscalYear?) {
        for initiative in initiatives {
            for due in initiative.promises.flatMap(\.deadlines) {
                read(due, of: initiative, year: heading.fiscalYear)
            }
        }
        let anchor = DateAnchor(
            fiscalYear: confirmedYear ?? heading.fiscalYear, calendarYear: confirmedYear?.year)
        for block in outline.allBlocks.compactMap(\.text)
            + [heading.title.map { LocatedText($0.unicodeScalars, line: heading.titleLine ?? 0, column: 1) }]
            .compactMap(\.self)
        {
            for expression in DateReader.expressions(in: DateWording.masked(block.text), anchor: anchor) {
                problems(expression, in: block)
            }
        }
        bounds(heading: heading, initiatives: initiatives)
    }

    private mutating func read(_ due: ReadPromise.Due, of initiative: ReadInitiative, year: FiscalYear?) {
        let deadline = due.deadline
        if deadline.needsAnchor, deadline.from == nil, deadline.to == nil {
            let proposal = year.flatMap { year -> String? in
                let read = DateReader.expressions(
                    in: deadline.raw, anchor: DateAnchor(fiscalYear: year, calendarYear: year.year)
                ).first
                return read?.period.map { "\($0.from.japanese)から\($0.to.japanese)まで（\(year.japanese)の文書とした場合）" }
            }
            findings.append(
                Finding(
                    rule: .openYear, severity: .question, line: due.line, column: due.column,
                    message: "\(due.line)行目の「\(deadline.raw)」は、文書の年が確かめられるまで、いつか決められません。文書の年度を確かめてください。",
                    proposal: proposal))
            return
        }
        let days =
            switch (deadline.from, deadline.to) {
            case (let from?, nil): "\(from.japanese)から"
            case (let from?, let to?) where deadline.deadlineClass == .none: "\(from.japanese)から\(to.japanese)までの間"
            case (_, let to?): "\(to.japanese)まで"
            case (nil, nil): "日付は決まりません"
            }
        findings.append(
            Finding(
                rule: .deadline, severity: .info, line: due.line, column: due.column,
                message:
                    "\(initiative.number)の「\(deadline.raw)」を\(days)と読みました（\(deadline.deadlineClass.rawValue)\(due.isExternal ? "、国などの時期" : "")）。",
                proposal: nil))
    }

    /// V17 and ghost years.
    private mutating func problems(_ expression: DateExpression, in block: LocatedText) {
        let place = block.place(of: expression.range.lowerBound)
        for note in expression.notes {
            switch note {
            case .dualNotationDisagrees, .weekdayDisagrees, .noSuchDay, .runsBackwards:
                findings.append(
                    Finding(
                        rule: .dateWords, severity: .error, line: place.line, column: place.column,
                        message: "\(place.line)行目の「\(expression.raw)」: \(note.japanese)", proposal: nil))
            case .ghostEra:
                findings.append(
                    Finding(
                        rule: .dateWords, severity: .warning, line: place.line, column: place.column,
                        message: "\(place.line)行目の「\(expression.raw)」: \(note.japanese)", proposal: nil))
            default: continue
            }
        }
    }

    /// D2: when there is no date, what the text says about when it was written.
    private mutating func bounds(heading: NoticeHeading, initiatives: [ReadInitiative]) {
        guard heading.issuedOn == nil, let year = heading.fiscalYear else { return }
        let anchor = DateAnchor(fiscalYear: year, calendarYear: year.year)
        var latest = year.end
        var evidence: String?
        for promise in initiatives.flatMap(\.promises)
        where promise.text.contains("今年") && (promise.text.contains("準備") || promise.text.contains("予定")) {
            for expression in DateReader.expressions(in: promise.text, anchor: anchor)
            where expression.raw.hasPrefix("今年") {
                if let from = expression.period?.from, from > year.start, from <= latest {
                    latest = from.adding(days: -1)
                    evidence = "\(promise.line)行目の「\(expression.raw)」に向けた準備"
                }
            }
        }
        findings.append(
            Finding(
                rule: .documentYear, severity: .info, line: heading.titleLine ?? 0, column: 1,
                message:
                    "文書の日付がありません。\(evidence.map { "\($0)と" } ?? "")表題の\(year.japanese)から、\(year.start.japanese)から\(latest.japanese)までの間に書かれたと考えられます。",
                proposal: nil))
    }
}
