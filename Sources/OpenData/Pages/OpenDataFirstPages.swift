import Japanese
import Site
import Storage
import Ward

/// What residents come for: the ward's data, once something is public.
enum OpenDataDoor {
    static let source = ResidentDoorSource { connection in
        let count: Int = try connection.value("SELECT COUNT(*) FROM opendata_dataset WHERE state = 'published'") ?? 0
        guard count > 0 else { return nil }
        return ResidentDoor(
            Wording("区のデータを使う（オープンデータ）", "区の データを 見る（日本語）", "The ward’s open data (in Japanese)"),
            note: Wording(
                "\(count)件のデータを、探して、見て、保存できます。公開の要望も送れます。", "\(count)つの データを 見る ことが できます。",
                "Search, read and download \(count) datasets.")
        ) { _ in CataloguePage.path }
    }
}

/// What waits for the people who keep the catalogue.
enum OpenDataDuties {
    private static let publish = DutyKind("opendata.publish", "提出されたデータを公開する")
    private static let answer = DutyKind("opendata.answer", "公開の要望に回答する")
    private static let harvest = DutyKind("opendata.harvest", "取込みの問題を確かめる")

    static let source = DutySource { person, ward in
        let today = ward.clock.today
        return try await ward.database.read { connection in
            (person.may(.publishDatasets) ? try releases(person, connection) : [])
                + (person.may(.answerRequests) ? try requests(today, connection) : [])
                + (person.may(.manageHarvests) ? try harvests(connection) : [])
        }
    }

    private static func releases(_ person: SignedIn, _ connection: any Connection) throws -> [Duty] {
        try Release.list("WHERE number IS NULL ORDER BY handed_at, id", on: connection)
            .filter { $0.handedBy != person.person }.map { release in
                let resource = try Resource.known(release.resource, on: connection)
                return Duty(
                    publish, link: Link("\(resource.title)（\(release.rowCount)行）", release.path),
                    note: "\(release.handedAt.date.japanese)に提出されました。", list: DatasetListPage.path)
            }
    }

    private static func harvests(_ connection: any Connection) throws -> [Duty] {
        let latest = try Harvest.latest(on: connection)
        return try HarvestSource.open(on: connection).compactMap { source in
            guard let last = latest[source.id], !last.isGood else { return nil }
            return Duty(
                harvest, link: Link(source.title, source.path), note: "\(last.endedAt.date.japanese): \(last.summary)",
                list: HarvestSourcesPage.path)
        }
    }

    private static func requests(_ today: CivilDate, _ connection: any Connection) throws -> [Duty] {
        try DataRequest.list("WHERE answered_on IS NULL AND closed_on IS NULL ORDER BY number", on: connection).map {
            request in
            Duty(
                answer, link: Link("要望\(request.number)", request.path), note: "\(request.dueOn.japanese)までに回答します。",
                dueOn: request.dueOn, isOverdue: request.dueOn < today, list: RequestStaffPage.path)
        }
    }
}

/// What of the catalogue staff find by words.
enum OpenDataSearch {
    static let source = SearchSource("データセット", needs: .readCatalogue) { query, _, _, connection in
        try Dataset.list("ORDER BY title, id", on: connection).filter {
            query.matches([$0.title, $0.name, $0.notes] + $0.tags)
        }.map { SearchHit($0.title, $0.path, note: $0.state.title) }
    }
}
