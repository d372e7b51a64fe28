import Japanese
import Site
import Storage
import Ward

/// What a frozen edition says, by value: nothing in it changes when the plan, a unit's name or a mark set changes later.
///
/// People do not appear: named officials are printed as posts; who did what is in the audit trail.
struct RoundContent: SealedDocument, Hashable {
    static let kind = "plan.round"
    static let drawing = DocumentStyle.version

    let planTitle: String
    let planVersion: Int
    let quarter: String
    let asOf: String
    /// Whose initiatives an ad-hoc round asked about; `nil` for the whole plan.
    var scope: String?
    let markSetName: String
    /// `nil` in the first editions, which knew one set only.
    var sealedMarkSetVersion: Int?
    let marks: [MarkSet.Mark]
    let amendment: Round.Amendment?
    /// Why the edition was frozen before the base date; `nil` for all that were frozen on it or after it.
    var earlyReason: String?
    let initiatives: [InitiativeNote]
    let roundID: String
    var entries: [ReportedEntry]
    /// What was handed in, as figures.
    @OrEmpty var answers: [SealedAnswer] = []
    /// What was asked and not handed in: indicators without a value, and what the platform counted all the same.
    @OrEmpty var unanswered: [SealedAnswer] = []
    /// Hours and yen of the quarter, by grade.
    @OrEmpty var effects: [QuarterEffects.Sum] = []
    let isSample: Bool

    enum CodingKeys: String, CodingKey {
        case quarter, asOf, scope, markSetName, amendment, earlyReason, initiatives, entries, answers, unanswered,
            effects
        case planTitle = "plan"
        case planVersion
        case sealedMarkSetVersion = "markSetVersion"
        case marks = "markSet"
        case roundID = "round"
        case isSample = "sample"
    }

    /// An initiative as it stood, with its promises.
    struct InitiativeNote: Codable, Hashable, Sendable {
        let heading: String
        /// As printed.
        let promises: [String]
        /// The same with their dates apart: class, days, words.
        @OrEmpty var commitments: [JSON] = []
    }
}

extension RoundContent {
    var markSetVersion: Int { sealedMarkSetVersion ?? 1 }

    func drawn(_ heading: SealHeading) -> [UInt8] {
        Array(EditionDocument(content: self, heading: heading).html.text.utf8)
    }

    /// Every indicator that was asked for, with or without a value.
    var asked: [SealedAnswer] { answers + unanswered }

    /// Each counted figure is held against the sealed reading that it names.
    func contradictions(with sealed: SealedContents) -> [String] {
        asked.flatMap(\.figures).compactMap { figure in
            figure.counted.flatMap { $0.contradiction(value: figure.value, sealed) }
        }
    }

    /// As a report takes it in: what the checks said to the office stays behind.
    func reported(edition: Int, contentHash: String) -> ReportedRound {
        ReportedRound(
            id: roundID, quarter: quarter, asOf: asOf, edition: edition, contentHash: contentHash,
            markCriteria: marks.map { "\($0.title)　\($0.criterion)" }, entries: entries.map(\.withoutRemarks))
    }

    /// Gathers a round as it stands, with what the checks say of its answers: the seal takes it ``withoutRemarks``.
    init(_ round: Round, on connection: any Connection) throws {
        guard let version = try PlanVersion.find(round.version, on: connection) else {
            throw StorageError.decoding(column: "version", reason: "no such plan version")
        }
        let initiatives = try InitiativeStore.list(version: round.version, on: connection)
        let byID = Dictionary(initiatives.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let indicators = try PlanIndicatorStore.byLineage(
            version: round.version, asOf: round.calendar.asOf, on: connection)
        let evidence = try EntryStore.evidence(round: round.id, on: connection)
        let entries = try EntryStore.list(round: round.id, on: connection)
        let previous =
            try RoundStore.previous(of: round, on: connection)
            .map { try EntryStore.list(round: $0.id, on: connection) } ?? []
        let succession = try UnitStore.succession(on: connection)
        let groupNames = Dictionary(
            try BodyStore.list(on: connection).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let known = Set(entries.map(\.initiative))
        let standIns = Dictionary(
            try StandInStore.list(on: connection).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        planTitle = version.planTitle
        planVersion = version.number
        quarter = round.quarter.japanese
        asOf = round.calendar.asOf.japanese
        scope = round.limitedTo.flatMap { groupNames[$0] }
        markSetName = round.markSet.name
        sealedMarkSetVersion = round.markSet.version
        marks = round.markSet.marks
        amendment = round.amendment
        isSample = try SettingStore.isSample(on: connection)
        self.initiatives = initiatives.filter { known.contains($0.id) }.map { initiative in
            InitiativeNote(
                heading: initiative.heading, promises: initiative.promises.map(\.sealedText),
                commitments: initiative.promises.map(\.sealedJSON))
        }
        roundID = round.id.text
        effects =
            round.limitedTo == nil
            ? QuarterEffects.sums(
                of: try QuarterEffects.rows(of: round.quarter, until: round.calendar.asOf, on: connection)) : []
        let asked = entries.map { ($0.state.isHandedIn, SealedAnswer($0, indicators: indicators[$0.lineage] ?? [])) }
        answers = asked.filter(\.0).map(\.1)
        unanswered = asked.filter { !$0.0 && !$0.1.figures.isEmpty }.map(\.1)
        self.entries = try entries.map { entry in
            let initiative = byID[entry.initiative]
            let own = indicators[entry.lineage] ?? []
            let files = evidence[entry.id] ?? []
            let before = entry.predecessor(among: previous, after: succession)
            let mark = entry.answer.mark.flatMap { round.markSet[$0] }
            let warnings = EntryCheck(
                answer: entry.answer, marks: round.markSet, asOf: round.calendar.asOf, indicators: own,
                deadlines: (initiative?.promises ?? []).flatMap(\.deadlines), evidenceCount: files.count,
                previous: before?.handedIn,
                bases: try BasisReading.outcomes(of: entry.answer, evidence: files, on: connection),
                counted: Set(entry.counted.keys)
            ).findings.filter { $0.severity == .warning && $0.rule.isPrinted }
            // What was not handed in is not printed: a draft is not the section's answer.
            let isAnswered = entry.state.isHandedIn
            return ReportedEntry(
                id: entry.id.text, round: round.id.text, lineage: entry.lineage.text,
                initiative: initiative?.heading ?? "", unit: succession.unit(entry.unit)?.name ?? "",
                studyGroup: initiative?.studyGroup.flatMap { groupNames[$0] }, isAnswered: isAnswered,
                stateTitle: isAnswered ? entry.state.title : EntryState.notAnswered.title,
                mark: isAnswered
                    ? mark.map { .init(symbol: $0.symbol, label: $0.label, canonical: $0.canonical) } : nil,
                done: isAnswered ? entry.answer.done : "", plan: isAnswered ? entry.answer.plan : "",
                problem: isAnswered ? entry.answer.problem : "", response: isAnswered ? entry.answer.response : "",
                values: own.map { .init(entry, of: $0) },
                evidence: isAnswered ? files.map { .init(title: $0.title, hash: $0.hash) } : [],
                warnings: isAnswered ? warnings.map(\.message) : [],
                approval: isAnswered ? entry.standIn.flatMap { standIns[$0]?.printed } : nil,
                isRepeat: initiative?.repeatOf != nil)
        }
    }
}

extension Quantity {
    /// With qualifier, unit and baseline, as every output prints it: 約8,900時間（令和3年度比）.
    func printed(for indicator: PlanIndicator) -> String {
        let unit = self.unit == nil ? indicator.unitName : ""
        let baseline = indicator.baselineYear.map { "（\($0.japanese)比）" } ?? ""
        return japanese + unit + baseline
    }
}

extension Promise {
    /// The promise by value, as sealed.
    var sealedJSON: JSON {
        [
            "content": .string(content),
            "deadlines": .array(
                deadlines.map {
                    [
                        "class": .string($0.deadlineClass.rawValue), "from": JSON($0.from), "to": JSON($0.to),
                        "raw": .string($0.raw), "external": JSON($0.isExternal),
                    ]
                }),
        ]
    }

    /// The promise with its dates, as sealed.
    var sealedText: String {
        let dates = deadlines.map { deadline -> String in
            let day = (deadline.deadlineClass == .from ? deadline.from : deadline.to)?.japanese ?? "年未確認"
            return "\(deadline.raw)（\(deadline.deadlineClass.rawValue)、\(day)\(deadline.isExternal ? "、国などの期限" : "")）"
        }
        return dates.isEmpty ? content : "\(content)［\(dates.joined(separator: "；"))］"
    }
}
