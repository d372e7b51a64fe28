import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// The addresses of the desk's cases. They hold identifiers only.
enum CaseRoutes {
    static let all: [Route] = [
        Route(.get, "desk", needs: .runDesk) { .page(try await DeskPage.load($0).page) },
        Route(.get, "desk/cases/new", needs: .runDesk, handler: blank),
        Route(.post, "desk/cases", needs: .runDesk, handler: open),
        Route(.get, "desk/cases/:case", needs: .runDesk) { .page(try await page($0).page) },
        Route(.get, "desk/cases/:case/edit", needs: .runDesk, handler: edit),
        Route(.post, "desk/cases/:case/edit", needs: .runDesk, handler: correct),
        Route(.post, "desk/cases/:case/ask", needs: .runDesk) { request in
            try await change(request, "担当の課に事前確認を依頼しました。") { view, stamp, connection in
                let asked = try PriorCheckStore.ask(
                    view.deskCase, visitOn: view.visit?.day ?? stamp.today.adding(days: 7), base: view.base, by: stamp,
                    on: connection)
                return asked.isEmpty ? "新しく依頼することはありません。" : nil
            }
        },
        Route(.post, "desk/cases/:case/unbook", needs: .runDesk) { request in
            try await change(request, "予約を取り消しました。日時を決め直すか、このまま日程待ちにできます。") { view, stamp, connection in
                guard let visit = view.visit, visit.state == .booked else {
                    throw DeskRefusal.notNow(view.deskCase.state)
                }
                try VisitStore.settle(visit.id, as: .cancelled, on: connection)
                try DeskLog.append("unbook", case: view.deskCase.id, by: stamp, on: connection)
                try CaseStore.move(view.deskCase.id, to: .waiting, by: stamp, on: connection)
                return nil
            }
        },
        Route(.post, "desk/cases/:case/missed", needs: .runDesk) { request in
            try await change(request, "来庁がなかったことを記録しました。") { view, stamp, connection in
                guard let visit = view.visit, visit.state == .booked else {
                    throw DeskRefusal.notNow(view.deskCase.state)
                }
                try VisitStore.settle(visit.id, as: .missed, on: connection)
                try DeskLog.append("missed", case: view.deskCase.id, by: stamp, on: connection)
                try CaseStore.move(view.deskCase.id, to: .waiting, by: stamp, on: connection)
                return nil
            }
        },
        Route(.post, "desk/cases/:case/reveal", needs: .runDesk) { request in
            let stamp = try request.stamp
            let id: ID<DeskCase> = try request.id("case")
            try await request.ward.database.write { connection in
                try DeskLog.append("view", case: try CaseStore.get(id, on: connection).id, by: stamp, on: connection)
            }
            var page = try await page(request)
            page.revealedAddress = page.view.deskCase.deceased.address.stored
            return .page(page.page)
        },
        Route(.post, "desk/cases/:case/begin", needs: .runDesk, handler: begin),
        Route(.post, "desk/cases/:case/end", needs: .runDesk) { request in
            try await change(request, "来庁を終えました。期限を見守ります。") { view, stamp, connection in
                guard let visit = view.visit, visit.state == .visiting else {
                    throw DeskRefusal.notNow(view.deskCase.state)
                }
                try VisitStore.end(visit, by: stamp, on: connection)
                guard
                    let ended = try VisitStore.all(of: view.deskCase.id, on: connection).first(where: {
                        $0.id == visit.id
                    })
                else { return nil }
                try StatisticStore.record(ended, of: view.deskCase, items: view.items, by: stamp, on: connection)
                return nil
            }
        },
        Route(.post, "desk/cases/:case/items", needs: .runDesk, handler: setItems),
        Route(.post, "desk/cases/:case/calls", needs: .runDesk, handler: call),
    ]

    // MARK: one case

    /// Everything the desk knows of the case in the address.
    static func view(_ request: PageRequest) async throws -> CaseView {
        let id: ID<DeskCase> = try request.id("case")
        let today = request.today
        return try await request.ward.database.read { try CaseView.load(id, today: today, on: $0) }
    }

    private static func page(_ request: PageRequest) async throws -> CasePage {
        CasePage(view: try await view(request), now: request.ward.clock.now(), csrfToken: request.csrfToken)
    }

    /// Does one thing to a case and goes back to it.
    /// - Parameter work: its result, if any, is told in place of `done`.
    static func change(
        _ request: PageRequest, _ done: String,
        _ work: @escaping @Sendable (CaseView, Stamp, any Connection) throws -> String?
    ) async throws -> PageResponse {
        let id: ID<DeskCase> = try request.id("case")
        let stamp = try request.stamp
        do {
            let told = try await request.ward.database.write { connection in
                try work(try CaseView.load(id, today: stamp.today, on: connection), stamp, connection)
            }
            return .seeOther(DeskCase.path(id), flash: Flash(.done, told ?? done))
        } catch let refusal as DeskRefusal {
            var page = try await page(request)
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }

    // MARK: booking by phone

    private static func blank(_ request: PageRequest) async throws -> PageResponse {
        // From the list of deaths, so that nobody types a name again.
        var given: Deceased?
        if let text = request.query["death"], let id = ID<ReportedDeath>(untrusted: text),
            let base = KnowledgeLibrary.base(BereavementDesk.event)
        {
            given = try await request.ward.database.read { try DeathStore.find(id, for: base, on: $0)?.deceased }
        }
        return .page(CaseFormPage(given: given, csrfToken: request.csrfToken).page)
    }

    private static func open(_ request: PageRequest) async throws -> PageResponse {
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        let stamp = try request.stamp
        var reader = FormReader(request.form)
        guard
            let told = BookingFields(language: .japanese, isDesk: true).read(&reader, today: request.today)
        else {
            return .page(
                CaseFormPage(given: nil, csrfToken: request.csrfToken, errors: reader.errors, sent: request.form).page,
                status: 422)
        }
        let opening = CaseStore.Opening(
            event: base.name, source: .phone, deceased: told.deceased, visitor: told.visitor,
            wishes: told.wishes, language: told.spoken, reminders: told.reminders, note: told.note,
            consents: told.consents)
        do {
            let made = try await request.ward.database.write {
                try CaseStore.open(opening, base: base, by: stamp, on: $0)
            }
            return .seeOther(
                made.path + "/booking", flash: Flash(.done, "案件\(made.number)を受け付けました。続けて日時を決めてください。"))
        } catch let refusal as DeskRefusal {
            return .page(
                CaseFormPage(
                    given: nil, csrfToken: request.csrfToken, errors: FormErrors(general: refusal.words),
                    sent: request.form
                ).page, status: 422)
        }
    }

    private static func edit(_ request: PageRequest) async throws -> PageResponse {
        .page(CaseEditPage(view: try await view(request), csrfToken: request.csrfToken).page)
    }

    private static func correct(_ request: PageRequest) async throws -> PageResponse {
        let view = try await view(request)
        let stamp = try request.stamp
        var reader = FormReader(request.form)
        guard
            let told = BookingFields(language: .japanese, isDesk: true).read(
                &reader, known: view.deskCase.deceased, today: request.today)
        else {
            return .page(
                CaseEditPage(view: view, csrfToken: request.csrfToken, errors: reader.errors, sent: request.form).page,
                status: 422)
        }
        var changed = view.deskCase
        changed.deceased = told.deceased
        changed.visitor = told.visitor
        changed.wishes = told.wishes
        changed.language = told.spoken
        changed.reminders = told.reminders
        changed.note = told.note
        changed.isRelationProved = request.form["proved"] != nil
        let stored = changed
        let days: [String: FactAnswer] = [
            view.base.eventDay: .known(.day(told.deceased.diedOn)), "birth": .known(.day(told.deceased.bornOn)),
        ]
        let visits = view.visits.filter { $0.state != .cancelled && $0.day < told.deceased.diedOn }
        let problems =
            CaseStore.dayProblems(view.ledger.facts.answers.merging(days) { $1 }, base: view.base, today: stamp.today)
            + visits.map { "「亡くなった日」が、来庁の日（\($0.day.japanese)）より後です。日を確かめて、直してください。" }
        guard problems.isEmpty else {
            return .page(
                CaseEditPage(
                    view: view, csrfToken: request.csrfToken,
                    errors: FormErrors(general: DeskRefusal.wrongDays(problems).words), sent: request.form
                ).page, status: 422)
        }
        try await request.ward.database.write { connection in
            try CaseStore.correct(stored, by: stamp, on: connection)
            for purpose in ConsentPurpose.allCases
            where told.consents.contains(purpose) != view.consents.contains(purpose) {
                try CaseStore.setConsent(
                    purpose, to: told.consents.contains(purpose), case: stored.id, by: stamp, on: connection)
                try DeskLog.append(
                    "consent", case: stored.id,
                    ["given": .bool(told.consents.contains(purpose)), "purpose": .string(purpose.rawValue)], by: stamp,
                    on: connection)
            }
            let (before, after) = (view.deskCase.deceased, told.deceased)
            if after.diedOn != before.diedOn || after.bornOn != before.bornOn {
                try FactStore.tell(
                    CaseFacts(days).limited(to: view.base), case: stored.id, source: .family, by: stamp, on: connection)
            }
        }
        return .seeOther(stored.path, flash: Flash(.done, "内容を直しました。"))
    }

    // MARK: the visit

    private static func begin(_ request: PageRequest) async throws -> PageResponse {
        let verified = Set(request.form.all("verified"))
        let isProved = request.form["proved"] != nil
        return try await change(request, "来庁を始めました。") { view, stamp, connection in
            guard let visit = view.visit, visit.state == .booked else { throw DeskRefusal.notNow(view.deskCase.state) }
            guard verified.isSuperset(of: ["kana", "birth", "address"]) else { throw DeskRefusal.notVerified }
            if isProved != view.deskCase.isRelationProved {
                var changed = view.deskCase
                changed.isRelationProved = isProved
                try CaseStore.correct(changed, by: stamp, on: connection)
            }
            try VisitStore.begin(visit, by: stamp, on: connection)
            try DeskLog.append("begin", case: view.deskCase.id, by: stamp, on: connection)
            return nil
        }
    }

    private static let reasonMax = 200

    private static func setItems(_ request: PageRequest) async throws -> PageResponse {
        let form = request.form
        var reader = FormReader(form)
        let view = try await view(request)
        var wanted: [(id: String, state: DeskItem.State, reason: String)] = []
        var cleared: [String] = []
        for item in view.items {
            let id = item.procedure.id
            guard let text = form["state-\(id)"] else { continue }
            if text.isEmpty {
                if item.state != nil { cleared.append(id) }
                continue
            }
            let title = item.procedure.title.japanese
            guard let state = DeskItem.State(rawValue: text) else { throw PageRefusal.badRequest("状態を選び直してください。") }
            let reason = reader.text("reason-\(id)", "\(title)の理由", max: reasonMax, isRequired: false) ?? ""
            if state == .dropped, reason.isEmpty {
                reader.errors.addGeneral("「\(title)」を「行わない」にするときは、理由を書いてください。")
            }
            if state != item.state || reason != item.reason { wanted.append((id, state, reason)) }
        }
        guard reader.errors.isEmpty else {
            var page = try await page(request)
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let (changes, undone) = (wanted, cleared)
        return try await change(request, "\(changes.count + undone.count)件の状態を保存しました。") { view, stamp, connection in
            guard view.deskCase.state.isOpen else { throw DeskRefusal.notNow(view.deskCase.state) }
            for id in undone { try ItemStore.clear(id, case: view.deskCase.id, by: stamp, on: connection) }
            for change in changes {
                try ItemStore.set(
                    change.id, to: change.state, reason: change.reason, case: view.deskCase.id, by: stamp,
                    on: connection)
            }
            return nil
        }
    }

    private static func call(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let reached = reader.choice("reached", "結果", of: ["yes", "no"])
        let note = reader.textArea("note", "メモ", max: 500, isRequired: false) ?? ""
        guard reader.errors.isEmpty, let reached else {
            var page = try await page(request)
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        return try await change(request, "電話を記録しました。") { view, stamp, connection in
            try CallStore.append(
                case: view.deskCase.id, isReached: reached == "yes", note: note, by: stamp, on: connection)
            return nil
        }
    }
}

/// The form for a booking by phone.
struct CaseFormPage {
    let given: Deceased?
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        Page(
            "電話で予約を受ける", trail: [DeskPage.link],
            body: """
                <p>お悔やみを申し上げ、次のことを伺います。日時は次の画面で決めます。</p>
                \(FormView(
                    action: "/desk/cases", csrfToken: csrfToken, submit: "受け付けて日時を決める", errors: errors, sent: sent,
                    cancel: Link("受け付けない", DeskPage.path),
                    fields: BookingFields(language: .japanese, isDesk: true).fields(given, visitor: nil)))
                """)
    }
}

/// Corrections to what was told at the booking.
struct CaseEditPage {
    let view: CaseView
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let deskCase = view.deskCase
        let fields =
            BookingFields(language: .japanese, isDesk: true).fields(
                deskCase.deceased, visitor: deskCase.visitor, wishes: deskCase.wishes, spoken: deskCase.language,
                reminders: deskCase.reminders, note: deskCase.note, consents: view.consents)
            + [.checkbox("proved", "亡くなった方との関係を書類で確かめた", isOn: deskCase.isRelationProved)]
        return Page(
            "案件 \(deskCase.number) の内容を直す", trail: [DeskPage.link, Link("案件 \(deskCase.number)", deskCase.path)],
            body: """
                \(FormView(
                    action: deskCase.path + "/edit", csrfToken: csrfToken, submit: "保存する", errors: errors, sent: sent,
                    cancel: Link("戻る", deskCase.path), fields: fields))
                """)
    }
}
