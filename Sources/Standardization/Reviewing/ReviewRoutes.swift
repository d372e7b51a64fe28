import Conversion
import Foundation
import Japanese
import Site
import Storage
import Tabular
import Ward

/// The addresses of rehearsals.
enum ReviewRoutes {
    static let all: [Route] = [
        Route(.get, "standardization", needs: .readRehearsals, handler: list),
        Route(.post, "standardization/:rehearsal/again", needs: .runRehearsals, handler: again),
        Route(.get, "standardization/:rehearsal", needs: .readRehearsals) { request in
            let review = try await Review.find(request)
            if request.wantsJSON { return .json(json(review)) }
            return .page(RehearsalPage(review: review).page)
        },
        Route(.get, "standardization/:rehearsal/report", needs: .readRehearsals) { try await report($0, "text/html") },
        Route(.get, "standardization/:rehearsal/report.pdf", needs: .readRehearsals) {
            try await report($0, "application/pdf")
        },
        Route(.get, "standardization/:rehearsal/systems/:system", needs: .readRehearsals) { request in
            let review = try await Review.find(request)
            let system = try review.system(request)
            if request.wantsJSON { return .json(system.json) }
            return .page(SystemReviewPage(review: review, system: system).page)
        },
        Route(.get, "standardization/:rehearsal/findings", needs: .readRehearsals) { request in
            .page(FindingOverviewPage(review: try await Review.find(request), query: request.query).page)
        },
        Route(.get, "standardization/:rehearsal/characters/:system", needs: .readRehearsals, handler: characters),
        Route(.get, "standardization/:rehearsal/glyphs/:system/:glyph", needs: .readRehearsals, handler: glyph),
        Route(.get, "standardization/:rehearsal/findings/:system/:code", needs: .readRehearsals, handler: findings),
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        let records = try await request.ward.database.read { try RehearsalStore.list(on: $0) }
        if request.wantsJSON {
            return .json([
                "rehearsals": .array(
                    records.map {
                        [
                            "id": .string($0.id.text), "number": JSON($0.number), "workbench": .string($0.workbench),
                            "gate": .string($0.isGateOpen ? "open" : "closed"), "blocking": JSON($0.blocking),
                        ]
                    })
            ])
        }
        return .page(
            RehearsalListPage(
                records: records, mayRun: person.may(.runRehearsals), csrfToken: request.csrfToken
            ).page)
    }

    /// What this person may see of a report: a section its own systems, and no names of other files.
    private static func json(_ review: Review) -> JSON {
        guard review.scope.readable != nil else { return review.content }
        return [
            "number": JSON(review.record.number), "target": review.content["target"] ?? nil,
            // Of no system nothing can be said.
            "gate": .string(
                review.systems.isEmpty
                    ? "unknown" : review.systems.allSatisfy(\.blockers.isEmpty) ? "open" : "closed"),
            "systems": .array(review.systems.map(\.json)),
        ]
    }

    private static func again(_ request: PageRequest) async throws -> PageResponse {
        let review = try await Review.find(request)
        let stamp = try request.stamp
        guard FileManager.default.fileExists(atPath: review.folder.appendingPathComponent("workbench.yaml").path) else {
            throw PageRefusal.conflict(review.missingWords)
        }
        let (folder, title) = (review.record.folder, "データ移行の試行　\(review.record.workbench)")
        let job = try await request.ward.database.write { connection in
            // Asked twice by a double click, it is one rehearsal.
            let open = try [Job.State.waiting, .running].flatMap { try JobStore.list(state: $0, on: connection) }
            if let same = open.first(where: {
                $0.kind == RehearsalJob.kind && $0.parameters["folder"]?.string == folder
            }) {
                return same
            }
            return try JobStore.request(
                kind: RehearsalJob.kind, title: title, parameters: ["folder": .string(folder)], by: stamp,
                on: connection)
        }
        return .seeOther("/jobs/\(job.id)", flash: Flash(.done, "試行を始めました。終わると、試行の一覧に加わります。"))
    }

    /// The whole report speaks of all systems: a section sees its own on the pages.
    private static func report(_ request: PageRequest, _ type: String) async throws -> PageResponse {
        let review = try await Review.find(request)
        guard review.scope.readable == nil else { throw PageRefusal.forbidden(.runRehearsals) }
        let id = review.record.id
        let bytes = try await request.ward.database.read { connection -> [UInt8]? in
            try SealStore.latest(kind: RehearsalRecord.sealKind, subject: id.text, on: connection).flatMap {
                try SealStore.rendering(of: $0, type: type, on: connection)
            }
        }
        guard let bytes else { throw PageRefusal.notFound }
        return .bytes(bytes, type: type == "text/html" ? "text/html; charset=utf-8" : type)
    }

    private static func findings(_ request: PageRequest) async throws -> PageResponse {
        let review = try await Review.find(request)
        let (system, reason) = (try review.system(request), try review.reason(request))
        guard review.hasFiles || !request.wantsJSON else { throw PageRefusal.conflict(review.missingWords) }
        let state = request.query["state"].flatMap { word in FindingState.allCases.first { $0.word == word } }
        let number = max(1, request.query["page"].flatMap { Int($0) } ?? 1)
        let file = FindingFile(run: review.run, system: system.id, reason: reason)
        let rows = FindingListPage.rowsPerPage
        // One scan less for programs, which ask for no item.
        let places = request.wantsJSON && request.query["item"] == nil ? [] : file.places()
        let chosen = request.query["item"].flatMap { Int($0) }.flatMap { places.indices.contains($0) ? $0 : nil }
        let rule = FindingListPage.rule(request.query, of: system)
        let filter = FindingFile.Filter(state: state, place: chosen.map { places[$0] }, rule: rule?.name)
        let (entries, total) = file.entries(
            filter, from: min(number - 1, Int(Int32.max) / rows) * rows, count: rows)
        let workbench = review.record.workbenchID
        let pending = DecisionSet(
            try await request.ward.database.read { try DecisionStore.all(workbench: workbench, on: $0) })
        let page = FindingListPage(
            review: review, system: system, reason: reason, filter: filter, places: places, entries: entries,
            total: total, number: number, query: request.query, protected: review.protected,
            pending: pending)
        return request.wantsJSON ? .json(page.json) : .page(page.page)
    }

    // MARK: characters

    private static func characters(_ request: PageRequest) async throws -> PageResponse {
        let review = try await Review.find(request)
        let system = try review.system(request)
        let state = review.run.appendingPathComponent("stages/convert-\(system.id)/state.json")
        let ledger = !review.hasFiles ? nil : try? RunFiles.decode(SystemLedger.self, from: state)
        return .page(
            CharacterPage(
                review: review, system: system, lines: ledger?.characters ?? [],
                pictures: GlyphPictures.codes(in: review.folder, system: system.id),
                showsAll: request.query["all"] == "1"
            ).page)
    }

    private static func glyph(_ request: PageRequest) async throws -> PageResponse {
        let review = try await Review.find(request)
        let system = try review.system(request)
        guard let code = request.parameters["glyph"].flatMap({ UInt32($0, radix: 16) }),
            let bytes = GlyphPictures.read(code, in: review.folder, system: system.id)
        else { throw PageRefusal.notFound }
        return .bytes(bytes, type: "image/png")
    }
}
