import LifeEvents
import Site
import Storage
import Ward

/// A form that the person's section may change.
struct EditedForm: RouteSubject {
    let template: FormTemplate

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EditedForm {
        let page = try FormPage.load(request, on: connection)
        guard page.mayEdit else { throw RuleRefusal.notOwnSection }
        return EditedForm(template: page.template)
    }

    var path: String { FormListPage.path + "/" + template.id }
}

/// The addresses of forms: their boxes, their prints, and the papers of one visit.
enum FormRoutes {
    static let all: [Route] = [
        .page("desk/forms", needs: .readRules, FormListPage.load),
        .page("desk/forms/:form", needs: .readRules, FormPage.load),
        .submission("desk/forms/:form", needs: .editRules, summary: "様式を登録する", page: FormPage.load, work: save),
        .action(
            "desk/forms/:form/remove", on: EditedForm.self, needs: .editRules, summary: "並木が描く様式に戻す", fields: [],
            page: FormPage.load,
            asks: { edited, _ in
                Confirmation(
                    "「\(edited.template.title)」を並木が描く様式に戻します", submit: "並木が描く様式に戻す",
                    consequences: ["これから印刷する書類は、並木が描く様式になります。"],
                    irreversible: "登録したPDFと欄の場所は使われなくなります。もう一度使うには、登録し直してください。")
            }
        ) { edited, _, change in
            try FormStore.remove(
                edited.template.id, event: BereavementDesk.event, by: change.stamp, on: change.connection)
            return .done("並木が描く様式に戻しました。")
        },
        // With names that show where the boxes are too small.
        Route(.get, "desk/forms/:form/proof.pdf", needs: .readRules) { request in
            let page = try await request.ward.database.read { try FormPage.load(request, on: $0) }
            let sheets =
                page.own?.sheets(FormData.sample, sample: true)
                ?? [DrawnForm(template: page.template, data: .sample, wardName: request.wardName).sheet]
            let pdf = try await request.outside.forms.print("試し刷り", sheets).pdf
            return .bytes(pdf, type: "application/pdf", filename: "tameshi-\(page.template.id).pdf")
        },
        DeskPaper.print("bundle") { request, view in
            let (isSample, own) = try await request.ward.database.read {
                (try SettingStore.isSample(on: $0), try FormStore.used(view.base.name, on: $0))
            }
            let bundle = FormBundle(view: view, wardName: request.wardName, today: request.today, own: own)
            let pdf = try await bundle.print(isSample: isSample, with: request.outside)
            return .bytes(pdf, type: "application/pdf", filename: "shorui-\(view.deskCase.number).pdf")
        },
    ]

    @Sendable private static func save(_ request: PageRequest, _ form: inout FormReader) async throws -> Outcome {
        let edited = try await request.ward.database.read { try EditedForm.load(request, on: $0) }
        let template = edited.template
        let (file, boxes) = (form.value(FormPage.pdf), form.value(FormPage.text))
        var pages = 0
        if let file {
            do throws(PrintingError) {
                pages = try await request.outside.forms.pages(file.bytes)
            } catch {
                form.errors.add("pdf", "「\(file.filename)」をPDFとして読めません。パスワードのない、印刷できるPDFを選んでください。")
            }
        }
        guard let file, let boxes else { throw FormRefused(form.errors) }
        let hash = ContentHash.of(file.bytes)
        let text = """
            id: \(template.id)
            title: \(template.title)
            procedures: [\(template.procedures.joined(separator: ", "))]
            pdf: \(hash)
            \(boxes)
            """
        let (read, findings) = FormTemplate.read(text)
        for finding in findings { form.errors.add("text", finding.message) }
        if let read, read.id != template.id || read.pdfHash != hash {
            form.errors.add("text", "欄の場所だけを書いてください。id や pdf は、並木が書きます。")
        }
        for box in read?.boxes ?? [] where pages > 0 && !(1...pages).contains(box.page) {
            form.errors.add("text", "\(box.page)ページ目は、このPDFにありません（\(pages)ページ）。")
        }
        try form.check()
        guard let read else { throw FormRefused(form.errors) }
        let (stamp, count) = (try request.stamp, pages)
        try await request.ward.database.write {
            try FormStore.save(
                read, text: text, pdf: file.bytes, pages: count, event: BereavementDesk.event, by: stamp, on: $0)
        }
        return .done("様式を登録しました。試し刷りで場所を確かめてください。", at: edited.path)
    }
}
