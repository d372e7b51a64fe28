import Storage
import Ward

/// 処理: long work, how far it is, cancelling and resuming.
enum JobRoutes {
    static let all: [Route] = [
        Route(.get, "jobs", needs: .readJobs) { request in try await list(request) },
        Route(.get, "jobs/:job", needs: .readJobs) { request in try await show(request) },
        Route(.post, "jobs/:job/cancel", needs: .manageJobs) { request in
            try await change(request, done: "中止を依頼しました。いま行っている1件が終わると止まります。") {
                try JobStore.cancel($0, by: $1, on: $2)
            }
        },
        Route(.post, "jobs/:job/resume", needs: .manageJobs) { request in
            let retries = request.form["retry"] != nil
            return try await change(request, done: "続きから再開します。") {
                try JobStore.resume($0, retryingFailures: retries, by: $1, on: $2)
            }
        },
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let before = request.query["before"].flatMap { ID<Job>(untrusted: $0) }
        let rows = try await request.ward.database.read { connection in
            try JobStore.list(before: before, on: connection).map { job in
                JobsPage.Row(job: job, progress: try JobStore.progress(of: job.id, on: connection))
            }
        }
        if request.wantsJSON { return .json(["jobs": .array(rows.map(\.json))]) }
        return .page(JobsPage(rows: rows, isFirst: before == nil).page)
    }

    private static func show(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Job> = try request.id("job")
        let after = request.query["after"] ?? ""
        let mayManage = try request.person.may(.manageJobs)
        let csrfToken = request.csrfToken
        let found = try await request.ward.database.read { connection -> JobPage? in
            guard let job = try JobStore.find(id, on: connection),
                let progress = try JobStore.progress(of: id, on: connection)
            else { return nil }
            return JobPage(
                job: job, progress: progress, items: try JobStore.items(of: id, after: after, on: connection),
                isFirst: after.isEmpty, mayManage: mayManage, csrfToken: csrfToken)
        }
        guard let found else { throw PageRefusal.notFound }
        if request.wantsJSON { return .json(JobsPage.Row(job: found.job, progress: found.progress).json) }
        return .page(found.page)
    }

    private static func change(
        _ request: PageRequest, done: String,
        _ body: @escaping @Sendable (ID<Job>, Stamp, any Connection) throws -> Job
    ) async throws -> PageResponse {
        let id: ID<Job> = try request.id("job")
        let stamp = try request.stamp
        _ = try await request.ward.database.write { try body(id, stamp, $0) }
        return .seeOther("/jobs/\(id)", flash: Flash(.done, done))
    }
}
