import Site
import Storage
import Ward

/// The addresses of answers.
enum EntryRoutes {
    static let all: [Route] = [
        .page("entries/:entry", needs: .readRounds, EntryPage.load),
        .submission("entries/:entry", needs: .editEntries, summary: "回答を保存または提出する", page: EntryPage.load) {
            try await save($0, &$1)
        },
        .submission(
            "entries/:entry/evidence", needs: .editEntries, summary: "回答に根拠資料を付ける",
            fields: [EvidenceFields.file, EvidenceFields.title], page: EntryPage.load
        ) {
            try await attach($0, &$1)
        },
        .action(
            "entries/:entry/copy", on: WrittenEntry.self, needs: .editEntries, summary: "前回の回答から写す",
            page: EntryPage.load
        ) {
            subject, form, change in
            let copy = try EntryCopy(
                subject.entry, in: subject.seen.round, sent: form.form, on: change.connection)
            guard !copy.isEmpty else { throw EntryCopyRefusal.nothing(hasPrevious: copy.hasPrevious) }
            return .kept(copy.told, settling: copy.settled)
        },
        .action(
            "entries/:entry/evidence/remove", on: WrittenEntry.self, needs: .editEntries, summary: "回答の根拠資料を外す",
            page: EntryPage.load
        ) {
            subject, form, change in
            try EntryStore.detach(
                form.form[FormView.choiceField] ?? "", from: subject.entry.id, by: change.stamp, on: change.connection)
            return .kept("根拠資料を外しました。")
        },
        Route(.get, "entries/:entry/evidence/:hash", needs: .readRounds, handler: evidence),
        .action(
            "entries/:entry/withdraw", on: WrittenEntry.self, needs: .editEntries, summary: "提出した回答を取り下げる",
            fields: [RoundFields.reason], page: EntryPage.load
        ) {
            subject, form, change in
            let reason = try form.values(RoundFields.reason)
            try EntryStore.withdraw(subject.entry.id, reason: reason, by: change.stamp, on: change.connection)
            return .done("取り下げました。直してから、もう一度提出してください。")
        },
        .action(
            "entries/:entry/approve", on: ApprovedEntry.self, needs: .approveEntries, summary: "回答を承認する",
            fields: [FormReader.declaredRevision], page: EntryPage.load
        ) {
            subject, form, change in
            try EntryStore.approve(
                subject.entry.id, revision: form.seenRevision(), by: change.stamp, on: change.connection)
            return .done("承認しました。事務局が確認します。")
        },
        .action(
            "entries/:entry/accept", on: AcceptedEntry.self, needs: .reviewEntries, summary: "回答を受け付ける",
            fields: [FormReader.declaredRevision], page: EntryPage.load
        ) {
            subject, form, change in
            try EntryStore.accept(
                subject.entry.id, revision: form.seenRevision(), by: change.stamp, on: change.connection)
            return .done("受け付けました。")
        },
        .action(
            "entries/:entry/accept/undo", on: AcceptedEntry.self, needs: .reviewEntries, summary: "回答の受付を取り消す",
            fields: [FormReader.declaredRevision], page: EntryPage.load
        ) {
            subject, form, change in
            try EntryStore.undoAccept(
                subject.entry.id, revision: form.seenRevision(), by: change.stamp, on: change.connection)
            return .done("受付を取り消しました。もう一度受け付けるか、理由を書いて差し戻せます。")
        },
        .action(
            "entries/:entry/return", on: ReturnedEntry.self, needs: .readRounds, summary: "回答を差し戻す",
            fields: [RoundFields.reason], page: EntryPage.load
        ) {
            subject, form, change in
            let reason = try form.values(RoundFields.reason)
            try EntryStore.sendBack(subject.entry.id, reason: reason, by: change.stamp, on: change.connection)
            return .done("差し戻しました。担当の「今日の仕事」に理由が出ています。")
        },
    ]

    private static func attach(_ request: PageRequest, _ form: inout FormReader) async throws -> Outcome {
        let entry = try await request.ward.database.read { try WrittenEntry.load(request, on: $0).entry.id }
        let (file, title) = try form.values(EvidenceFields.file, EvidenceFields.title)
        let stamp = try request.stamp
        let cells = try await EvidenceCells.read(file.bytes)
        do {
            try await request.ward.database.write { connection in
                try EntryStore.attach(
                    file.bytes, filename: file.filename, title: title, cells: cells, to: entry, by: stamp,
                    on: connection)
            }
        } catch let refusal as EvidenceRefusal {
            throw form.refusing(EvidenceFields.file, refusal.words)
        }
        return .kept("根拠資料を付けました。", settling: [EvidenceFields.title.name])
    }

    /// Saves what was sent; with the button for handing in, also hands it in when nothing blocks.
    private static func save(_ request: PageRequest, _ form: inout FormReader) async throws -> Outcome {
        let (entry, page, fields) = try await request.ward.database.read { connection in
            let seen = try WrittenEntry.load(request, on: connection).seen
            return (seen.entry.id, seen.path, try AnswerFields(seen.entry, in: seen.round, on: connection))
        }
        let answer = fields.read(&form)
        let (file, title) = try form.values(EvidenceFields.file.optional, EvidenceFields.title)
        let revision = try form.seenRevision()
        let stamp = try request.stamp
        let cells = try await EvidenceCells.read(file?.bytes)
        do {
            try await request.ward.database.write { connection in
                try EntryStore.save(answer, to: entry, revision: revision, by: stamp, on: connection)
                // A file that was chosen and not attached before is not left behind.
                guard let file else { return }
                try EntryStore.attach(
                    file.bytes, filename: file.filename, title: title, cells: cells, to: entry, by: stamp,
                    on: connection)
            }
        } catch let refusal as EvidenceRefusal {
            throw form.refusing(EvidenceFields.file, refusal.words)
        }
        if request.form[FormView.choiceField] == "draft" { return .done("下書きを保存しました。まだ提出していません。", at: page) }
        do {
            try await request.ward.database.write { try EntryStore.submit(entry, by: stamp, on: $0) }
        } catch RoundRefusal.invalid(let findings) {
            // The draft is saved already: nothing that was written is lost.
            throw FormRefused(findings.blocking)
        }
        return .done("提出しました。主管課長の承認を待ちます。", at: page)
    }

    private static func evidence(_ request: PageRequest) async throws -> PageResponse {
        try await request.ward.database.read { connection in
            let entry = try SeenEntry.load(request, on: connection).entry
            guard
                let hash = try EntryStore.evidence(of: entry.id, on: connection).map(\.hash)
                    .first(where: { $0 == request.parameters["hash"] }),
                let bytes = try EvidenceStore.bytes(hash, on: connection),
                let kept = try EvidenceStore.find(hash, on: connection)
            else { throw PageRefusal.notFound }
            return .bytes(bytes, type: kept.type.rawValue, filename: kept.filename)
        }
    }
}

extension AnswerFields {
    init(_ entry: Entry, in round: Round, on connection: any Connection) throws {
        self.init(
            marks: round.markSet,
            indicators: try PlanIndicatorStore.list(of: entry.lineage, asOf: round.calendar.asOf, on: connection),
            counted: entry.counted, round: round.id)
    }
}

extension [EntryFinding] {
    /// What must be mended before the answer is handed in, beside its fields.
    fileprivate var blocking: FormErrors {
        var errors = FormErrors()
        for finding in inFieldOrder where finding.severity == .error { errors.add(finding.field, finding.message) }
        return errors
    }
}
