import Japanese
import Site
import Storage
import Ward

/// The addresses of comments and of what was done about them.
enum CommentRoutes {
    static let all: [Route] = [
        Route(.get, "initiatives/:initiative/comments", needs: .readComments) {
            try await show($0, about: .initiative(try $0.id("initiative")))
        },
        Route(.post, "initiatives/:initiative/comments", needs: .writeComments) {
            try await add($0, about: .initiative(try $0.id("initiative")))
        },
        Route(.get, "entries/:entry/comments", needs: .readComments) {
            try await show($0, about: .entry(try $0.id("entry")))
        },
        Route(.post, "entries/:entry/comments", needs: .writeComments) {
            try await add($0, about: .entry(try $0.id("entry")))
        },
        Route(.get, "comments/:comment", needs: .readComments) { request in
            let page = try await page(request)
            return request.wantsJSON ? .json(page.comment.json) : .page(page.page)
        },
        Route(.post, "comments/:comment/responses", needs: .respondToComments, handler: respond),
    ]

    // MARK: lists

    private static func show(_ request: PageRequest, about subject: Comment.Subject) async throws -> PageResponse {
        let page = try await listPage(request, subject)
        return request.wantsJSON ? .json(page.json) : .page(page.page)
    }

    private static func listPage(
        _ request: PageRequest, _ subject: Comment.Subject
    ) async throws -> CommentListPage {
        let person = try request.person
        return try await request.ward.database.read { connection in
            var entryTitle: String?
            let id: ID<Initiative>
            switch subject {
            case .initiative(let initiative): id = initiative
            case .entry(let entry):
                guard let (found, title) = try CommentAccess.entry(entry, person, on: connection) else {
                    throw PageRefusal.notFound
                }
                (id, entryTitle) = (found.initiative, title)
            }
            guard let initiative = try InitiativeStore.find(id, on: connection) else { throw PageRefusal.notFound }
            let seen = try CommentAccess.comments(about: subject, of: initiative, person, on: connection)
            return CommentListPage(
                subject: subject, initiative: initiative, entryTitle: entryTitle, comments: seen.comments,
                entryTitles: entryTitle == nil ? seen.titles : [:],
                layers: CommentLayer.allCases.filter {
                    person.may(.writeComments) && $0.mayBeWritten(by: person, group: initiative.studyGroup)
                        && ($0 != .group || initiative.studyGroup != nil)
                }, csrfToken: request.csrfToken)
        }
    }

    private static func add(_ request: PageRequest, about subject: Comment.Subject) async throws -> PageResponse {
        var page = try await listPage(request, subject)
        guard !page.layers.isEmpty else { throw PageRefusal.forbidden(.writeComments) }
        var reader = FormReader(request.form)
        let layer = reader.choice("layer", "立場", as: CommentLayer.self)
        let content = reader.textArea("content", "意見", max: CommentLimits.contentScalarsMax)
        let source = reader.text("source", "意見募集などの名称", max: CommentLimits.sourceScalarsMax, isRequired: false) ?? ""
        if let layer, !page.layers.contains(layer) { throw PageRefusal.forbidden(layer.permission) }
        if let layer, layer.isFromOutside {
            if source.isBlank { reader.errors.add("source", CommentRefusal.sourceNeeded.words) }
            if let detail = PersonalDetail.found(in: source) { reader.errors.add("source", detail.words) }
            if let detail = content.flatMap(PersonalDetail.found) { reader.errors.add("content", detail.words) }
        }
        page.sent = request.form
        guard let layer, let content, reader.errors.isEmpty else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { connection in
                _ = try CommentStore.add(
                    content, layer: layer, about: subject, source: source, by: stamp, on: connection)
            }
            return .seeOther(CommentListPage.path(subject), flash: Flash(.done, "\(layer.title)の意見を加えました。"))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }

    // MARK: responses

    private static func page(_ request: PageRequest) async throws -> CommentPage {
        let id: ID<Comment> = try request.id("comment")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let comment = try CommentStore.find(id, on: connection),
                let initiative = try InitiativeStore.find(comment.initiative, on: connection),
                try comment.entry.map({ try CommentAccess.entry($0, person, on: connection) != nil }) ?? true
            else { throw PageRefusal.notFound }
            return CommentPage(
                comment: comment, initiative: initiative,
                units: try CommentAccess.respondingUnits(
                    for: comment, of: initiative, person, today: today, on: connection),
                today: today, csrfToken: request.csrfToken)
        }
    }

    private static func respond(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        guard !page.units.isEmpty else { throw PageRefusal.forbidden(.respondToComments) }
        let id = page.comment.id
        var reader = FormReader(request.form)
        let state = reader.choice("state", "対応", as: CommentResponse.State.self)
        let content = reader.textArea("content", "対応の内容", max: CommentLimits.contentScalarsMax)
        let reason = reader.textArea("reason", "対応しない理由", max: CommentLimits.reasonScalarsMax, isRequired: false) ?? ""
        let unit = reader.id("unit", "対応した課", of: page.units.map(\.id))
        let day = reader.date("respondedOn", "対応した日", to: request.today)
        if state == .declined, reason.isBlank { reader.errors.add("reason", CommentRefusal.reasonNeeded.words) }
        page.sent = request.form
        guard let state, let content, let unit, let day, reader.errors.isEmpty else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { connection in
                try CommentStore.respond(
                    content, state: state, reason: reason, unit: unit, on: day, to: id, by: stamp, on: connection)
            }
            return .seeOther(CommentSection.path(id), flash: Flash(.done, "対応結果を加えました。前の対応結果も残っています。"))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}

/// Who sees which comments, and who answers for whom.
enum CommentAccess {
    /// An answer that the person may see, with its quarter and section in words.
    static func entry(
        _ id: ID<Entry>, _ person: SignedIn, on connection: any Connection
    ) throws -> (entry: Entry, title: String)? {
        guard let entry = try Entry.find(id, on: connection),
            let round = try Round.find(entry.round, on: connection),
            EntryAccess.maySee(unit: entry.unit, state: entry.state, in: round, person)
        else { return nil }
        let unit = try UnitStore.find(entry.unit, on: connection)?.name ?? ""
        return (entry, "\(round.label)　\(unit)")
    }

    /// The comments on a subject, without those on answers that the person may not see.
    static func comments(
        about subject: Comment.Subject, of initiative: Initiative, _ person: SignedIn, on connection: any Connection
    ) throws -> (comments: [Comment], titles: [ID<Entry>: String]) {
        guard person.may(.readComments) else { return ([], [:]) }
        let all =
            switch subject {
            case .entry(let entry): try CommentStore.list(on: entry, on: connection)
            case .initiative: try CommentStore.list(on: initiative.lineage, on: connection)
            }
        var titles: [ID<Entry>: String] = [:]
        for id in Set(all.compactMap(\.entry)) { titles[id] = try entry(id, person, on: connection)?.title }
        return (all.filter { comment in comment.entry.map { titles[$0] != nil } ?? true }, titles)
    }

    /// The units that answer for the initiative today, as far as the person may speak for them; every unit for who may
    /// speak for the ward.
    static func respondingUnits(
        for comment: Comment, of initiative: Initiative, _ person: SignedIn, today: CivilDate,
        on connection: any Connection
    ) throws -> [OfficeUnit] {
        guard person.may(.respondToComments) else { return [] }
        let standing = try UnitStore.list(validOn: today, on: connection)
        guard let own = person.units(.respondToComments) else { return standing }
        let succession = try UnitStore.succession(on: connection)
        var answering = initiative.mainUnits
        if let entry = try comment.entry.flatMap({ try Entry.find($0, on: connection) }) {
            answering.append(entry.unit)
        }
        let successors = Set(answering.flatMap { succession.successors(of: $0, validOn: today).map(\.id) })
        return standing.filter { own.contains($0.id) && successors.contains($0.id) }
    }
}
