import Japanese

/// What a notice says, as far as it can be read: initiatives, bodies, rules of steering, and everything that is doubtful.
///
/// Nothing in it is repaired and nothing is invented: text is raw, doubts are findings, and what is missing is a gap.
public struct NoticeReading: Hashable, Sendable {
    /// The file that was read.
    public struct Source: Hashable, Sendable {
        public let name: String
        public let byteCount: Int
        public let lineCount: Int
    }

    /// A policy or plan the notice says it rests on.
    public struct Basis: Hashable, Sendable {
        public let title: String
        /// 令和6年1月, as printed; `nil` when no revision is named.
        public let revised: String?
        public let period: DatePeriod?
        public let line: Int
    }

    public struct Section: Hashable, Sendable {
        public let number: String
        public let title: String
        public let line: Int
    }

    /// A line of the document with what became of it.
    public struct LedgerLine: Hashable, Sendable {
        public let line: Int
        public let account: LineLedger.Account
    }

    public let source: Source
    public let kind: DocumentKind
    public let title: String?
    public let titleLine: Int?
    /// The title without its fiscal year.
    public let subject: String?
    /// Stated in the document.
    public let fiscalYear: FiscalYear?
    /// Confirmed by a person: only then 今年9月 has a year.
    public let confirmedYear: FiscalYear?
    public let issuedOn: CivilDate?
    public let author: String?
    public let addressee: String?
    public let basis: [Basis]
    public let sections: [Section]
    public let initiatives: [ReadInitiative]
    public let bodies: [ReadBody]
    /// What bodies are charged with (所掌事務).
    public let remits: [ReadRemit]
    /// Of minutes.
    public let meetings: [ReadMeeting]
    public let governance: [ReadClause]
    public let findings: [Finding]
    public let gaps: [Gap]
    /// Each line of the document, in order.
    public let ledger: [LedgerLine]

    /// Lines that nobody understood.
    public var unread: [Int] { ledger.filter { $0.account == .unread }.map(\.line) }
}

/// An initiative (取組) as read.
public struct ReadInitiative: Hashable, Sendable {
    public struct Paragraph: Hashable, Sendable {
        public let text: String
        /// From 1.
        public let line: Int
    }

    /// As printed, in half width: `(1)`.
    public let number: String
    public let title: String
    public let line: Int
    public let paragraphs: [Paragraph]
    public let promises: [ReadPromise]
    /// Responsible sections the document names, usually none.
    public let units: [String]
    /// Numeric statements that could be indicators.
    public let indicators: [String]
    public let notes: [String]
}

/// A sentence that commits to something.
public struct ReadPromise: Hashable, Sendable {
    public struct Due: Hashable, Sendable {
        public let deadline: Deadline
        /// The date of the nation or another body.
        public let isExternal: Bool
        public let line: Int
        /// In Unicode scalars, from 1.
        public let column: Int
    }

    public let text: String
    public let line: Int
    public let column: Int
    public let deadlines: [Due]
}

/// A body (会議体) as read.
public struct ReadBody: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case subcommittee, studyGroup, workingTeam, other
    }

    public struct Seat: Hashable, Sendable {
        public enum Role: String, Sendable {
            case leader, deputy, member, other
        }

        public let role: Role
        /// 情報管理課長; `nil` for a category.
        public let post: String?
        /// 職員団体推薦
        public let category: String?
        public let count: Int
        public let line: Int
        public let raw: String
    }

    /// The clean spelling, where the document itself has one; otherwise as printed.
    public let name: String
    public let rawName: String
    public let line: Int
    public let kind: Kind
    public let parent: String?
    public let secretariat: [String]
    public let seats: [Seat]
    public let declaredTotal: Int?
    /// Leader and deputies counted, secretariat not.
    public let computedTotal: Int
    /// Number of the initiative it looks after, by a noun both share.
    public let relatedInitiative: String?
}

/// A clause about steering (進行管理).
public struct ReadClause: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case quarterlyCheck, report, revision, workingTeams
    }

    public let kind: Kind
    public let text: String
    public let line: Int
}

/// Something a person should look at.
public struct Finding: Hashable, Sendable {
    public enum Severity: String, Sendable, CaseIterable {
        case error, warning, question, info

        public var title: String {
            switch self {
            case .error: "誤り"
            case .warning: "注意"
            case .question: "確認"
            case .info: "参考"
            }
        }
    }

    public let rule: NoticeRule
    public let severity: Severity
    /// From 1; 0 where it concerns the whole document.
    public let line: Int
    /// In Unicode scalars, from 1.
    public let column: Int
    public let message: String
    /// What could stand there instead, from the document's own words; applied only by a person's consent.
    public let proposal: String?
    /// Findings of the same rule at the same place that come before it.
    var precedingAtPlace = 0

    /// Stays the same for the same file and belongs to one finding, so that a decision can be kept beside it.
    public var key: String {
        "\(rule.rawValue):\(line):\(column)" + (precedingAtPlace > 0 ? ":\(precedingAtPlace + 1)" : "")
    }

    /// In the order of the document, each with a key of its own.
    static func ordered(_ findings: [Finding]) -> [Finding] {
        var counts: [String: Int] = [:]
        let sorted = findings.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (a.line, a.column, a.rule.rawValue, left.offset) < (b.line, b.column, b.rule.rawValue, right.offset)
        }
        return sorted.map { _, finding in
            var finding = finding
            finding.precedingAtPlace = counts[finding.key, default: 0]
            counts["\(finding.rule.rawValue):\(finding.line):\(finding.column)", default: 0] += 1
            return finding
        }
    }
}

/// What the document does not say.
public struct Gap: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case responsibleUnit, indicator, budget, documentDate, author, numbering, reportingDates, noDeadline

        public var title: String {
            switch self {
            case .responsibleUnit: "主管課"
            case .indicator: "指標"
            case .budget: "予算"
            case .documentDate: "文書の日付"
            case .author: "文書の作成者"
            case .numbering: "計画での番号"
            case .reportingDates: "報告の時期"
            case .noDeadline: "時期"
            }
        }
    }

    /// The initiative's heading, or 文書全体.
    public let subject: String
    /// The line of the initiative's heading, by which it is known; `nil` for the document as a whole.
    public let line: Int?
    public let kind: Kind
    public let message: String
}
