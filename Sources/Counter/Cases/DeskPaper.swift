import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Papers of the desk: the list for the family, slips for the next office, and the whole of a day for when nothing else works.
struct DeskPaper {
    let view: CaseView
    let today: CivilDate

    private var words: GuideWords { GuideWords(base: view.base, language: view.deskCase.language) }

    /// One family's sheet: who, when, what is done here, what elsewhere, what is open.
    var sheet: HTML {
        let deskCase = view.deskCase
        let words = words
        let when = view.visit.map { visit in
            words(
                visit.japanese, "\(words.day(visit.day)) \(TimeOfDay.figures(visit.slot.starts))",
                "\(words.day(visit.day)), \(TimeOfDay.figures(visit.slot.starts))")
        }
        let place = view.settings.contact
        let shown = Set(
            view.items.filter { item in
                !item.procedure.isDraft && !hides(item)
            }.map(\.procedure.id)
        ).union(view.result.uncovered.filter { !$0.procedure.isDraft }.map(\.id))
        let list = PersonalList(
            view.base, view.ledger.facts, today: today, office: view.office, shown: shown,
            done: Set(view.items.filter { !$0.isOpen }.map(\.procedure.id)))
        let rows: [(String, HTML)] = [
            (words("番号", "番号", "Number"), "\(deskCase.number)"),
            (words("来庁する方", "来る 人", "Visitor"), "\(deskCase.visitor.name)"),
            (words("日時", "日", "When"), "\(when ?? words("これから決めます", "まだ きまって いません", "To be arranged"))"),
            (
                words("場所", "ばしょ", "Where"),
                "\(place.isEmpty ? words("おくやみコーナー", "おくやみコーナー", "Bereavement desk") : place)"
            ),
        ]
        return """
            <section class="sheet">
            <h2>\(words("手続きの一覧", "する こと", "Your list"))</h2>
            \(SummaryList(rows))
            \(PersonalListMarkup(list: list, words: words, isPaper: true))
            </section>

            """
    }

    /// A slip for each office beside the desk: what is to be done there, with what, until when.
    var slips: [HTML] {
        let deskCase = view.deskCase
        let words = GuideWords(base: view.base, language: .japanese)
        let items = view.applying.filter { item in
            switch item.state {
            case .received, .done, .dropped, .expired: false
            case .handedOver, .guided, .mailed: true
            case .prepared, nil: item.procedure.mode == .outside || item.procedure.mode == .guide
            }
        }.filter { !hides($0) }
        let bySection = Dictionary(grouping: items) { $0.procedure.section }
        return bySection.sorted { $0.key < $1.key }.map { section, items in
            let rows = items.map { item -> [HTML] in
                [
                    "\(item.procedure.title.japanese)", "\(item.result.deadline.map(words.deadline) ?? "")",
                    "\(item.procedure.documents.map(\.name).joined(separator: "、"))", "\(item.state?.title ?? "これから")",
                ]
            }
            let address = deskCase.deceased.isRestricted ? "" : "　住所：\(deskCase.deceased.address.shown)"
            return """
                <section class="sheet">
                <h2>引継ぎ票　\(words.section(section))</h2>
                <p>番号 \(deskCase.number)　亡くなった方：\(deskCase.deceased.name)（\(deskCase.deceased.kana)）　\(deskCase.deceased.bornOn.japanese)生　\(deskCase.deceased.diedOn.japanese)死亡\(address)</p>
                <p>来庁した方：\(deskCase.visitor.name)（\(deskCase.visitor.relation)）</p>
                \(TableView(
                    caption: "お願いする手続き", columns: [.rowHeader("手続き"), .text("期限"), .text("持ち物"), .name("状態")], rows: rows))
                </section>

                """
        }
    }

    /// Who is not proved to be of the family gets no paper that tells what records say of the person's property. What the
    /// family itself told is no secret to it.
    private func hides(_ item: DeskItem) -> Bool {
        guard !view.deskCase.isRelationProved, item.procedure.tellsAssets else { return false }
        let standing = view.ledger.standing
        return item.result.explanation.deciding.contains { code in
            standing[code].map { $0.source == .section || $0.source == .register } ?? false
        }
    }

    /// The desk's own sheet for one visit, to work from without the system.
    var worksheet: HTML {
        let deskCase = view.deskCase
        let words = GuideWords(base: view.base, language: .japanese)
        let rows = view.items.filter { $0.result.state == .yes }.map { item -> [HTML] in
            [
                "\(item.procedure.id)　\(item.procedure.title.japanese)",
                "\(item.result.deadline.map(words.deadline) ?? "")",
                "\(words.section(item.procedure.section))",
                "□受付　□郵送　□引継ぎ　□案内　□行わない",
            ]
        }
        let open: [HTML] = view.undecided.map { item in
            let matters = item.result.blocking.map { Sentences(view.base).matter($0) }.joined(separator: "、")
            return "<li>□ \(item.procedure.title.japanese)：\(matters)</li>"
        }
        let checks: [HTML] = view.checks.filter { $0.check.state == .asked }.map {
            "<li>\(words.section($0.check.section))：回答がまだ届いていません。</li>"
        }
        let wishes = VisitWish.japanese(deskCase.wishes)
        return """
            <section class="sheet">
            <h2>\(view.visit?.japanese ?? "")　案件 \(deskCase.number)</h2>
            \(SummaryList([
                ("亡くなった方", "\(deskCase.deceased.name)（\(deskCase.deceased.kana)）"),
                ("生年月日・死亡日", "\(deskCase.deceased.bornOn.japanese)生　\(deskCase.deceased.diedOn.japanese)死亡"),
                ("住所", "\(deskCase.deceased.address.shown)"),
                ("来庁する方", "\(deskCase.visitor.name)様（\(deskCase.visitor.relation)）　\(deskCase.visitor.phone)"),
                ("希望", "\(wishes.isEmpty ? "なし" : wishes)"),
                ("同意", "\(ConsentPurpose.allCases.filter(view.consents.contains).map(\.title.japanese).joined(separator: "、"))"),
            ]))
            \(Sentences(view.base).uncovered(view.result, view.ledger.facts).map { "<p><strong>\($0)</strong></p>" as HTML })
            \(deskCase.deceased.isRestricted ? "<p><strong>支援措置などの対象です。住所や居場所を伝えないでください。</strong></p>" : HTML.empty)
            <p>□フリガナ　□生年月日　□住所　□関係の書類　を確かめた　　開始　　時　　分　　終了　　時　　分</p>
            \(checks.isEmpty ? HTML.empty : "<h3>回答が届いていない担当</h3><ul>\(checks)</ul>")
            \(TableView(
                caption: "対象の手続き", columns: [.rowHeader("手続き"), .text("期限"), .text("担当"), .text("結果")], rows: rows,
                empty: "対象と分かった手続きはありません。"))
            \(open.isEmpty ? HTML.empty : "<h3>窓口で確かめること</h3><ul>\(open)</ul>")
            </section>

            """
    }

    /// A day on paper.
    static func day(_ day: CivilDate, printedOn today: CivilDate, on connection: any Connection) throws -> HTML {
        let views = try VisitStore.visits(on: day, connection).filter { $0.state == .booked || $0.state == .visiting }
            .map { try CaseView.load($0.caseID, on: connection) }
        let rows = views.compactMap { view -> [HTML]? in
            guard let visit = view.visit else { return nil }
            return [
                "\(TimeOfDay.figures(visit.slot.starts))", "\(view.deskCase.number)", "\(view.deskCase.visitor.name)様",
                "\(visit.slot.minutes)分", "\(view.checks.count { $0.check.state == .asked })件",
            ]
        }
        let sheets: [HTML] = views.map { view in
            let paper = DeskPaper(view: view, today: today)
            return "\(paper.worksheet)\(paper.sheet)"
        }
        return """
            <p>\(day.japaneseWithWeekday)の来庁 \(views.count)件。システムが使えないときは、この紙で進め、あとから記録します。</p>
            \(TableView(
                caption: "来庁の一覧",
                columns: [.rowHeader("時刻"), .name("番号"), .text("来庁する方"), .text("長さ"), .text("届いていない回答")], rows: rows,
                empty: "来庁の予定はありません。"))
            \(sheets)
            """
    }

    // MARK: routes

    static let routes: [Route] = [
        print("sheet") { request, view in
            try await answer(
                request, title: view.deskCase.number, file: "ichiran-\(view.deskCase.number)",
                language: view.deskCase.language, body: DeskPaper(view: view, today: request.today).sheet)
        },
        print("slips") { request, view in
            let slips = DeskPaper(view: view, today: request.today).slips
            return try await answer(
                request, title: "引継ぎ票", file: "hikitsugi-\(view.deskCase.number)",
                body: slips.isEmpty ? "<p>引き継ぐ手続きはありません。</p>" : "\(slips)")
        },
        Route(.get, "desk/days/:day/print.pdf", needs: .runDesk) { request in
            guard let day = request.parameters["day"].flatMap({ CivilDate(iso: $0) }) else {
                throw PageRefusal.notFound
            }
            let body = try await request.ward.database.read {
                try DeskPaper.day(day, printedOn: request.today, on: $0)
            }
            return try await answer(request, title: "おくやみコーナー", file: "yoyaku-\(day)", body: body)
        },
    ]

    /// A paper of one case, whose print is recorded before it is made.
    static func print(
        _ paper: String, making: @escaping @Sendable (PageRequest, CaseView) async throws -> PageResponse
    ) -> Route {
        Route(.get, "desk/cases/:case/\(paper).pdf", needs: .runDesk) { request in
            let stamp = try request.stamp
            let view = try await request.ward.database.write { connection in
                let view = try CaseView.load(request, on: connection)
                try DeskLog.append(
                    "print", case: view.deskCase.id, ["paper": .string(paper)], by: stamp, on: connection)
                return view
            }
            return try await making(request, view)
        }
    }

    /// A paper as PDF.
    static func answer(
        _ request: PageRequest, title: String, file: String, language: PageLanguage = .japanese, body: HTML
    ) async throws -> PageResponse {
        let isSample = try await request.ward.database.read { try SettingStore.isSample(on: $0) }
        let document = PrintDocument(title, isSample: isSample, language: language, body: body)
        return try await request.pdf(document.html, filename: "\(file).pdf")
    }
}

extension Procedure {
    /// Whether knowing that it applies tells what the person owned, owed or received.
    var tellsAssets: Bool {
        kind == .heir || kind == .benefit || kind == .contract
    }
}
