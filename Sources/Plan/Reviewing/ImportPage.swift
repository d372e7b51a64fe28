import Japanese
import Notices
import Site
import Storage
import Ward

/// A document beside what was read from it, to be set right and taken into the plan by a person.
struct ImportPage: ProgramView {
    let run: ImportRun
    /// `nil` for a scan whose words nobody has asked for yet.
    let review: NoticeReview?
    let decisions: [String: FindingDecision]
    let kept: [LineDecisionStore.Kept]
    let mayDecide: Bool
    /// Whether the words of a scan are being read.
    let isRecognising: Bool
    /// Of the lines, the one that is decided on.
    let chosen: ReviewedLine?
    /// From 1.
    let part: Int
    let state: PageState

    static let choosing = "at"
    static let partKey = "part"
    /// Lines that one page shows.
    static let linesPerPart = 1_000

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ImportPage {
        let run = try ImportRun.load(request, on: connection)
        var review: NoticeReview?
        do {
            review = try ImportStore.review(of: run, on: connection)
        } catch ImportRefusal.notRecognised {
            review = nil
        }
        let lines = review?.lines ?? []
        let sent = request.form[ReviewFields.line].flatMap { LineKey($0) }
        let place =
            request.query[choosing].flatMap { Int($0) }
            ?? sent.flatMap { key in lines.firstIndex { $0.key == key } }
        let chosen = place.flatMap { lines.indices.contains($0) ? lines[$0] : nil }
        let parts = max(1, (lines.count + linesPerPart - 1) / linesPerPart)
        let part = request.query[partKey].flatMap { Int($0) } ?? (place ?? 0) / linesPerPart + 1
        return ImportPage(
            run: run, review: review, decisions: try ImportStore.decisions(of: run.id, on: connection),
            kept: try LineDecisionStore.list(of: run.id, on: connection),
            mayDecide: try request.person.may(.importNotice),
            isRecognising: try review == nil && RecognitionJob.open(run, on: connection) != nil,
            chosen: chosen?.key == nil ? nil : chosen, part: min(max(part, 1), parts), state: request.state)
    }

    static let program = Route.ProgramSide("取り込んだ通知の読取結果", answer: .anyObject)

    var json: JSON { review?.reading.json ?? ["recognised": false] }

    static func path(_ id: ID<ImportRun>) -> String { "/imports/\(id)" }
    var path: String { Self.path(run.id) }
    var mayCorrect: Bool { mayDecide && !run.isAdopted }

    var page: Page {
        guard let review else { return scan }
        let reading = review.reading
        return Page(
            reading.title ?? run.fileName, trail: [ImportListPage.link], section: ImportListPage.link.path,
            body: """
                \(FoundFigures(page: self, review: review).html)
                \(SummaryList([
                    ("ファイル", "\(run.fileName)（\(reading.source.lineCount)行、\(reading.source.byteCount)バイト）"),
                    ("文書の種類", "\(reading.kind.title)"),
                    ("文書の年度", "\(reading.fiscalYear?.japanese ?? "書かれていません")"),
                    ("基づくもの", "\(reading.basisText.isEmpty ? "読み取れません" : reading.basisText)"),
                    ("読み取ったもの", "取組 \(reading.initiatives.count)件、会議体 \(reading.bodies.count)件、決まり \(reading.governance.count)件"),
                ]))
                \(yearQuestion(reading))
                \(adoption(review))
                <p><a href="#review">文書と読み取ったものを見比べる</a>　<a href="#findings">指摘を確かめる</a></p>
                <h2 id="findings">指摘</h2>
                \(FindingGroups(page: self, reading: reading).html)
                \(LinePanel(page: self, review: review).html)
                <div class="review" id="review" data-panes="data-panes">
                \(DocumentPane(page: self, review: review).html)
                \(ReadingPane(page: self, reading: reading).html)
                </div>
                \(PaneScript.html)\
                \(LineDecisionList(page: self, review: review).html)
                \(TableColumns(page: self, review: review).html)
                <h2>書かれていないこと（\(reading.gaps.count)件）</h2>
                \(Details("一覧を開く", "<ul>\(reading.gaps.map { "<li>\($0.message)</li>" as HTML })</ul>"))
                """)
    }

    /// Where a line of the document stands, on whichever part of it.
    func address(of line: Int) -> String {
        let place = review?.lines.firstIndex { $0.number == line } ?? 0
        let other = place / Self.linesPerPart + 1
        return other == part ? "#l\(line)" : "\(path)?\(Self.partKey)=\(other)#l\(line)"
    }

    /// A PDF of pictures: its words are read when a person asks for it.
    private var scan: Page {
        let step: HTML =
            isRecognising
            ? Notice(.information, "文字を読み取っています。", "<p>数分かかります。しばらくしてから、<a href=\"\(path)\">この画面を開き直して</a>ください。</p>")
                .html
            : """
            <p>このPDFは画像だけで、文字がありません。文字を画像から読み取れますが、読み違いが混じるため、1行ずつ見比べる必要があります。もとの文書（Wordなど）があれば、そちらを取り込んでください。</p>
            \(mayDecide ? ButtonForm("文字を読み取る", "\(path)/recognise", state, style: .primary).html : .empty)
            """
        return Page(run.fileName, trail: [ImportListPage.link], section: ImportListPage.link.path, body: step)
    }

    private func adoption(_ review: NoticeReview) -> HTML {
        if run.isAdopted {
            return Notice(.information, "計画に取り入れてあります。", "<p><a href=\"/plan\">計画を見る</a></p>").html
        }
        guard mayDecide else { return .empty }
        guard !review.unreadHeadings.isEmpty else {
            return """
                <p>内容がよければ、計画に取り入れます。何が作られるかを、先に確かめられます。</p>
                \(ButtonForm("計画に取り入れる", "\(path)/adopt", state, style: .primary))
                """
        }
        let links: [HTML] = review.unreadHeadings.map { "<a href=\"\(address(of: $0))\">\($0)行目</a>　" }
        return """
            <p>番号の付いた見出しのうち、\(review.unreadHeadings.count)件が読み取れていません：\(links)</p>
            <p>取組であれば、その行を「取組」にします。そうでなければ、確かめたことを示してから取り入れます。</p>
            \(FormView("\(path)/adopt", state, submit: "計画に取り入れる", fields: [ReviewFields.unread()]))
            """
    }

    private func yearQuestion(_ reading: NoticeReading) -> HTML {
        let waiting = reading.initiatives.flatMap(\.promises).flatMap(\.deadlines).filter {
            $0.deadline.needsAnchor && $0.deadline.from == nil && $0.deadline.to == nil
        }
        if let year = run.confirmedYear {
            return "<p>文書の年は\(year.japanese)と確かめてあります。</p>"
        }
        // Without a year nothing can be taken into the plan.
        let isUnknown = reading.fiscalYear == nil && !run.isAdopted && !reading.initiatives.isEmpty
        guard isUnknown || !waiting.isEmpty, mayDecide else { return .empty }
        let words = waiting.map { "「\($0.deadline.raw)」（\($0.line)行目）" }.joined(separator: "、")
        let undated: HTML? =
            waiting.isEmpty
            ? nil
            : "<p>\(words)は、文書の日付がないため、いつの年か決められません。\(reading.fiscalYear.map { "表題は\($0.japanese)です。" } ?? "")</p>\n"
        let unknown: HTML? =
            isUnknown ? "<p>文書に年度が書かれていません。どの年度の計画かを決めると、計画に取り入れられます。</p>\n" : nil
        return Notice(
            .warning, "文書の年を確かめてください",
            """
            \(unknown)\(undated)\(FormView("\(path)/year", state, submit: "この年度として読む", fields: [ReviewFields.year(reading.fiscalYear)]))
            """
        ).html
    }
}

/// Numbers found against numbers read, with what was not read first.
struct FoundFigures {
    let page: ImportPage
    let review: NoticeReview

    var html: HTML {
        let counts = review.counts
        let first = review.lines.first { !$0.isBlank && $0.account == .unread }?.number
        let heading = review.unreadHeadings.first
        return Figures([
            .init(
                "読み取れない行", "\(counts.unreadLines)行", at: first.map(page.address), note: "文字のある\(counts.filledLines)行のうち"
            ),
            .init(
                "読み取れない番号付きの見出し", "\(counts.unreadHeadings)件", at: heading.map(page.address),
                note: "番号付きの見出し\(counts.numberedHeadings)件のうち"),
            .init(
                "取組", "\(review.reading.initiatives.count)件",
                note: "番号付きの見出しから\(counts.numberedInitiatives)件、表から\(counts.tableInitiatives)件"),
            .init("時期", "\(counts.datesRead)件", note: "文書にある日付の言葉\(counts.datesFound)か所"),
            .init("表の行", "\(counts.tableRows)行", note: "取組として読んだ行\(counts.tableInitiatives)行"),
        ]).html
    }
}
