import Documents
import Notices
import Site
import Storage
import Tabular
import Ward

/// The addresses at which a document is set beside its reading and set right.
enum ReviewRoutes {
    static let all: [Route] = [
        Route(.get, String(PlanTemplate.path.dropFirst()), needs: .importNotice) { request in
            try PageResponse.workbook(
                PlanTemplate.workbook(madeAt: try request.stamp.at), filename: "計画のひな形.xlsx")
        },
        .page("imports/:run", needs: .importNotice, ImportPage.load),
        .action(
            "imports/:run/recognise", on: ImportRun.self, needs: .importNotice, summary: "画像だけのPDFの文字を読み取る",
            fields: [], page: ImportPage.load
        ) { run, _, change in
            _ = try RecognitionJob.request(run, by: change.stamp, on: change.connection)
            return .done("文字の読み取りを始めました。")
        },
        .action(
            "imports/:run/adopt", on: ImportRun.self, needs: .importNotice, summary: "読み取った通知を計画に取り入れる",
            fields: [ReviewFields.unread], page: ImportPage.load, asks: AdoptionConfirmation.confirmation
        ) { run, form, change in
            let isRead = try form.values(ReviewFields.unread)
            let unread = try ImportStore.review(of: run, on: change.connection).unreadHeadings
            if !unread.isEmpty, !isRead, !run.isAdopted {
                throw form.refusing(
                    ReviewFields.unread, "読み取れない見出しが\(unread.count)件あります。その行を決めるか、確かめたことを示してください。")
            }
            try Adoption.adopt(run.id, by: change.stamp, on: change.connection)
            return .done("計画に取り入れました。", at: PlanPage.link.path)
        },
        .action(
            "imports/:run/year", on: ImportRun.self, needs: .importNotice, summary: "読み取った通知の年度を確かめる",
            fields: [ReviewFields.year], page: ImportPage.load
        ) { run, form, change in
            let year = try form.values(ReviewFields.year)
            try ImportStore.confirmYear(year, in: run.id, by: change.stamp, on: change.connection)
            return .done("文書の年度を\(year.japanese)と確かめました。")
        },
        .action(
            "imports/:run/kind", on: ImportRun.self, needs: .importNotice, summary: "文書の種類を決める",
            page: ImportPage.load
        ) { run, form, change in
            let kind = try form.values(ReviewFields.kind)
            try form.checkRevision(of: run)
            try LineDecisionStore.decide(
                kind.map { [.kind: $0.rawValue] } ?? [:], of: nil, in: run, by: change.stamp, on: change.connection)
            return .done(kind.map { "「\($0.title)」として読み直しました。" } ?? "文書の種類を読み直しました。")
        },
        .action(
            "imports/:run/lines", on: ImportRun.self, needs: .importNotice, summary: "文書の行の読み方を決める",
            page: ImportPage.load
        ) { run, form, change in try decideLine(run, &form, change) },
        .action(
            "imports/:run/lines/undo", on: ImportRun.self, needs: .importNotice, summary: "文書の行の読み方を取り消す",
            page: ImportPage.load
        ) { run, form, change in
            guard let aspect = LineDecisionStore.Aspect(rawValue: form.form[ReviewFields.aspect] ?? "") else {
                throw ImportRefusal.unknownLine
            }
            try LineDecisionStore.undo(
                aspect, of: form.form[ReviewFields.line].flatMap { LineKey($0) }, in: run, by: change.stamp,
                on: change.connection)
            return .done("取り消して、読み直しました。")
        },
        .action(
            "imports/:run/columns/:table", on: ImportRun.self, needs: .importNotice, summary: "表の列を決める",
            page: ImportPage.load
        ) { run, form, change in try nameColumns(run, &form, change) },
        .action(
            "imports/:run/findings", on: ImportRun.self, needs: .importNotice, summary: "読み取りの指摘に判断を残す",
            page: ImportPage.load
        ) { run, form, change in
            try ImportStore.decide(
                form.form["key"] ?? "", accept: form.form["decision"] == "accept", note: "", in: run.id,
                by: change.stamp, on: change.connection)
            return .done("判断を記録しました。")
        },
        .action(
            "imports/:run/findings/undo", on: ImportRun.self, needs: .importNotice, summary: "指摘への判断を取り消す",
            page: ImportPage.load
        ) { run, form, change in
            try ImportStore.undecide(form.form["key"] ?? "", in: run.id, by: change.stamp, on: change.connection)
            return .done("判断を取り消しました。")
        },
    ]

    private static func decideLine(
        _ run: ImportRun, _ form: inout FormReader, _ change: Change
    ) throws -> Outcome {
        let review = try ImportStore.review(of: run, on: change.connection)
        let (role, joined, split, name) = try form.values(
            ReviewFields.role, ReviewFields.joined, ReviewFields.split, ReviewFields.name)
        let place = try form.values(ReviewFields.place(LinePanel.initiatives(in: review)))
        try form.checkRevision(of: run)
        guard let key = form.form[ReviewFields.line].flatMap({ LineKey($0) }),
            let line = review.lines.first(where: { $0.key == key })
        else { throw ImportRefusal.unknownLine }
        var contents: [LineDecisionStore.Aspect: String] = [:]
        if let role { contents[.role] = role.rawValue }
        if joined { contents[.joined] = "1" }
        if !split.isEmpty { contents[.split] = split }
        if !name.isEmpty { contents[.name] = name }
        if !place.isEmpty { contents[.place] = place }
        try LineDecisionStore.decide(contents, of: key, in: run, by: change.stamp, on: change.connection)
        let failed = try ImportStore.review(of: run, on: change.connection).unmatched.filter { $0.line == key }
        if failed.contains(where: { if case .split = $0.change { true } else { false } }) {
            throw form.refusing(ReviewFields.split, "「\(split)」は、この行の途中にありません。行の中の文字を、そのまま書いてください。")
        }
        if failed.contains(where: { $0.change == .joined }) {
            throw form.refusing(ReviewFields.joined, "前の行がないか、別の表の中にあるため、続けられません。")
        }
        return .done("\(line.number)行目の読み方を決めて、読み直しました。", at: "\(run.path)#l\(line.number)")
    }

    private static func nameColumns(
        _ run: ImportRun, _ form: inout FormReader, _ change: Change
    ) throws -> Outcome {
        let review = try ImportStore.review(of: run, on: change.connection)
        guard let table = review.tables.first(where: { $0.key == form.form[ReviewFields.head] }) else {
            throw ImportRefusal.unknownLine
        }
        var columns: [PlanColumn] = []
        for (place, column) in table.columns.enumerated() {
            columns.append(try form.values(ReviewFields.column(place, column.title)))
        }
        try form.checkRevision(of: run)
        guard columns.count(where: { $0 == .title }) == 1 else {
            throw ImportRefusal.notPossible("「取組名」の列を、1つだけ選んでください。")
        }
        try LineDecisionStore.name(columns, of: table.key, in: run, by: change.stamp, on: change.connection)
        return .done("表の列を決めて、読み直しました。")
    }
}
