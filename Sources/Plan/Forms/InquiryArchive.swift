import Site
import Storage
import Tabular
import Ward

/// The 照会票 of all sections of a round in one archive, for the secretariat to send out.
enum InquiryArchive {
    static func path(_ round: ID<Round>) -> String { "\(InquiryListPage.path(round))/all.zip" }

    static let route = Route(.get, "rounds/:round/forms/all.zip", needs: .manageRounds) { request in
        let forms = try await request.ward.database.read { connection in
            try InquiryStore.forms(Round.load(request, on: connection), on: connection)
        }
        guard let first = forms.first else { throw PageRefusal.notFound }
        let madeAt = try request.stamp.at
        let files = try zip(names(of: forms), forms).map { name, form in
            (path: name, bytes: try InquiryWorkbook(form: form, madeAt: madeAt).workbook.bytes())
        }
        let archive = try TemporaryFile()
        guard ZIPWriter.write(files, to: archive.path) else {
            throw PageRefusal.conflict("照会票を1つのファイルにまとめられませんでした。サーバーの空き容量を確かめて、もう一度試してください。")
        }
        return .file(
            archive.path, type: "application/zip", filename: "照会票_\(first.round.quarter.code).zip", keeping: archive)
    }

    /// In the order of the forms; units of one name are told apart, and no name leaves the folder.
    static func names(of forms: [InquiryForm]) -> [String] {
        var used: Set<String> = []
        return forms.map { form in
            let unit = String(form.unitName.map { "/\\:*?\"<>|".contains($0) ? "_" : $0 })
            let name = "照会票_\(form.round.quarter.code)_\(unit)"
            var candidate = "\(name).xlsx"
            var number = 2
            while !used.insert(candidate).inserted {
                candidate = "\(name)_\(number).xlsx"
                number += 1
            }
            return candidate
        }
    }
}
