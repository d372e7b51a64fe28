import SiteTesting
import Storage
import StorageTesting
import Tabular
import Testing
import Ward

@testable import Plan

@Suite("照会票 handed in at once, and all of them sent out")
struct InquiryHandInTests {
    private static func kept(
        _ book: Workbook, in round: Round, _ plan: TestedPlan
    ) async throws -> ReturnedForm {
        let bytes = try book.bytes()
        return try await plan.write {
            try InquiryStore.keep(bytes, filename: "照会票.xlsx", in: round, by: $1, on: $0)
        }
    }

    @Test(
        "Answers that say everything are submitted; one that lacks something stays a draft, and why is told",
        arguments: TestDatabases.all)
    func handingIn(_ kind: TestDatabase) async throws {
        try await FilledForm.use(kind) { plan, round, form, book in
            var filled = book
            filled.set("回答", "E4", Cell("B 予定どおり"))
            filled.set("回答", "F4", Cell("説明会を開いた。"))
            // The mark is missing.
            filled.set("回答", "F5", Cell("準備した。"))
            let kept = try await Self.kept(filled, in: round, plan)
            let handed = try await plan.write(as: "担当") { try InquiryStore.handIn(kept.id, by: $1, on: $0) }
            #expect(handed.submitted == [form.lines[0].heading])
            #expect(handed.held.map(\.heading) == [form.lines[1].heading])
            #expect(handed.held.first?.reasons.contains { $0.contains("進捗区分") } == true)
            #expect(handed.words.contains("1件の回答を提出しました"))
            #expect(try await plan.entry(form.lines[0].entry.id).state == .submitted)
            #expect(try await plan.entry(form.lines[1].entry.id).state == .draft)
            #expect(try await plan.entry(form.lines[2].entry.id).state == .notAnswered)
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test("A draft that the form says nothing of stays one")
    func others() async throws {
        try await FilledForm.use(TestDatabases.memory) { plan, round, form, book in
            var filled = book
            filled.set("回答", "E4", Cell("B 予定どおり"))
            filled.set("回答", "F4", Cell("説明会を開いた。"))
            let other = form.lines[1].entry.id
            try await plan.answer(other, until: .draft)
            let kept = try await Self.kept(filled, in: round, plan)
            let handed = try await plan.write(as: "担当") { try InquiryStore.handIn(kept.id, by: $1, on: $0) }
            #expect(handed.submitted == [form.lines[0].heading])
            #expect(handed.held == [])
            #expect(try await plan.entry(other).state == .draft)
        }
    }

    @Test("What was not taken of an answer keeps it from being submitted")
    func refusedCells() async throws {
        try await FilledForm.use(TestDatabases.memory) { plan, round, form, book in
            var filled = book
            filled.set("回答", "E4", Cell("B 予定どおり"))
            filled.set("回答", "F4", Cell("説明会を開いた。"))
            filled.set("回答", "J4", Cell("六月ごろ"))
            let kept = try await Self.kept(filled, in: round, plan)
            let handed = try await plan.write(as: "担当") { try InquiryStore.handIn(kept.id, by: $1, on: $0) }
            #expect(handed.submitted == [])
            #expect(handed.held.count == 1)
            #expect(try await plan.entry(form.lines[0].entry.id).state == .draft)
        }
    }

    @Test("Who writes the section's answers hands them in; the secretariat only takes drafts, and sends all forms out")
    func access() async throws {
        try await FilledForm.use(TestDatabases.memory) { plan, round, form, book in
            var filled = book
            filled.set("回答", "E4", Cell("B 予定どおり"))
            filled.set("回答", "F4", Cell("説明会を開いた。"))
            let kept = try await Self.kept(filled, in: round, plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (page, submit) = (ReturnedInquiryPage.path(kept), "\(ReturnedInquiryPage.path(kept))/submit")
            let (editor, secretariat) = (TestPerson(.editor, units: [form.unit]), TestPerson(.secretariat))
            #expect(try await site.get(page, as: editor).text.contains("action=\"\(submit)\""))
            #expect(try await !site.get(page, as: secretariat).text.contains("action=\"\(submit)\""))
            #expect(try await site.post(submit, as: secretariat).status == 403)
            #expect(try await site.post(submit, as: editor).status == 303)
            #expect(try await plan.entry(form.lines[0].entry.id).state == .submitted)

            let all = InquiryArchive.path(round.id)
            let list = InquiryListPage.path(round.id)
            #expect(try await site.get(list, as: secretariat).text.contains("href=\"\(all)\""))
            #expect(try await !site.get(list, as: editor).text.contains("href=\"\(all)\""))
            #expect(try await site.get(all, as: editor).status == 403)
            let archive = try await site.get(all, as: secretariat)
            #expect(archive.filename == "照会票_\(round.quarter.code).zip")
        }
    }

    @Test("Every section has a file of its own name in the archive, whatever the sections are called")
    func names() async throws {
        try await FilledForm.use(TestDatabases.memory) { _, _, form, _ in
            let units = ["総務課", "総務課", "窓口/税務課", "..", "総務課"]
            let forms = units.map { name in
                InquiryForm(
                    round: form.round, planTitle: form.planTitle, planVersion: 1, unit: form.unit, unitName: name,
                    lines: form.lines)
            }
            let names = InquiryArchive.names(of: forms)
            #expect(Set(names).count == units.count)
            for name in names {
                #expect(!name.contains("/"), "\(name)")
                #expect(name.hasPrefix("照会票_"), "\(name)")
                #expect(name.hasSuffix(".xlsx"), "\(name)")
            }
        }
    }
}
