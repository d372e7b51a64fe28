import Japanese
import Site
import Storage
import Ward

/// The addresses of answers.
enum EntryRoutes {
    static let all: [Route] = [
        Route(.get, "entries/:entry", needs: .readRounds, handler: show),
        Route(.post, "entries/:entry", needs: .editEntries, handler: save),
        Route(.post, "entries/:entry/evidence", needs: .editEntries, handler: attach),
        Route(.get, "entries/:entry/evidence/:hash", needs: .readRounds, handler: evidence),
        Route(.post, "entries/:entry/evidence/:hash/remove", needs: .editEntries) { request in
            try await decide(request, .editEntries, "根拠資料を外しました。") { entry, stamp, _, connection in
                try EntryStore.detach(
                    request.parameters["hash"] ?? "", from: entry, by: stamp, on: connection)
            }
        },
        Route(.post, "entries/:entry/withdraw", needs: .editEntries) { request in
            try await decide(request, .editEntries, "取り下げました。直してから、もう一度提出してください。") { entry, stamp, reason, connection in
                try EntryStore.withdraw(entry, reason: reason, by: stamp, on: connection)
            }
        },
        Route(.post, "entries/:entry/approve", needs: .approveEntries) { request in
            try await decide(request, .approveEntries, "承認しました。事務局が確認します。") { entry, stamp, _, connection in
                try EntryStore.approve(
                    entry, revision: request.form["revision"].flatMap { Int($0) }, by: stamp, on: connection)
            }
        },
        Route(.post, "entries/:entry/accept", needs: .reviewEntries) { request in
            try await decide(request, .reviewEntries, "受け付けました。") { entry, stamp, _, connection in
                try EntryStore.accept(
                    entry, revision: request.form["revision"].flatMap { Int($0) }, by: stamp, on: connection)
            }
        },
        Route(.post, "entries/:entry/return", needs: .readRounds) { request in
            try await decide(request, nil, "差し戻しました。担当の「今日の仕事」に理由が出ています。") { entry, stamp, reason, connection in
                try EntryStore.sendBack(entry, reason: reason, by: stamp, on: connection)
            }
        },
    ]

    private static func show(_ request: PageRequest) async throws -> PageResponse {
        .page(try await page(request).page)
    }

    /// Everything the page of an answer shows, read in one consistent state.
    private static func page(_ request: PageRequest) async throws -> EntryPage {
        let id: ID<Entry> = try request.id("entry")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let entry = try EntryStore.find(id, on: connection),
                let round = try Round.find(entry.round, on: connection),
                EntryAccess.maySee(unit: entry.unit, state: entry.state, in: round, person),
                let initiative = try InitiativeStore.find(entry.initiative, on: connection)
            else { throw PageRefusal.notFound }
            let unitName = try UnitStore.find(entry.unit, on: connection)?.name ?? ""
            let indicators = try PlanIndicatorStore.list(
                of: entry.lineage, asOf: round.calendar.asOf, on: connection)
            let evidence = try EntryStore.evidence(of: id, on: connection)
            return EntryPage(
                entry: entry, round: round, initiative: initiative, unitName: unitName, indicators: indicators,
                evidence: evidence,
                signals: EntryAccess.mayJudge(entry.unit, person)
                    ? try EntrySignals.load(
                        entry, of: initiative, unitName: unitName, in: round, indicators: indicators,
                        evidenceCount: evidence.count, on: connection) : nil,
                previous: try EntryStore.previous(of: entry, in: round, on: connection),
                history: try EntryStore.history(
                    of: id, marks: round.markSet, indicators: indicators, on: connection),
                findings: try EntryStore.findings(of: entry, in: round, on: connection), person: person,
                csrfToken: request.csrfToken,
                comments: try CommentAccess.comments(
                    about: .entry(id), of: initiative, person, on: connection
                ).comments)
        }
    }

    /// Saves what was sent; with the button for handing in, also hands it in when nothing blocks.
    private static func save(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Entry> = try request.id("entry")
        var page = try await page(request)
        guard page.person.may(.editEntries, unit: page.entry.unit) else {
            throw PageRefusal.forbidden(.editEntries)
        }
        var reader = FormReader(request.form)
        let answer = AnswerForm.read(&reader, marks: page.round.markSet, indicators: page.indicators)
        let revision = reader.integer("revision", "版", in: 0...Int(Int32.max)) ?? -1
        page.sent = request.form
        guard reader.errors.isEmpty else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        let isDraft = request.form[FormView.choiceField] == "draft"
        do {
            try await request.ward.database.write { connection in
                _ = try EntryStore.save(answer, to: id, revision: revision, by: stamp, on: connection)
            }
            if isDraft {
                return .seeOther(EntryPage.path(id), flash: Flash(.done, "下書きを保存しました。まだ提出していません。"))
            }
            try await request.ward.database.write { try EntryStore.submit(id, by: stamp, on: $0) }
            return .seeOther(EntryPage.path(id), flash: Flash(.done, "提出しました。主管課長の承認を待ちます。"))
        } catch RoundRefusal.changedMeanwhile(let name, let moment) {
            page.clash = try await request.ward.database.read { try EntryStore.find(id, on: $0) }
            page.errors = FormErrors(general: RoundRefusal.changedMeanwhile(by: name, at: moment).words)
            return .page(page.page, status: 409)
        } catch RoundRefusal.invalid(let findings) {
            // The draft is saved already: nothing that was written is lost.
            var saved = try await self.page(request)
            var errors = FormErrors()
            for finding in findings.inFieldOrder where finding.severity == .error {
                errors.add(finding.field, finding.message)
            }
            saved.errors = errors
            return .page(saved.page, status: 422)
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }

    private static func attach(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Entry> = try request.id("entry")
        var page = try await page(request)
        guard page.person.may(.editEntries, unit: page.entry.unit) else {
            throw PageRefusal.forbidden(.editEntries)
        }
        var reader = FormReader(request.form)
        let file = reader.file("file", "ファイル")
        let title = reader.text("title", "資料の名前", max: 100, isRequired: false) ?? ""
        do {
            guard let file, reader.errors.isEmpty else { throw AttachmentRefused() }
            let stamp = try request.stamp
            try await request.ward.database.write { connection in
                try EntryStore.attach(
                    file.bytes, filename: file.filename, title: title, to: id, by: stamp, on: connection)
            }
            return .seeOther("\(EntryPage.path(id))#evidence", flash: Flash(.done, "根拠資料を付けました。"))
        } catch let refusal as any Refusal {
            reader.errors.add("evidence", refusal.words)
        } catch is AttachmentRefused {}
        var errors = FormErrors()
        for entry in reader.errors.entries { errors.add("evidence", entry.message) }
        page.errors = errors
        return .page(page.page, status: 422)
    }

    private struct AttachmentRefused: Error {}

    private static func evidence(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        guard let file = page.evidence.first(where: { $0.hash == request.parameters["hash"] }) else {
            throw PageRefusal.notFound
        }
        let (bytes, kept) = try await request.ward.database.read { connection in
            (try EvidenceStore.bytes(file.hash, on: connection), try EvidenceStore.find(file.hash, on: connection))
        }
        guard let bytes, let kept else { throw PageRefusal.notFound }
        return .bytes(bytes, type: kept.type.rawValue, filename: kept.filename)
    }

    /// Runs a decision on an answer and goes back to it; refusals are shown on its page.
    ///
    /// - Parameter permission: what must be granted for the answer's unit; `nil` for returning, which section heads and the
    ///   secretariat may both do.
    private static func decide(
        _ request: PageRequest, _ permission: Permission?, _ done: String,
        _ change: @escaping @Sendable (ID<Entry>, Stamp, String, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let id: ID<Entry> = try request.id("entry")
        var page = try await page(request)
        let unit = page.entry.unit
        if let permission {
            guard page.person.may(permission, unit: unit) else { throw PageRefusal.forbidden(permission) }
        } else {
            let isHead = page.person.may(.approveEntries, unit: unit) && page.entry.state == .submitted
            guard page.person.may(.reviewEntries) || isHead else { throw PageRefusal.forbidden(.reviewEntries) }
        }
        var reader = FormReader(request.form)
        let reason = reader.textArea("reason", "理由", max: 500, isRequired: false) ?? ""
        do {
            guard reader.errors.isEmpty else {
                page.errors = reader.errors
                return .page(page.page, status: 422)
            }
            let stamp = try request.stamp
            try await request.ward.database.write { try change(id, stamp, reason, $0) }
            return .seeOther(EntryPage.path(id), flash: Flash(.done, done))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}

/// The fields of an answer as a form sends them.
enum AnswerForm {
    static func read(
        _ reader: inout FormReader, marks: MarkSet, indicators: [PlanIndicator]
    ) -> Answer {
        let max = Answer.textScalarsMax
        var answer = Answer(
            mark: reader.choice("mark", "進捗区分", of: marks.marks.map(\.symbol), isRequired: false),
            done: reader.textArea("done", "実施したこと", max: max, isRequired: false) ?? "",
            plan: reader.textArea("plan", "今後の予定", max: max, isRequired: false) ?? "",
            problem: reader.textArea("problem", "課題", max: max, isRequired: false) ?? "",
            response: reader.textArea("response", "対応", max: max, isRequired: false) ?? "",
            doneOn: reader.date("doneOn", "終えた日", isRequired: false))
        for indicator in indicators {
            let field = EntryCheck.field(of: indicator.id)
            if let value = reader.quantity(field, indicator.name, unit: indicator.unitName, isRequired: false) {
                answer.values[indicator.id] = value
                let basis = reader.text(
                    EntryCheck.basisField(of: indicator.id), "\(indicator.name)の値のもと", max: ValueBasis.scalarsMax,
                    isRequired: false)
                answer.bases[indicator.id] = basis.flatMap { $0.isEmpty ? nil : $0 }
            }
        }
        return answer
    }
}
