import Japanese
import Site
import Ward

/// Rewrites one initiative of a draft, adds one, or tells what becomes of one.
struct InitiativeDraftPage {
    let version: PlanVersion
    /// `nil` for a new one.
    let initiative: Initiative?
    let others: [Initiative]
    let units: [OfficeUnit]
    let groups: [Body]
    let proposals: [Proposal]
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?
    var closingErrors = FormErrors.none

    static let promisesMax = 20

    private var path: String {
        let parent = VersionPage.path(version.id)
        return initiative.map { VersionPage.editPath(version.id, $0.id) } ?? "\(parent)/initiatives"
    }

    var page: Page {
        Page(
            initiative?.heading ?? "取組を新たに設ける",
            trail: [
                PlanPage.link, VersionListPage.link, Link("第\(version.number)版", VersionPage.path(version.id)),
            ], section: PlanPage.link.path,
            body: """
                \(proposalNotes)
                \(FormView(
                    action: path, csrfToken: csrfToken, submit: "改定案に書く", errors: errors, sent: sent,
                    cancel: Link("やめる", VersionPage.path(version.id)), fields: fields))
                \(initiative == nil ? .empty : closing)
                """)
    }

    private var proposalNotes: HTML {
        let open = proposals.filter { $0.state == .open }
        guard !open.isEmpty, let initiative else { return .empty }
        let items: [HTML] = open.map {
            "<li>\($0.proposer.title)（\($0.proposerName)）　\($0.content)（理由　\($0.reason)）</li>"
        }
        return Notice(
            .information, "この取組への提案があります",
            "<ul>\(items)</ul><p><a href=\"\(ProposalPage.path(initiative.id))\">提案に対応を書く</a></p>"
        ).html
    }

    private var fields: [FormField] {
        var fields: [FormField] = [
            .text("number", "番号", value: initiative?.number ?? "", max: 20, hint: "例: (7)"),
            .text("title", "名称", value: initiative?.title ?? "", max: 200),
        ]
        let promises = initiative?.promises ?? []
        for index in 0..<min(promises.count + 1, Self.promisesMax) {
            let promise = promises.indices.contains(index) ? promises[index] : nil
            let label = promise == nil ? "加える約束" : "約束\(index + 1)"
            if let promise { fields.append(.hidden("promise\(index)", promise.id.text)) }
            fields.append(
                .textArea(
                    "content\(index)", label, value: promise?.content ?? "", max: 1000, rows: 3, isRequired: false,
                    hint: promise == nil
                        ? "期限は、文から読み取ります。" : "空にすると、この約束を削ります。読み取った期限　\(promise.map(dates) ?? "")"))
            fields.append(
                .text(
                    "external\(index)", "\(label)の、国などの期限",
                    value: promise?.addedExternalDeadlines.map(\.raw).joined(separator: "、") ?? "", max: 60,
                    isRequired: false, hint: "文にないときだけ書きます。例: 令和7年度末"))
        }
        fields += [
            .textArea(
                "body", "本文", value: initiative?.body ?? "", max: 10_000, rows: 8, isRequired: false,
                hint: initiative == nil ? nil : "約束の文を直すと、本文の同じ文も直ります。本文だけ直すときは、ここを書き換えます。"),
            .checkboxes(
                "main", "主管課", units.map { Choice($0.id.text, $0.name) },
                values: initiative?.mainUnits.map(\.text) ?? []),
            .checkboxes(
                "related", "関係課", units.map { Choice($0.id.text, $0.name) },
                values: initiative?.relatedUnits.map(\.text) ?? []),
            .select(
                "group", "検討グループ", groups.map { Choice($0.id.text, $0.name) }, value: initiative?.studyGroup?.text,
                empty: "なし", isRequired: false),
        ]
        if initiative == nil {
            fields.append(
                .select(
                    "source", "分割する元の取組", others.map { Choice($0.id.text, $0.heading) }, empty: "なし（まったく新しい取組）",
                    isRequired: false, hint: "元の取組は、そのまま続きます。"))
        }
        fields.append(.textArea("reason", "改める理由", max: 500, rows: 3, hint: "新旧対照表に印刷します。"))
        return fields
    }

    private func dates(_ promise: Promise) -> String {
        promise.deadlines.isEmpty ? "なし" : promise.deadlines.map(\.raw).joined(separator: "、")
    }

    private var closing: HTML {
        Details(
            "この取組を終わらせる、またはほかの取組に統合する", isOpen: !closingErrors.isEmpty,
            FormView(
                action: "\(path)/end", csrfToken: csrfToken, submit: "改定案から外す", errors: closingErrors,
                sent: closingErrors.isEmpty ? nil : sent,
                fields: [
                    .select(
                        "target", "統合する先", others.map { Choice($0.id.text, $0.heading) }, empty: "なし（終わらせる）",
                        isRequired: false, hint: "これまでの回答は、前の版の四半期にそのまま残ります。"),
                    .textArea("endReason", "理由", max: 500, rows: 3),
                ]
            ).html
        ).html
    }
}
