import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// The forms that are filled in: drawn by the program, or a section's own.
struct FormListPage {
    static let path = "/desk/forms"
    static let link = Link("様式", path)

    let base: KnowledgeBase
    let own: [String: OwnForm]

    var page: Page {
        let rows = base.forms.map { form -> [HTML] in
            [
                "<a href=\"\(Self.path)/\(form.id)\">\(form.id)　\(form.title)</a>",
                "\(form.procedures.compactMap { base[procedure: $0]?.title.japanese }.joined(separator: "、"))",
                own[form.id].map { "\(Tag("区の様式", .done)) \($0.template.boxes.count)欄、\($0.pages)ページ" } ?? "並木が描く様式",
            ]
        }
        return Page(
            Self.link.title, trail: [RuleListPage.link],
            body: """
                <p>来庁の前に氏名などを印字する様式です。担当の課は、自分の様式のPDFを登録できます。</p>
                \(TableView(
                    caption: "様式の一覧", columns: [.rowHeader("様式"), .text("手続き"), .text("使うもの")], rows: rows, isCaptionHidden: true))
                """)
    }
}

/// One form: its boxes, a proof print, and a section's own PDF.
struct FormPage {
    let template: FormTemplate
    let own: OwnForm?
    let mayEdit: Bool
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private var path: String { FormListPage.path + "/" + template.id }

    static let textMax = 20_000

    var page: Page {
        let boxes = (own?.template ?? template).boxes.map { box -> [HTML] in
            [
                "\(box.source.rawValue)", "\(box.page)", "\(Self.mm(box.x))、\(Self.mm(box.y))",
                "\(Self.mm(box.width))×\(Self.mm(box.height))",
            ]
        }
        let table: HTML =
            own == nil
            ? "<p>\(template.sets.map(\.title).joined(separator: "、"))の欄を、並木が描きます。</p>"
            : TableView(
                caption: "欄", columns: [.rowHeader("印字するもの"), .text("ページ"), .text("左上（mm）"), .text("大きさ（mm）")],
                rows: boxes
            ).html
        let remove: HTML =
            own != nil && mayEdit
            ? ButtonForm("並木が描く様式に戻す", action: path + "/remove", csrfToken: csrfToken).html : .empty
        return Page(
            template.title, trail: [RuleListPage.link, FormListPage.link],
            body: """
                \(table)
                <div class="actions">\(ButtonLink("試し刷り（見本の氏名）", path + "/proof.pdf"))\(remove)</div>
                \(mayEdit ? form : "<p>様式を登録できるのは、担当の課だけです。</p>" as HTML)
                """)
    }

    private var form: HTML {
        let example = """
            boxes:
              - {from: deceased.name, page: 1, x: 60, y: 52.5, w: 90, h: 9, size: 12, min: 7}
              - {from: deceased.birth, page: 1, x: 60, y: 63, w: 60, h: 8}
              - {from: blank, page: 1, x: 60, y: 73, w: 90, h: 8}
            """
        let view = FormView(
            action: path, csrfToken: csrfToken, submit: "登録する", errors: errors, sent: sent,
            fields: [
                .file("pdf", "様式のPDF", accept: ".pdf", hint: "記入していない、そのままの様式。"),
                .textArea(
                    "text", "欄の場所", value: own.map { Self.boxes($0.template) } ?? example, max: Self.textMax, rows: 12,
                    hint:
                        "左上からの位置と大きさをmmで書きます（小数1桁まで）。印字できるもの：\(FormTemplate.Source.allCases.map(\.rawValue).joined(separator: "、"))"
                ),
            ])
        return "<h2>区の様式を登録する</h2>\n\(view)"
    }

    private static func mm(_ tenths: Int) -> String {
        ExactNumber(mantissa: tenths, scale: 1).plain
    }

    static func boxes(_ template: FormTemplate) -> String {
        "boxes:\n"
            + template.boxes.map { box in
                let comb = box.comb.map { ", comb: \($0)" } ?? ""
                return
                    "  - {from: \(box.source.rawValue), page: \(box.page), x: \(mm(box.x)), y: \(mm(box.y)), w: \(mm(box.width)), h: \(mm(box.height)), size: \(mm(box.size)), min: \(mm(box.sizeMin))\(comb)}"
            }.joined(separator: "\n")
    }
}

enum FormListRoutes {
    static let all: [Route] = [
        Route(.get, "desk/forms", needs: .readRules) { request in
            let base = try base()
            let own = try await request.ward.database.read { try FormStore.used(base.name, on: $0) }
            return .page(FormListPage(base: base, own: own).page)
        },
        Route(.get, "desk/forms/:form", needs: .readRules) { .page(try await page($0).page) },
        Route(.post, "desk/forms/:form", needs: .editRules, handler: save),
        Route(.post, "desk/forms/:form/remove", needs: .editRules) { request in
            let page = try await page(request)
            guard page.mayEdit else { throw PageRefusal.conflict(RuleRefusal.notOwnSection.words) }
            let stamp = try request.stamp
            let (id, event) = (page.template.id, try base().name)
            try await request.ward.database.write { try FormStore.remove(id, event: event, by: stamp, on: $0) }
            return .seeOther(FormListPage.path + "/" + id, flash: Flash(.done, "並木が描く様式に戻しました。"))
        },
        Route(.get, "desk/forms/:form/proof.pdf", needs: .readRules, handler: proof),
    ]

    private static func base() throws -> KnowledgeBase {
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        return base
    }

    private static func page(_ request: PageRequest) async throws -> FormPage {
        let base = try base()
        guard let template = base.forms.first(where: { $0.id == request.parameters["form"] }) else {
            throw PageRefusal.notFound
        }
        let person = try request.person
        let today = request.today
        let token = request.csrfToken
        return try await request.ward.database.read { connection in
            let units = try DeskSettingsStore.units(for: base, today: today, on: connection)
            let sections = Set(template.procedures.compactMap { base[procedure: $0]?.section })
            return FormPage(
                template: template, own: try FormStore.used(base.name, on: connection)[template.id],
                mayEdit: sections.contains { units[$0].map { person.may(.editRules, unit: $0.id) } ?? false },
                csrfToken: token)
        }
    }

    private static func save(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        guard page.mayEdit else { throw PageRefusal.conflict(RuleRefusal.notOwnSection.words) }
        let template = page.template
        var reader = FormReader(request.form)
        let file = reader.file("pdf", "様式のPDF")
        let boxes = reader.textArea("text", "欄の場所", max: FormPage.textMax)
        var pages = 0
        if let file {
            do throws(PrintingError) {
                pages = try await request.outside.forms.pages(file.bytes)
            } catch {
                reader.errors.add("pdf", "「\(file.filename)」をPDFとして読めません。パスワードのない、印刷できるPDFを選んでください。")
            }
        }
        var read: FormTemplate?
        var text = ""
        if let file, let boxes {
            text = """
                id: \(template.id)
                title: \(template.title)
                procedures: [\(template.procedures.joined(separator: ", "))]
                pdf: \(ContentHash.of(file.bytes))
                \(boxes)
                """
            let (found, findings) = FormTemplate.read(text)
            read = found
            for finding in findings { reader.errors.add("text", finding.message) }
            if let found, found.id != template.id || found.pdfHash != ContentHash.of(file.bytes) {
                reader.errors.add("text", "欄の場所だけを書いてください。id や pdf は、並木が書きます。")
            }
            for box in found?.boxes ?? [] where pages > 0 && !(1...pages).contains(box.page) {
                reader.errors.add("text", "\(box.page)ページ目は、このPDFにありません（\(pages)ページ）。")
            }
        }
        guard reader.errors.isEmpty, let read, let file else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        let (event, stored, count) = (try base().name, text, pages)
        try await request.ward.database.write {
            try FormStore.save(read, text: stored, pdf: file.bytes, pages: count, event: event, by: stamp, on: $0)
        }
        return .seeOther(
            FormListPage.path + "/" + template.id, flash: Flash(.done, "様式を登録しました。試し刷りで場所を確かめてください。"))
    }

    /// With names that show where the boxes are too small.
    private static func proof(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        let sheets: [FormSheet]
        if let own = page.own {
            sheets = own.sheets(FormData.sample, sample: true)
        } else {
            sheets = [DrawnForm(template: page.template, data: .sample, wardName: request.wardName).sheet]
        }
        do throws(PrintingError) {
            let pdf = try await request.outside.forms.print("試し刷り", sheets).pdf
            return .bytes(pdf, type: "application/pdf", filename: "tameshi-\(page.template.id).pdf")
        } catch {
            throw PageRefusal.conflict(error.words)
        }
    }
}
