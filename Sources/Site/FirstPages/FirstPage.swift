import Ward

/// 今日の仕事: all that waits for a person by kind, what comes next, and how things stand.
struct FirstPage {
    let name: String
    let groups: [DutyGroup]
    let steps: [StepList]
    let glances: [Glance]

    static let link = Link("今日の仕事", "/")

    static let program = Route.ProgramSide(
        "今日の仕事",
        answer: ["duties": .list(Duty.answer), "kinds": .list(DutyGroup.answer), "nextSteps": .list(StepList.answer)])

    static func answer(_ request: PageRequest, _ sources: FirstPageSources) async throws -> PageResponse {
        let (person, ward) = (try request.person, request.ward)
        let duties = try await sources.duties.duties(of: person, in: ward)
        var steps: [StepList] = []
        for source in sources.steps {
            if let list = try await source.steps(person, ward), !list.isDone { steps.append(list) }
        }
        let groups = DutyGroup.groups(duties)
        if request.wantsJSON {
            let sorted = groups.flatMap(\.duties)
            return .json([
                "duties": .array((sorted.filter(\.isOverdue) + sorted.filter { !$0.isOverdue }).map(\.json)),
                "kinds": .array(groups.map(\.json)),
                "nextSteps": .array(steps.map(\.json)),
            ])
        }
        var glances: [Glance] = []
        for source in sources.glances where person.may(source.permission) {
            if let glance = try await source.glance(person, ward) { glances.append(glance) }
        }
        return .page(FirstPage(name: person.name, groups: groups, steps: steps, glances: glances).page)
    }

    var page: Page {
        Page(Self.link.title, section: Self.link.path, body: "\(waiting)\(next)\(standing)")
    }

    private var count: Int { groups.reduce(0) { $0 + $1.duties.count } }
    private var overdue: Int { groups.reduce(0) { $0 + $1.overdue } }

    private var waiting: HTML {
        guard count > 0 else {
            return """
                <p class="lead">\(name)さんに届いている仕事はありません。</p>
                <p>報告や確認の依頼が届くと、ここに表示します。</p>

                """
        }
        let late: HTML = overdue == 0 ? "" : "<p>\(Tag("期限を過ぎたもの \(overdue)件", .danger))</p>\n"
        return """
            <p class="lead">\(name)さんに届いている仕事は\(count)件です。</p>
            \(late)\(groups.map(section))
            """
    }

    private func section(_ group: DutyGroup) -> HTML {
        let all = group.duties.count
        let shown = group.duties.prefix(DutyGroup.shownMax)
        let rest: HTML =
            all > shown.count ? "<p><a href=\"\(group.path)\">「\(group.kind.title)」\(all)件をすべて見る</a></p>\n" : ""
        return """
            <section class="duty-kind">
            <h2>\(group.kind.title)　<span class="duty-count">\(all)件</span></h2>
            \(all > 1 ? group.note : .empty)\(group.together)\(group.list(shown))\(rest)</section>

            """
    }

    private var next: HTML {
        steps.isEmpty ? .empty : "<section class=\"next\">\n<h2>次にすること</h2>\n\(steps)</section>\n"
    }

    private var standing: HTML {
        let parts: [HTML] = glances.map { "<section class=\"glance\">\n<h2>\($0.title)</h2>\n\($0.html)</section>\n" }
        return "\(parts)"
    }
}

/// What the first page of staff is made of.
struct FirstPageSources: Sendable {
    let duties: [DutySource]
    let steps: [StepSource]
    let glances: [GlanceSource]

    init(_ modules: [any Module]) {
        duties =
            [RequestRoutes.duties, SingleSignOnAdministration.duties, NotificationRoutes.duties]
            + modules.flatMap(\.duties)
        steps = modules.flatMap(\.nextSteps) + [SetUpSteps.source]
        glances = modules.flatMap(\.glances)
    }
}

extension [DutySource] {
    func duties(of person: SignedIn, in ward: Ward) async throws -> [Duty] {
        var duties: [Duty] = []
        for source in self { duties += try await source.duties(person, ward) }
        return duties
    }
}
