import Japanese
import Site
import Storage
import Ward

enum TakingDownFields {
    static let cause = Field<Release.TakenDown.Cause>.radios(
        "cause", "取りやめる理由の種類", Release.TakenDown.Cause.allCases.map { Choice($0.rawValue, $0.title) })
    static let reason = Field.textArea(
        "takenDownReason", "取りやめる理由", max: 500, rows: 3, hint: "だれでも読めます。個人の名前など、取りやめる内容そのものは書きません。"
    ).published
}

/// 公開の取りやめ: where an officer takes one release back from the public.
struct TakingDownRoutes: Sendable {
    let files: ReleaseFiles

    var all: [Route] {
        let files = files
        return [
            .action(
                "datasets/releases/:release/take-down", on: Release.self, needs: .publishDatasets,
                summary: "データの版の公開を取りやめる", fields: [TakingDownFields.cause, TakingDownFields.reason],
                page: ReleaseStaffPage.load, asks: Self.confirmation
            ) { release, form, change in
                let (cause, reason) = try form.values(TakingDownFields.cause, TakingDownFields.reason)
                try release.takeDown(cause, reason: reason, by: change.stamp, on: change.connection)
                // What is not taken back after all is made again when it is asked for.
                files.remove(release.content)
                return .done("公開を取りやめました。")
            },
            .action(
                "datasets/releases/:release/take-down/correct", on: Release.self, needs: .publishDatasets,
                summary: "公開を取りやめた理由の文を直す", fields: [TakingDownFields.cause, TakingDownFields.reason],
                page: ReleaseStaffPage.load
            ) { release, form, change in
                let (cause, reason) = try form.values(TakingDownFields.cause, TakingDownFields.reason)
                try release.correctTakenDown(cause, reason: reason, by: change.stamp, on: change.connection)
                return .done("理由の文を直しました。前の文は、記録に残っています。")
            },
        ]
    }

    @Sendable private static func confirmation(_ release: Release, _ change: Change) throws -> Confirmation {
        let resource = try Resource.known(release.resource, on: change.connection)
        let left = try Release.released(of: resource, on: change.connection).first {
            $0.isPublic && $0.id != release.id
        }
        let form = change.request.form
        let cause = form[TakingDownFields.cause.name].flatMap(Release.TakenDown.Cause.init)?.title ?? ""
        return Confirmation(
            "「\(resource.title)」の第\(release.number ?? 0)版の公開を取りやめます", submit: "公開を取りやめる",
            consequences: [
                "この版のファイルと説明のアドレスは、すべて「公開を取りやめました」と答えるようになります。",
                "取りやめた日と理由を、だれでも読めるようにします。理由: \(cause)。\(form[TakingDownFields.reason.name] ?? "")",
                left.map { "公開している版のうち最も新しいものは、第\($0.number ?? 0)版になります。" } ?? "このデータには、公開している版がなくなります。",
                "見た人のブラウザーや途中のサーバーには、長くて1日、写しが残ります。すでに保存した人の手元のファイルは消せません。",
                "版の記録、ファイルとハッシュは、証拠として残ります。",
            ], irreversible: "取りやめた版は、公開に戻せません。同じ内容を公開するときは、もう一度提出します。")
    }

    /// What whoever publishes is told of releases that were taken back.
    static func warnings(_ release: Release, on connection: any Connection) throws -> [String] {
        try Release.takenDown(of: release.resource, on: connection).map { taken in
            let words = "第\(taken.number ?? 0)版は、公開を取りやめています。理由: \(taken.takenDown?.words ?? "")"
            return taken.content == release.content ? "公開しようとしている内容は、公開を取りやめた版と同じです。\(words)" : words
        }
    }
}
