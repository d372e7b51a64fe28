import ArgumentParser
import Site
import Storage
import Ward

/// Open data: the catalogue, its releases, the pages for everybody and the interfaces for programs.
public struct OpenDataModule: Module {
    /// What other modules publish by themselves.
    let published: [PublishedTable]

    private let harvesting: HarvestJob
    /// Where the other forms of releases are kept.
    private let files: ReleaseFiles

    /// - Parameters:
    ///   - published: of the other modules.
    ///   - reader: how catalogues of others are read.
    public init(publishing published: [PublishedTable] = [], reader: WebReader = .live) {
        self.init(publishing: published, reader: reader, files: .live)
    }

    init(publishing published: [PublishedTable] = [], reader: WebReader = .live, files: ReleaseFiles) {
        self.published = published
        harvesting = HarvestJob(reader: reader)
        self.files = files
    }

    public let name = "opendata"

    public var routes: [Route] {
        PublicRoutes.all + DatasetRoutes.all + TakingDownRoutes(files: files).all + ResourceRoutes.all
            + HarvestRoutes.all + CheckingRoutes.all + RequestRoutes.all
            + DownloadRoutes(files: files).all + [TableFileRoute(files: files).route] + DCAT.routes
            + CKANAction.routes
    }

    public var migrations: [Migration] { Self.ownMigrations }

    private static let ownMigrations = Migration.numbered(
        "opendata",
        [
            PackageResources._001_catalogue_sql, PackageResources._002_harvest_sql, PackageResources._003_licence_sql,
            PackageResources._004_review_sql, PackageResources._005_corrections_sql,
        ])

    /// All tables a command of this module needs.
    static let allMigrations: [Migration] = WardMigrations.all + ownMigrations

    public var roles: [Role] { [.dataOfficer] }
    public var demoPeople: [DemoPerson] {
        [
            DemoPerson(
                key: "dataOfficer", loginName: "koukai", name: "見本 オープンデータ担当", duties: [.init(.dataOfficer)],
                note: "課が提出したデータを確かめて公開し、住民の要望に回答します")
        ]
    }
    public var grants: Grants { OpenDataGrants.all }
    public var help: ModuleHelp? { OpenDataHelp.all }
    public var area: Area? {
        Area(
            "データ", order: 40,
            pages: [
                NavigationEntry(DatasetListPage.link, needs: .readCatalogue),
                NavigationEntry(RequestStaffPage.link, needs: .readCatalogue),
                NavigationEntry(HarvestSourcesPage.link, needs: .readCatalogue),
            ])
    }
    public var duties: [DutySource] { [OpenDataDuties.source] }
    public var residentDoors: [ResidentDoorSource] { [OpenDataDoor.source] }
    public var searches: [SearchSource] { [OpenDataSearch.source] }
    public var indicators: [Indicator] { OpenDataIndicators.all }
    public var jobHandlers: [JobHandler] { [harvesting.handler] }
    public var ticks: [Tick] {
        [
            Tick("opendata.inside", everySeconds: 60) { try await Collecting.run(published, in: $0) }, HarvestJob.tick,
            files.tick,
        ]
    }
    public var trailed: [TrailedTable] { OpenDataTrail.tables }
    public var commands: [any AsyncParsableCommand.Type] { [OpenDataCommand.self] }
    public var auditTitles: [String: String] { OpenDataActions.titles }
    public var auditSubjects: [AuditSubject] {
        [
            AuditSubject("dataset", "データセット", "SELECT id, title AS name FROM opendata_dataset", needs: .readCatalogue) {
                "/datasets/\($0)"
            },
            AuditSubject("release", "データの版", "SELECT id, filename AS name FROM opendata_release", needs: .readCatalogue)
            {
                "/datasets/releases/\($0)"
            },
            AuditSubject(
                "harvest-source", "取込み元", "SELECT id, title AS name FROM opendata_source", needs: .readCatalogue
            ) { "/datasets/sources/\($0)" },
            AuditSubject(
                "harvested", "取り込んだデータセット", "SELECT id, title AS name FROM opendata_harvested", needs: .readCatalogue
            ) { "/datasets/harvested/\($0)" },
            AuditSubject("data-request", "公開の要望", needs: .readCatalogue) { "/datasets/requests/\($0)" },
        ]
    }
}

/// The pages for everybody.
enum PublicRoutes {
    static let all: [Route] = [
        .page("opendata", access: .open, CataloguePage.load), ReleaseFeed.route,
        .page("opendata/withheld", access: .open, WithheldPage.load),
        .page("opendata/developers", access: .open, DeveloperPage.load),
        .page("opendata/datasets/:dataset", access: .open, DatasetPage.load),
        .page("opendata/datasets/:dataset/:resource/:number", access: .open, ReleasePage.load),
    ]
}
