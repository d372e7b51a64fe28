import Storage
import Ward

extension Route {
    /// A change of one subject: loaded, authorised, tried and written in one transaction; a refusal draws the page again
    /// with everything that was sent.
    ///
    ///     .action("rounds/:round/close", on: Round.self, needs: .manageRounds, page: RoundPage.load) { round, form, change in
    ///         try RoundStore.close(round.id, by: change.stamp, on: change.connection)
    ///         return .done("締め切りました。")
    ///     }
    ///
    /// - Parameters:
    ///   - page: where the form stands.
    ///   - asks: what is to be confirmed before the change counts; `nil` where it can be undone, by nature or as it stands. Every button that
    ///     leads here is drawn as one for what cannot be undone.
    ///   - change: reads the form by declared fields, changes records with the given connection alone, and says what to tell.
    public static func action<Subject: RouteSubject>(
        _ path: String, on subject: Subject.Type, needs permission: Permission,
        page: @escaping PageLoading<some PageView>,
        asks: (@Sendable (Subject, Change) throws -> Confirmation?)? = nil,
        change: @escaping @Sendable (Subject, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        action(path, on: subject, access: .needs(permission), page: page, asks: asks, change: change)
    }

    /// A change that makes something new.
    ///
    ///     .action("reports", needs: .writeReports, page: NewReportPage.load) { form, change in … }
    public static func action(
        _ path: String, needs permission: Permission, page: @escaping PageLoading<some PageView>,
        change: @escaping @Sendable (inout FormReader, Change) throws -> Outcome
    ) -> Route {
        action(path, access: .needs(permission), page: page, change: change)
    }

    /// A change by whoever the access lets in, also without sign-in: what such a change may reach is for it to say.
    public static func action(
        _ path: String, access: Access, page: @escaping PageLoading<some PageView>,
        change: @escaping @Sendable (inout FormReader, Change) throws -> Outcome
    ) -> Route {
        action(path, on: WholeSite.self, access: access, page: page, asks: nil) { _, reader, made in
            try change(&reader, made)
        }
    }

    private static func action<Subject: RouteSubject>(
        _ path: String, on subject: Subject.Type, access: Access, page: @escaping PageLoading<some PageView>,
        asks: (@Sendable (Subject, Change) throws -> Confirmation?)?,
        change: @escaping @Sendable (Subject, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        var route = submission(path, access: access, page: page) { request, _ in
            try await request.ward.database.write { connection in
                let subject = try Subject.load(request, on: connection)
                let made = Change(request: request, connection: connection)
                let confirmation = try asks.flatMap { try $0(subject, made) }
                var reader = FormReader(request.form)
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

    /// A form whose work takes place outside a transaction, at least in part: hashing a password, reading a file that was
    /// sent. What it refuses is shown as for ``action(_:on:needs:page:asks:change:)``.
    public static func submission(
        _ path: String, access: Access, page: @escaping PageLoading<some PageView>,
        work: @escaping @Sendable (PageRequest, inout FormReader) async throws -> Outcome
    ) -> Route {
        Route(.post, path, access: access, reading: .formOrJSON) { request in
            var reader = FormReader(request.form)
            do {
                let outcome = try await work(request, &reader)
                if request.isProgram, let done = outcome.json { return .json(done) }
                switch outcome.course {
                case .go(let path): return .seeOther(path ?? request.path, flash: outcome.flash)
                case .answer(let response): return response
                case .stay(let settled):
                    let view = try await request.loading(page, errors: .none, without: settled)
                    return .page(view.page, flash: outcome.flash)
                }
            } catch let asked as Unconfirmed where request.isProgram {
                throw asked.confirmation.refusal
            } catch let asked as Unconfirmed {
                return .page(asked.confirmation.page(request, back: asked.back))
            } catch let refused as FormRefused {
                return try await request.refused(page, refused.errors, status: 422)
            } catch let refusal as any RecordRefusal {
                throw refusal
            } catch let refusal as any Refusal {
                return try await request.refused(page, FormErrors(general: refusal.words), status: 409)
            } catch StorageError.duplicate {
                return try await request.refused(page, FormErrors(general: DuplicateRecord().words), status: 409)
            }
        }
    }

    public static func submission(
        _ path: String, needs permission: Permission, page: @escaping PageLoading<some PageView>,
        work: @escaping @Sendable (PageRequest, inout FormReader) async throws -> Outcome
    ) -> Route {
        submission(path, access: .needs(permission), page: page, work: work)
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
