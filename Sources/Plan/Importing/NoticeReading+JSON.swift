import Notices
import Ward

extension NoticeReading {
    /// For programs, with stable keys:
    ///
    /// - `title`, `fiscalYear` (western year or null), `confirmedYear`, `issuedOn`, `author`, `source`
    /// - `basis`: `title`, `revised`, `from`, `to`
    /// - `initiatives`: `number`, `title`, `line`, `units`, `promises` (`text`, `line`, `column`, `deadlines`), where a deadline
    ///   has `class` (中 末 から までに 目途 なし), `from`, `to`, `raw`, `external`, `needsConfirmation`
    /// - `bodies`: `name`, `rawName`, `kind`, `parent`, `secretariat`, `seats` (`role`, `post`, `category`, `count`),
    ///   `declaredTotal`, `computedTotal`, `relatedInitiative`
    /// - `kind`: notice plan progress rules roster minutes contents letter unknown
    /// - `remits`: `body`, `items`; `meetings` of minutes: `body`, `number`, `date`, `dateText`, `place`, `attendance`, `agenda`,
    ///   `decisions`
    /// - `ledger`: each line with its `account` (used setAside unread) and `as` what; `unread`: their numbers; `counts`: `lines`,
    ///   `used`, `setAside`, `unread`
    /// - `governance`: `kind`, `text`, `line`
    /// - `findings`: `rule`, `severity` (error warning question info), `line`, `column`, `message`, `proposal`, `key`
    /// - `gaps`: `subject`, `kind`, `message`
    public var json: JSON {
        [
            "source": [
                "name": .string(source.name), "bytes": JSON(source.byteCount), "lines": JSON(source.lineCount),
            ],
            "kind": .string(kind.rawValue), "title": JSON(title), "subject": JSON(subject),
            "fiscalYear": JSON(fiscalYear?.year),
            "confirmedYear": JSON(confirmedYear?.year), "issuedOn": JSON(issuedOn), "author": JSON(author),
            "addressee": JSON(addressee),
            "basis": .array(
                basis.map {
                    [
                        "title": .string($0.title), "revised": JSON($0.revised), "from": JSON($0.period?.from),
                        "to": JSON($0.period?.to), "line": JSON($0.line),
                    ]
                }),
            "sections": .array(
                sections.map { ["number": .string($0.number), "title": .string($0.title), "line": JSON($0.line)] }),
            "initiatives": .array(initiatives.map(\.json)), "bodies": .array(bodies.map(\.json)),
            "remits": .array(
                remits.map { remit in
                    ["body": .string(remit.body), "items": .array(remit.items.map { .string($0.text) })]
                }),
            "meetings": .array(meetings.map(\.json)),
            "governance": .array(
                governance.map {
                    ["kind": .string($0.kind.rawValue), "text": .string($0.text), "line": JSON($0.line)]
                }),
            "findings": .array(findings.map(\.json)),
            "gaps": .array(
                gaps.map {
                    [
                        "subject": .string($0.subject), "kind": .string($0.kind.rawValue),
                        "message": .string($0.message),
                    ]
                }),
            "ledger": .array(
                ledger.map {
                    ["line": JSON($0.line), "account": .string($0.account.key), "as": JSON($0.account.detail)]
                }),
            "unread": .array(unread.map { JSON($0) }),
            "counts": [
                "lines": JSON(ledger.count), "used": JSON(ledger.count { $0.account.key == "used" }),
                "setAside": JSON(ledger.count { $0.account.key == "setAside" }), "unread": JSON(unread.count),
            ],
        ]
    }
}

extension LineLedger.Account {
    /// `used`, `setAside` or `unread`.
    var key: String {
        switch self {
        case .used: "used"
        case .setAside: "setAside"
        case .unread: "unread"
        }
    }

    /// As what it was used, or why it was set aside.
    var detail: String? {
        switch self {
        case .used(let use): use.rawValue
        case .setAside(let reason): reason.rawValue
        case .unread: nil
        }
    }
}

extension ReadMeeting {
    var json: JSON {
        [
            "body": JSON(body), "number": JSON(number), "date": JSON(date), "dateText": JSON(dateText),
            "place": JSON(place), "line": JSON(line),
            "attendance": .array(
                attendance.map {
                    [
                        "post": JSON($0.post), "category": JSON($0.category), "role": .string($0.role.rawValue),
                        "count": JSON($0.count), "absent": JSON($0.isAbsent), "staff": JSON($0.isStaff),
                        "line": JSON($0.line),
                    ]
                }),
            "agenda": .array(
                agenda.map { ["number": .string($0.number), "text": .string($0.text), "line": JSON($0.line)] }),
            "decisions": .array(decisions.map { ["text": .string($0.text), "line": JSON($0.line)] }),
        ]
    }
}

extension ReadInitiative {
    var json: JSON {
        [
            "number": .string(number), "title": .string(title), "line": JSON(line),
            "units": .array(units.map { .string($0) }), "notes": .array(notes.map { .string($0) }),
            "indicators": .array(indicators.map { .string($0) }),
            "paragraphs": .array(paragraphs.map { ["text": .string($0.text), "line": JSON($0.line)] }),
            "promises": .array(promises.map(\.json)),
        ]
    }
}

extension ReadPromise {
    var json: JSON {
        [
            "text": .string(text), "line": JSON(line), "column": JSON(column),
            "deadlines": .array(
                deadlines.map { due in
                    [
                        "class": .string(due.deadline.deadlineClass.rawValue), "from": JSON(due.deadline.from),
                        "to": JSON(due.deadline.to), "raw": .string(due.deadline.raw), "external": JSON(due.isExternal),
                        "needsConfirmation": JSON(due.deadline.needsAnchor), "line": JSON(due.line),
                        "column": JSON(due.column),
                    ]
                }),
        ]
    }
}

extension ReadBody {
    var json: JSON {
        [
            "name": .string(name), "rawName": .string(rawName), "line": JSON(line), "kind": .string(kind.rawValue),
            "parent": JSON(parent), "secretariat": .array(secretariat.map { .string($0) }),
            "seats": .array(
                seats.map {
                    [
                        "role": .string($0.role.rawValue), "post": JSON($0.post), "category": JSON($0.category),
                        "count": JSON($0.count),
                    ]
                }),
            "declaredTotal": JSON(declaredTotal), "computedTotal": JSON(computedTotal),
            "relatedInitiative": JSON(relatedInitiative),
        ]
    }
}

extension Finding {
    var json: JSON {
        [
            "rule": .string(rule.rawValue), "severity": .string(severity.rawValue), "line": JSON(line),
            "column": JSON(column),
            "message": .string(message), "proposal": JSON(proposal), "key": .string(key),
        ]
    }
}
