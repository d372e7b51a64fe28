import Japanese
import Site
import Storage
import Ward

/// The addresses of the plan and its initiatives.
enum InitiativeRoutes {
    static let all: [Route] = [
        Route(.get, "plan", needs: .readPlan, handler: plan),
        Route(.get, "initiatives/:initiative", needs: .readPlan) { .page(try await page($0).page) },
        Route(.post, "initiatives/:initiative/units", needs: .managePlan, handler: assign),
        Route(.post, "initiatives/:initiative/indicators", needs: .managePlan, handler: addIndicator),
    ]

    private static func plan(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        let page = try await request.ward.database.read { connection -> PlanPage? in
            guard let version = try PlanStore.current(on: connection) else { return nil }
            return PlanPage(
                version: version, initiatives: try InitiativeStore.list(version: version.id, on: connection),
                units: try names(on: connection),
                indicators: try PlanIndicatorStore.byLineage(version: version.id, on: connection),
                clauses: try PlanStore.governanceClauses(of: version.id, on: connection),
                gapCount: try GapRegister.gaps(on: connection).count)
        }
        guard let page else {
            if request.wantsJSON { return .json(["initiatives": []]) }
            return .page(EmptyPlanPage(mayImport: person.may(.importNotice)).page)
        }
        if request.wantsJSON { return .json(page.json) }
        return .page(page.page)
    }

    private static func names(on connection: any Connection) throws -> [ID<OfficeUnit>: String] {
        Dictionary(
            try connection.rows("SELECT id, name FROM office_unit").map { (try $0[0], try $0[1]) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func page(_ request: PageRequest) async throws -> InitiativePage {
        let id: ID<Initiative> = try request.id("initiative")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let initiative = try InitiativeStore.find(id, on: connection),
                let version = try PlanStore.version(initiative.version, on: connection)
            else { throw PageRefusal.notFound }
            let units = try UnitStore.list(validOn: today, on: connection)
            let indicators = try PlanIndicatorStore.list(of: initiative.lineage, on: connection)
            let entries = try EntryStore.entries("WHERE entry.lineage = \(initiative.lineage)", on: connection)
            let rounds = try RoundStore.list(on: connection)
            let rows = try RoundBoard.rows("entry.lineage = \(initiative.lineage)", on: connection)
            let comments = try CommentAccess.comments(
                about: .initiative(id), of: initiative, person, on: connection)
            return InitiativePage(
                initiative: initiative, version: version, units: units,
                groupName: try initiative.studyGroup.flatMap { try BodyStore.find($0, on: connection)?.name },
                indicators: indicators,
                series: series(of: indicators, entries: entries, rounds: rounds, units: try names(on: connection)),
                entries: rounds.flatMap { round in rows.filter { $0.round == round.id }.map { (round, $0.row) } },
                person: person, csrfToken: request.csrfToken,
                decisions: try MeetingStore.decisions(on: initiative.lineage, on: connection).map {
                    BodyOverview.Origin(meeting: $0.meeting, decision: $0.decision)
                }, comments: comments.comments, entryTitles: comments.titles)
        }
    }

    /// The series of each indicator and unit over all sealed quarters, gaps kept.
    private static func series(
        of indicators: [PlanIndicator], entries: [Entry], rounds: [Round], units: [ID<OfficeUnit>: String]
    ) -> [IndicatorSeries] {
        let sealed = rounds.filter { $0.state.isSealed && $0.limitedTo == nil }.sorted { $0.quarter < $1.quarter }
        let answering = entries.reduce(into: [ID<OfficeUnit>]()) { if !$0.contains($1.unit) { $0.append($1.unit) } }
        return indicators.flatMap { indicator in
            answering.map { unit in
                IndicatorSeries(
                    indicator: indicator, unitName: units[unit] ?? "",
                    points: sealed.compactMap { round in
                        entries.first { $0.round == round.id && $0.unit == unit }.map { entry in
                            .init(
                                quarter: round.quarter,
                                value: entry.state.isHandedIn ? entry.answer.values[indicator.id] : nil, entry: entry.id
                            )
                        }
                    })
            }
        }
    }

    private static func assign(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        let id = page.initiative.id
        var reader = FormReader(request.form)
        let known = page.units.map(\.id.text)
        let main = reader.choices("main", "主管課", of: known)
        let related = reader.choices("related", "関係課", of: known)
        let newUnit = reader.text("newUnit", "一覧にない主管課の名前", max: 60, isRequired: false)
        if main.isEmpty, newUnit == nil { reader.errors.add("main", "「主管課」を1つ以上選ぶか、課の名前を書いてください。") }
        if reader.errors.isEmpty {
            let stamp = try request.stamp
            do {
                try await request.ward.database.write { connection in
                    var units: [ID<OfficeUnit>] = main.map { ID($0) }
                    if let newUnit {
                        units.append(
                            try UnitDirectory.findOrCreate(named: newUnit, by: stamp, on: connection).id)
                    }
                    try InitiativeStore.assign(
                        main: units, related: related.map { ID($0) }, to: id, by: stamp, on: connection)
                }
                return .seeOther(InitiativePage.path(id), flash: Flash(.done, "主管課と関係課を決めました。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        page.unitErrors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func addIndicator(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        var reader = FormReader(request.form)
        let name = reader.text("name", "指標の名前", max: 80)
        let unitName = reader.text("unitName", "単位", max: 10)
        let kind = reader.choice("kind", "種類", as: Indicator.Kind.self)
        let rule = reader.choice("rule", "値の性質", as: Indicator.Rule.self)
        let direction = reader.choice("direction", "目指す向き", as: PlanIndicator.Direction.self)
        let yearText = reader.text("baselineYear", "比べる年度", max: 20, isRequired: false)
        let baseline = reader.number("baselineValue", "比べる年度の値", isRequired: false)
        let reason = reader.textArea("reason", "選んだ理由", max: 300)
        let year = yearText.flatMap { FiscalYear(reading: $0) }
        if yearText != nil, year == nil {
            reader.errors.add("baselineYear", "「比べる年度」を年度として読めません。令和3年度のように書いてください。")
        }
        if baseline != nil, yearText == nil {
            reader.errors.add("baselineYear", "値を比べる年度を書いてください（規則V6）。")
        }
        if let name, let unitName, let kind, let rule, let direction, let reason, reader.errors.isEmpty {
            let stamp = try request.stamp
            let draft = PlanIndicatorStore.Draft(
                name: name, unitName: unitName, kind: kind, rule: rule, direction: direction, baselineYear: year,
                baselineValue: baseline, reason: reason, registryID: nil)
            let lineage = page.initiative.lineage
            try await request.ward.database.write { connection in
                _ = try PlanIndicatorStore.create(draft, for: lineage, by: stamp, on: connection)
            }
            return .seeOther(InitiativePage.path(page.initiative.id), flash: Flash(.done, "指標「\(name)」を加えました。"))
        }
        page.indicatorErrors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }
}

/// Before anything was imported.
struct EmptyPlanPage {
    let mayImport: Bool

    var page: Page {
        Page(
            "計画", section: PlanPage.link.path,
            body: """
                <p>計画は、まだ取り込まれていません。</p>
                \(mayImport ? ButtonLink("通知文を取り込む", "/imports", style: .primary).html : "<p>事務局が通知文を取り込むと、ここに出ます。</p>")
                """)
    }
}

extension PlanPage {
    /// For programs: stable keys.
    var json: JSON {
        [
            "plan": .string(version.planTitle), "version": JSON(version.number),
            "fiscalYear": JSON(version.fiscalYear.year),
            "initiatives": .array(
                initiatives.map { initiative in
                    [
                        "id": .string(initiative.id.text), "number": .string(initiative.number),
                        "title": .string(initiative.title),
                        "units": .array(initiative.mainUnits.map { JSON(units[$0]) }),
                        "promises": .array(initiative.promises.map(\.json)),
                    ]
                }),
        ]
    }
}

extension Promise {
    var json: JSON {
        [
            "text": .string(content), "line": JSON(sourceLine),
            "deadlines": .array(
                deadlines.map {
                    [
                        "class": .string($0.deadlineClass.rawValue), "from": JSON($0.from), "to": JSON($0.to),
                        "raw": .string($0.raw), "external": JSON($0.isExternal),
                    ]
                }),
        ]
    }
}
