import Storage
import Ward

/// 処理: long work, how far it is, cancelling and resuming.
enum JobRoutes {
    static let all: [Route] = [
        .page("jobs", needs: .readJobs, JobsPage.load),
        .page("jobs/:job", needs: .readJobs, JobPage.load),
        .action(
            "jobs/:job/cancel", on: Job.self, needs: .manageJobs, summary: "処理を中止する", fields: [], page: JobPage.load
        ) { job, _, change in
            _ = try JobStore.cancel(job.id, by: change.stamp, on: change.connection)
            return .done("中止を依頼しました。いま行っている1件が終わると止まります。")
        },
        .action("jobs/:job/resume", on: Job.self, needs: .manageJobs, summary: "処理を続きから再開する", page: JobPage.load) {
            job, form, change in
            _ = try JobStore.resume(
                job.id, retryingFailures: form.form["retry"] != nil, by: change.stamp, on: change.connection)
            return .done("続きから再開します。")
        },
    ]
}

extension Job: RouteSubject {
    public static func load(_ request: PageRequest, on connection: any Connection) throws -> Job {
        guard let job = try JobStore.find(try request.id("job"), on: connection) else { throw PageRefusal.notFound }
        return job
    }

    public var path: String { "/jobs/\(id)" }
}
