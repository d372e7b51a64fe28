import Storage
import Ward

extension Route {
    /// A change of one subject: loaded, authorised, tried and written in one transaction; a refusal draws the page again
    /// with everything that was sent.
    ///
    ///     .action(
    ///         "rounds/:round/close", on: Round.self, needs: .manageRounds, summary: "締め切る", fields: [], page: RoundPage.load
    ///     ) { round, form, change in
    ///         try RoundStore.close(round.id, by: change.stamp, on: change.connection)
    ///         return .done("締め切りました。")
    ///     }
    ///
    /// - Parameters:
    ///   - summary, fields: what the document for programs says of it; without them, the permission is its summary, and its fields
    ///     depend on the record.
    ///   - page: where the form stands.
    ///   - asks: what is to be confirmed before the change counts; `nil` where it can be undone, by nature or as it stands. Every button that
    ///     leads here is drawn as one for what cannot be undone.
    ///   - prepares: what takes long and changes nothing, before the transaction: its result is kept where the change finds it.
    ///   - change: reads the form by declared fields, changes records with the given connection alone, and says what to tell.
    public static func action<Subject: RouteSubject>(
        _ path: String, on subject: Subject.Type, needs permission: Permission, summary: String? = nil,
        fields: [any DeclaredField]? = nil, page: @escaping PageLoading<some PageView>,
        asks: (@Sendable (Subject, Change) throws -> Confirmation?)? = nil,
        prepares: @escaping @Sendable (PageRequest) async throws -> Void = { _ in },
        change: @escaping @Sendable (Subject, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        action(
            path, on: subject, access: .needs(permission), summary: summary ?? permission.title, fields: fields,
            page: page, asks: asks, prepares: prepares, change: change)
    }

    /// A change by everybody who is let in.
    static func action<Subject: RouteSubject>(
        _ path: String, on subject: Subject.Type, access: Access, summary: String, fields: [any DeclaredField]?,
        page: @escaping PageLoading<some PageView>, asks: (@Sendable (Subject, Change) throws -> Confirmation?)?,
        prepares: @escaping @Sendable (PageRequest) async throws -> Void = { _ in },
        change: @escaping @Sendable (Subject, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        let confirming: [any DeclaredField] = asks == nil ? [] : [Confirmation.declared]
        let program = ProgramSide(summary, answer: .done, fields: fields.map { $0 + confirming })
        var route = submission(path, access: access, program: program, page: page) { request, _ in
            try await prepares(request)
            return try await request.ward.database.write { connection in
                let subject = try Subject.load(request, on: connection)
                let made = Change(request: request, connection: connection)
                let confirmation = try asks.flatMap { try $0(subject, made) }
                var reader = FormReader(request.form)
                defer { request.watch?(reader.namesRead) }
                let outcome = try change(subject, &reader, made)
                try reader.check()
                if let confirmation, request.form[Confirmation.field] != confirmation.mark {
                    throw Unconfirmed(confirmation: confirmation, back: subject.path)
                }
                return outcome.going(to: subject.path)
            }
        }
        route.asksFirst = asks != nil
        return route
    }

    /// A change that makes something new.
    ///
    ///     .action("reports", needs: .writeReports, page: NewReportPage.load) { form, change in … }
    public static func action(
        _ path: String, needs permission: Permission, summary: String? = nil, fields: [any DeclaredField]? = nil,
        page: @escaping PageLoading<some PageView>,
        change: @escaping @Sendable (inout FormReader, Change) throws -> Outcome
    ) -> Route {
        action(
            path, on: WholeSite.self, needs: permission, summary: summary, fields: fields, page: page
        ) { _, reader, made in try change(&reader, made) }
    }

    /// A change by whoever the access lets in, also without sign-in, from a form that only people fill in: what such a change
    /// may reach is for it to say.
    public static func formAction(
        _ path: String, access: Access, page: @escaping PageLoading<some PageView>,
        change: @escaping @Sendable (inout FormReader, Change) throws -> ShownOutcome
    ) -> Route {
        form(path, access: access, page: page) { request, _ in
            try await request.ward.database.write { connection in
                var reader = FormReader(request.form)
                let outcome = try change(&reader, Change(request: request, connection: connection))
                try reader.check()
                return outcome
            }
        }
    }

    /// What is sent and whose work takes place outside a transaction, at least in part: hashing a password, reading a file. What
    /// it refuses is shown as for ``action(_:on:needs:summary:fields:page:asks:change:)``.
    public static func submission(
        _ path: String, needs permission: Permission, summary: String? = nil, fields: [any DeclaredField]? = nil,
        page: @escaping PageLoading<some PageView>,
        work: @escaping @Sendable (PageRequest, inout FormReader) async throws -> Outcome
    ) -> Route {
        submission(
            path, access: .needs(permission),
            program: ProgramSide(summary ?? permission.title, answer: .done, fields: fields), page: page, work: work)
    }

    private static func submission(
        _ path: String, access: Access, program: ProgramSide, page: @escaping PageLoading<some PageView>,
        work: @escaping @Sendable (PageRequest, inout FormReader) async throws -> Outcome
    ) -> Route {
        Route(.post, path, access: access, program: program) { request in
            try await request.answering(page) { reader in
                let outcome = try await work(request, &reader)
                return request.isProgram ? .json(outcome.json) : try await request.answer(outcome, page)
            }
        }
    }

    /// A form that only people fill in, because it answers with what no program could read.
    public static func form(
        _ path: String, access: Access, page: @escaping PageLoading<some PageView>,
        work: @escaping @Sendable (PageRequest, inout FormReader) async throws -> ShownOutcome
    ) -> Route {
        Route(.post, path, access: access) { request in
            try await request.answering(page) { reader in
                switch try await work(request, &reader).course {
                case .told(let outcome): try await request.answer(outcome, page)
                case .answer(let response): response
                }
            }
        }
    }
}

extension PageRequest {
    /// Does what was sent, and draws the page again when that is refused.
    fileprivate func answering(
        _ page: @escaping PageLoading<some PageView>, _ work: (inout FormReader) async throws -> PageResponse
    ) async throws -> PageResponse {
        var reader = FormReader(form)
        defer { watch?(reader.namesRead) }
        do {
            return try await work(&reader)
        } catch let asked as Unconfirmed where isProgram {
            throw asked.confirmation.refusal
        } catch let asked as Unconfirmed {
            return .page(asked.confirmation.page(self, back: asked.back))
        } catch let refused as FormRefused {
            return try await self.refused(page, refused.errors, status: 422)
        } catch let refusal as any RecordRefusal {
            throw refusal
        } catch let refusal as any Refusal {
            return try await refused(page, FormErrors(general: refusal.words), status: 409)
        } catch StorageError.duplicate {
            return try await refused(page, FormErrors(general: DuplicateRecord().words), status: 409)
        }
    }

    fileprivate func answer(
        _ outcome: Outcome, _ page: @escaping PageLoading<some PageView>
    ) async throws -> PageResponse {
        switch outcome.course {
        case .go(let path): return .seeOther(path ?? self.path, flash: outcome.flash)
        case .stay(let settled):
            let view = try await loading(page, errors: .none, without: settled)
            return .page(view.page, flash: outcome.flash)
        }
    }
}

extension Outcome {
    /// The same, where it says no other page.
    fileprivate func going(to path: String) -> Outcome {
        if case .go(nil) = course { Outcome(flash: flash, course: .go(path)) } else { self }
    }
}

extension PageRequest {
    fileprivate func loading<View: PageView>(
        _ load: @escaping PageLoading<View>, errors: FormErrors, without settled: [String] = []
    ) async throws -> View {
        let redrawn = redrawn(with: errors, without: settled)
        return try await ward.database.read { try load(redrawn, $0) }
    }

    /// The page on which the form stands, with what is wrong; above everything where no form on it says so.
    fileprivate func refused(
        _ load: @escaping PageLoading<some PageView>, _ errors: FormErrors, status: Int
    ) async throws -> PageResponse {
        if isProgram { throw ProgramRefused(errors, status: status) }
        let page = try await loading(load, errors: errors).page
        return .page(page.body.text.contains(FormView.summaryMark) ? page : page.refusing(errors), status: status)
    }
}

extension Page {
    /// The same page with what was refused above everything else.
    fileprivate func refusing(_ errors: FormErrors) -> Page {
        let items: [HTML] = errors.entries.map { "<li>\($0.message)</li>" }
        return with(
            body: "<div role=\"alert\">\(Notice(.error, "この操作はできませんでした", "<ul>\(items)</ul>"))</div>\n\(body)")
    }
}
