import Japanese
import LifeEvents
import Site

/// The papers of one visit in one file: cover sheet, the family's list, the forms filled in.
struct FormBundle {
    let view: CaseView
    let wardName: String
    let today: CivilDate
    /// Sections' own forms, by the identifier of the template they replace.
    let own: [String: OwnForm]

    let templates: [FormTemplate]

    /// - Parameter templates: `nil` for the forms of procedures that apply and are not settled.
    init(
        view: CaseView, wardName: String, today: CivilDate, own: [String: OwnForm], templates: [FormTemplate]? = nil
    ) {
        self.view = view
        self.wardName = wardName
        self.today = today
        self.own = own
        // Where another body takes the procedure over, the ward's form is of no use.
        let here = view.applying.filter { $0.procedure.section == view.base[procedure: $0.procedure.id]?.section }
        let applying = Set(here.filter { $0.isOpen }.map(\.procedure.id))
        self.templates = templates ?? view.base.forms.filter { !applying.isDisjoint(with: $0.procedures) }
    }

    var sheets: [FormSheet] {
        let data = FormData(view: view, today: today)
        return templates.flatMap { template -> [FormSheet] in
            guard let own = own[template.id] else {
                return [DrawnForm(template: template, data: data, wardName: wardName).sheet]
            }
            return own.sheets(data)
        }
    }

    /// What no signature makes a filing: on every page, small, at the foot.
    static func footer(_ data: FormData) -> [FormSheet.Label] {
        [
            .init(
                x: 200, y: 2850, width: 1700, height: 50,
                text: "印字済・未署名　\(data.text(.caseNumber))　\(data.text(.printedOn))", size: 70)
        ]
    }

    /// What cannot be printed as it should: characters to write by hand, texts that are too long.
    static func remarks(_ boxes: [FormBoxReport], _ sheets: [FormSheet]) -> [String] {
        let texts = Dictionary(
            sheets.flatMap(\.boxes).map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
        return boxes.flatMap { box -> [String] in
            var found: [String] = []
            if !box.missing.isEmpty {
                found.append("\(box.id)：書体にない文字があります（\(box.missing.joined(separator: "、"))）。〓の所を手で書いてください。")
            }
            if !box.fits { found.append("\(box.id)：欄に入りません。全文：\(texts[box.id] ?? "")") }
            return found
        }
    }

    /// The first page: what is in the bundle, and what is to be done by hand.
    func cover(_ remarks: [String]) -> HTML {
        let forms: [HTML] = templates.map { "<li>□ \($0.title)</li>" }
        let lines: [HTML] = remarks.map { "<li>\($0)</li>" }
        let byHand: HTML = lines.isEmpty ? "" : "<h2>手で書くもの・直すもの</h2><ul>\(lines)</ul>"
        let consent: HTML =
            view.consents.contains(.papers) ? "" : "<p>あらかじめ印字することの同意がないため、欄は空けてあります。</p>"
        return """
            <section class="sheet">
            <p>番号 \(view.deskCase.number)　\(view.deskCase.visitor.name) 様　\(view.visit?.japanese ?? "")</p>
            \(consent)
            <h2>入っている書類</h2>
            <ul><li>□ 手続きの一覧</li>\(forms)</ul>
            \(byHand)
            <p>印字した書類は、署名をするまで提出したことになりません。個人番号は印字しません。</p>
            </section>

            """
    }

    /// Cover, list and forms as one file.
    func print(isSample: Bool, with printers: Outside) async throws(PrintingError) -> [UInt8] {
        var sheets = sheets
        if isSample {
            for place in sheets.indices {
                sheets[place].labels.append(.init(x: 200, y: 80, width: 400, height: 80, text: "【見本】", size: 140))
            }
        }
        let title = "書類一式 \(view.deskCase.number)"
        var forms: [UInt8] = []
        var remarks: [String] = []
        if !sheets.isEmpty {
            let printed = try await printers.forms.print(title, sheets)
            forms = printed.pdf
            remarks = FormBundle.remarks(printed.boxes, sheets)
        }
        let papers = try await printers.pages.pdf(
            PrintDocument(
                title, isSample: isSample, language: view.deskCase.language,
                body: "\(cover(remarks))\(DeskPaper(view: view, today: today).sheet)"
            ).html)
        return forms.isEmpty ? papers : try await printers.forms.join(papers, forms)
    }
}
